"""What the booking desk reads: one module a subject."""
