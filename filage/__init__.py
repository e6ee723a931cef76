"""Filage: production of the performing arts, entered once."""
