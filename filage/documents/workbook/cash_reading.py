"""Reads back « Trésorerie »: what each flow moves month by month, its delay, and what the account opened with."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from filage.documents.shapes import CashLine, CashPlan
from filage.documents.sheets import Cell, Grid
from filage.documents.workbook import vocabulary
from filage.documents.workbook.reading import IDS
from filage.documents.workbook.treasury import DELAY, MONTHS, NAME, VARIABLE
from filage.documents.workbook.values import UNKNOWN
from filage.rules.reading import Unreadable, amount

OPENING = "Solde d’ouverture"


def read_cash(grids: Sequence[Grid], sent: CashPlan) -> CashPlan:
    """Return the plan as the sheet now says it, from the one that left; Unreadable names the cell that says nothing."""
    rows = next((grid.rows for grid in grids if grid.name == NAME), None)
    if rows is None:
        raise Unreadable(f"La feuille « {NAME} » manque : rendez-lui son nom, ou repartez d’un nouveau classeur.")
    top = next((rank for rank, row in enumerate(rows) if IDS in row), None)
    if top is None:
        raise Unreadable(f"La colonne masquée « {IDS} » de la feuille « {NAME} » manque : repartez d’un nouveau classeur.")
    column = rows[top].index(IDS)
    held: Mapping[Cell, Sequence[Cell]] = {row[column]: row for row in rows[top + 1 :] if len(row) > column}
    months = [_month(cell) for cell in rows[top][MONTHS : MONTHS + sent.months]]
    lines = tuple(_line(line, held[line.id], months) for line in sent.lines if line.id in held)
    opening = next((row[MONTHS] for row in rows if row[:1] == (OPENING,) and len(row) > MONTHS), None)
    return replace(sent, lines=lines, opening=_amount(opening, OPENING, months[0]))


def _line(line: CashLine, row: Sequence[Cell], months: Sequence[str]) -> CashLine:
    name = str(row[0] or line.label)
    amounts = tuple(_amount(cell, name, month) or Decimal(0) for cell, month in zip(row[MONTHS:], months, strict=False))
    delay = _amount(row[DELAY], name, "retard") or Decimal(0)
    if delay < 0 or delay != int(delay):
        raise Unreadable(f"{NAME}, {name} : un retard se dit en mois entiers.")
    return replace(line, label=name, amounts=amounts, delay=int(delay), variable=row[VARIABLE] == vocabulary.YES)


def _amount(cell: Cell, name: str, place: str) -> Decimal | None:
    if cell is None or cell == UNKNOWN or isinstance(cell, Decimal):
        return cell if isinstance(cell, Decimal) else None
    try:
        return amount(str(cell))
    except Unreadable:
        raise Unreadable(f"{NAME}, {name}, {place} : « {cell} » ne se lit pas.") from None


def _month(cell: Cell) -> str:
    return f"{cell:%m/%Y}" if isinstance(cell, date) else str(cell or "")
