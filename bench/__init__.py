"""Filage measured beside what it is compared to, in one run."""
