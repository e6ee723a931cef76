"""What may be done with exercises: import, give, hand in, read."""
