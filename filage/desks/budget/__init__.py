"""The budget desk: needs, lines, versions, price and treasury."""
