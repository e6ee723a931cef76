"""How the tables of pay came to be."""
