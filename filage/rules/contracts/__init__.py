"""What each kind of contract says: its parties, its money, its terms, which of them are due before it is signed."""
