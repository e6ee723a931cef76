"""How the pages of contracts draw what the writer of contracts gives."""
