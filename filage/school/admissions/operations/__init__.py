"""What may be done to admissions."""
