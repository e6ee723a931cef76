"""How dates are laid out: a série, its days of relâche, several performances a day."""
