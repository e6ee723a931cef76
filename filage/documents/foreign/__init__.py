"""Reads the budget of somebody else: where its tables are, what their columns hold, which rows are lines of a budget."""

from filage.documents.foreign.lines import TOTALS, FoundLine, lines
from filage.documents.foreign.tables import Table, guess, table_at
from filage.documents.foreign.words import ROLES

__all__ = ["ROLES", "TOTALS", "FoundLine", "Table", "guess", "lines", "table_at"]
