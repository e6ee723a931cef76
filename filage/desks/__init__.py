"""The desks of the office: one Django app each, strangers that agree through the rails."""
