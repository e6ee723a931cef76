"""What the cells of a typed line hold: which may be written, how each is read, and the text that stands in it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any
from uuid import UUID

from filage.desks.budget.enums import ExpenseStatus, IncomeStatus, Side, VatHandling
from filage.desks.budget.models import Line
from filage.desks.budget.queries.facts import LINES
from filage.productions.models import Production
from filage.rules import reading

LABEL_LENGTH, UNIT_LENGTH, COMMENT_LENGTH = 200, 40, 2000
AMOUNT = "amount"  # the forecast: typed, it is the unit price of what is counted once


def typed_lines(production: Production, phase: str) -> list[Line]:
    """Return the lines that people typed in one budget of a production, in their order, to be read only; one query."""
    return [line for line in LINES(production.organisation_id, [production.pk]) if line.phase == phase]


def lines_to_write(production: Production, phase: str, *, only: Collection[UUID] | None = None) -> list[Line]:
    """Return the same lines, or some of them, as the caller's own objects."""
    rows = Line.objects.within(production.organisation_id).filter(production=production, phase=phase)
    return list(rows if only is None else rows.filter(pk__in=only))


def takes_amount(line: Line) -> bool:
    """Tell whether the forecast of a line is its unit price, so that it may be typed in its place."""
    counted_once = line.quantity == 1 and not line.per_performance and line.activity_id is None
    return counted_once and (not line.vat_rate or line.vat_handling == VatHandling.SANS)


def statuses(side: str) -> Mapping[str, str]:
    """Return the states of a charge or of a produit: code, label."""
    return _EXPENSE if side == Side.CHARGE else _INCOME


def column_of(field: str) -> str:
    """Return the field of the line that a cell writes."""
    return "unit_price" if field == AMOUNT else field


def read(field: str, text: str, line: Line) -> Any:
    """Return what a text means in a cell of a line; Unreadable, with its reason, when it means nothing there."""
    if field not in READERS:
        raise reading.Unreadable("Cette colonne est calculée : elle ne se saisit pas.")
    if field == AMOUNT and not takes_amount(line):
        raise reading.Unreadable("Prévu se calcule : changez la quantité, le prix unitaire ou la TVA.")
    return READERS[field](text, line)


def written(field: str, line: Line) -> str:
    """Return the text that stands in a cell, as a spreadsheet takes it: « 1234,5 », « 31/12/2026 »."""
    value = getattr(line, column_of(field))
    if field == "status":
        return statuses(line.side).get(value, "")
    return _text(value)


def kept_text(field: str, value: Any, line: Line) -> str:
    """Return the text of a value that a cell once held."""
    return statuses(line.side).get(value, "") if field == "status" else _text(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value.normalize() + 0:f}".replace(".", ",")
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)


def _label(text: str, line: Line) -> str:
    said = reading.words(text, longest=LABEL_LENGTH)
    if not said:
        raise reading.Unreadable("Une ligne garde un nom. Pour la retirer : Ctrl + Suppr.")
    return said


def _status(text: str, line: Line) -> str:
    return reading.one_of(text, statuses(line.side))


_EXPENSE = MappingProxyType({each.value: str(each.label) for each in ExpenseStatus})
_INCOME = MappingProxyType({each.value: str(each.label) for each in IncomeStatus})
READERS: Mapping[str, Callable[[str, Line], Any]] = MappingProxyType(
    {
        "label": _label,
        "account": lambda text, line: reading.account(text),
        "quantity": lambda text, line: Decimal(1) if (found := reading.quantity(text)) is None else found,
        "unit": lambda text, line: reading.words(text, longest=UNIT_LENGTH),
        "unit_price": lambda text, line: reading.amount(text),
        AMOUNT: lambda text, line: reading.amount(text),
        "vat_rate": lambda text, line: reading.rate(text),
        "status": _status,
        "on": lambda text, line: reading.day(text),
        "comment": lambda text, line: reading.words(text, longest=COMMENT_LENGTH),
    }
)


def families(lines: Sequence[Line]) -> dict[tuple[str, str], list[UUID]]:
    """Return the lines of each family (side, destination), in their order."""
    found: dict[tuple[str, str], list[UUID]] = {}
    for line in lines:
        found.setdefault((line.side, line.destination), []).append(line.pk)
    return found
