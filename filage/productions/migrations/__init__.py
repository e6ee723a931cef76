"""How the tables of the shared nouns came to be."""
