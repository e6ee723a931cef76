"""Who was there, half-day by half-day, and the weeks in a company."""
