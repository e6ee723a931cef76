"""What may be done to an exam and its candidates."""
