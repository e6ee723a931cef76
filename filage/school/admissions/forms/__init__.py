"""What is typed of admissions."""
