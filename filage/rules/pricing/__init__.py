"""What a performance costs and what it is sold for: plateau, price, series, ticketing, shares."""
