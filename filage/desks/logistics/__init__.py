"""Logistique: how everybody and everything travels, sleeps and eats, and what is answered to who needs something."""
