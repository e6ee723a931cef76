"""How the tables of the budget came to be."""
