"""How the tables of booking came to be."""
