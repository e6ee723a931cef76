"""What law, agreements and the trade's arithmetic say: pure functions, without Django, clock or network."""
