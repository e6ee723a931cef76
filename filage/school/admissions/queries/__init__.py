"""What the pages of admissions read."""
