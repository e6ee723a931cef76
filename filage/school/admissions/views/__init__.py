"""The doors of admissions."""
