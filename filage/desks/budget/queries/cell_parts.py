"""How the instalments and the fiscal years of a line are written as one text, read back, and compared with what is kept."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from filage.desks.budget.models import Line, LineYear, Payment
from filage.rules import reading

FIRST_YEAR, LAST_YEAR = 1950, 2100
WHOLE = Decimal(100)
BETWEEN = " ; "
_DONE = re.compile(r"\b(?:pay[ée]e?|re[çc]ue?|vers[ée]e?|fait)$", re.IGNORECASE)
_PIECE = re.compile(r"\s*[;\n]\s*")
_HEAD = re.compile(r"(\S+)\s*:?\s*(.*)")


@dataclass(frozen=True, slots=True)
class PaymentPart:
    """A part of a line that is paid on a day: a sum, or a share of the line in percent."""

    on: date
    amount: Decimal | None
    share: Decimal | None
    paid: bool


@dataclass(frozen=True, slots=True)
class YearPart:
    """The part of a line that belongs to a fiscal year."""

    fiscal_year: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Parts:
    """One of the two lists that hang from a line: its model, what its text means, and the text of a row."""

    model: type[Payment] | type[LineYear]
    columns: tuple[str, ...]
    order: tuple[str, ...]
    read: Callable[[str], list[Any]]
    said: Callable[[Any], str]

    def rows(self, line: Line) -> list[Any]:
        """Return what is kept of a line, in order; one query."""
        return list(self.model.objects.within(line.organisation_id).filter(line=line).order_by(*self.order))

    def text(self, rows: Sequence[Any]) -> str:
        """Return the text of the rows: « 15/12/2026 : 30 % payé ; 01/02/2027 : 500 »."""
        return BETWEEN.join(self.said(row) for row in rows)


def _payments(text: str) -> list[PaymentPart]:
    found = [_payment(piece) for piece in _PIECE.split(text.strip()) if piece]
    if sum((one.share or Decimal(0) for one in found), Decimal(0)) > WHOLE:
        raise reading.Unreadable("Les parts dépassent 100 % de la ligne.")
    return sorted(found, key=lambda one: one.on)


def _payment(piece: str) -> PaymentPart:
    head = _HEAD.fullmatch(piece)
    on = reading.day(head[1].removesuffix(":")) if head else None
    if head is None or on is None or not head[2]:
        raise reading.Unreadable(f"« {piece} » : écrivez le jour puis la somme ou la part, comme 15/12/2026 : 30 %.")
    rest = _DONE.sub("", head[2]).strip()
    share = reading.rate(rest) if rest.endswith("%") else None
    amount = None if rest.endswith("%") else reading.amount(rest)
    if (amount or share or 0) <= 0:
        raise reading.Unreadable(f"« {piece} » : un versement est une somme ou une part, au-dessus de zéro.")
    return PaymentPart(on, amount, share, rest != head[2].strip())


def _said_payment(row: Any) -> str:
    worth = f"{_number(row.share)} %" if row.share is not None else _number(row.amount)
    return f"{row.on:%d/%m/%Y} : {worth}{' payé' if row.paid else ''}"


def _years(text: str) -> list[YearPart]:
    found = [_year(piece) for piece in _PIECE.split(text.strip()) if piece]
    if len({one.fiscal_year for one in found}) < len(found):
        raise reading.Unreadable("Le même exercice est écrit deux fois.")
    return sorted(found, key=lambda one: one.fiscal_year)


def _year(piece: str) -> YearPart:
    head = _HEAD.fullmatch(piece)
    number = head[1].removesuffix(":") if head else ""
    if head is None or not number.isdecimal() or not FIRST_YEAR <= int(number) <= LAST_YEAR:
        raise reading.Unreadable(f"« {piece} » : écrivez l’exercice puis la somme, comme 2027 : 1 500.")
    amount = reading.amount(head[2])
    if amount is None or amount <= 0:
        raise reading.Unreadable(f"« {piece} » : la part d’un exercice est une somme au-dessus de zéro.")
    return YearPart(int(number), amount)


def _said_year(row: Any) -> str:
    return f"{row.fiscal_year} : {_number(row.amount)}"


def _number(value: Decimal) -> str:
    return f"{value.normalize() + 0:f}".replace(".", ",")


PARTS: Mapping[str, Parts] = MappingProxyType(
    {
        "payments": Parts(Payment, ("on", "amount", "share", "paid"), ("on", "rank", "id"), _payments, _said_payment),
        "years": Parts(LineYear, ("fiscal_year", "amount"), ("fiscal_year", "rank", "id"), _years, _said_year),
    }
)
