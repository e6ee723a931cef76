"""Reads what a payroll firm sends back: a recap of the payslips, or the accounting entry of a month of pay."""

from collections.abc import Sequence

from filage.documents.recap.entries import of_entry
from filage.documents.recap.files import read
from filage.documents.recap.lines import TOTALS, FoundPay, Mismatch, Reading, month_of_file, of_recap
from filage.documents.recap.sharing import shared
from filage.documents.recap.tables import Table, guess, table_at
from filage.documents.recap.words import PARTS, ROLES
from filage.documents.sheets import Grid

__all__ = [
    "PARTS",
    "ROLES",
    "TOTALS",
    "FoundPay",
    "Mismatch",
    "Reading",
    "Table",
    "guess",
    "lines",
    "month_of_file",
    "read",
    "shared",
    "table_at",
]


def lines(grids: Sequence[Grid], table: Table, names: Sequence[str] = ()) -> Reading:
    """Return what a table says of pay; `names` are the people known, whom the labels of an accounting entry may name."""
    return of_entry(grids, table, names) if table.is_entry else of_recap(grids, table)
