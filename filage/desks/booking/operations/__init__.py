"""What the booking desk may do: one module an act."""
