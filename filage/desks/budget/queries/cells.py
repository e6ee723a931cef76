"""What the cells of a typed line hold: which may be written, how each is read, and the text that stands in it."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any
from uuid import UUID

from filage.core import values
from filage.desks.budget.enums import Destination, ExpenseStatus, HostingMode, IncomeStatus, Nature, Side, VatHandling
from filage.desks.budget.models import Line, Payment
from filage.desks.budget.queries import cell_links
from filage.desks.budget.queries.facts import LINES
from filage.productions.enums import Phase
from filage.productions.models import Production
from filage.rules import reading

LABEL_LENGTH, UNIT_LENGTH, SOURCE_LENGTH, COMMENT_LENGTH = 200, 40, 200, 2000
AMOUNT = "amount"  # the forecast: typed, it is the unit price of what is counted once
PER_PERFORMANCE = "par représentation"
_PER = re.compile(r"(?:\s*/\s*|(?:^|\s+)par\s+)(?:repr?\.?|repr[ée]sentations?|dates?)$", re.IGNORECASE)
_HANDLED = re.compile(r"(.*?)\s*\b(ttc|ht|t\.t\.c\.?|h\.t\.?|sans(?: tva)?)$", re.IGNORECASE)


def typed_lines(production: Production, phase: str) -> list[Line]:
    """Return the lines that people typed in one budget of a production, in their order, to be read only; one query."""
    return [line for line in LINES(production.organisation_id, [production.pk]) if line.phase == phase]


def lines_to_write(production: Production, phase: str, *, only: Collection[UUID] | None = None) -> list[Line]:
    """Return the same lines, or some of them, as the caller's own objects."""
    rows = Line.objects.within(production.organisation_id).filter(production=production, phase=phase)
    return list(rows if only is None else rows.filter(pk__in=only))


def paid_days(production: Production, phase: str) -> dict[UUID, frozenset[date]]:
    """Return the days of the payments of each charge that were made; one query."""
    rows = Payment.objects.within(production.organisation_id).filter(paid=True, line__side=Side.CHARGE)
    found: dict[UUID, set[date]] = {}
    for line, on in rows.filter(line__production=production, line__phase=phase).values_list("line", "on"):
        found.setdefault(line, set()).add(on)
    return {line: frozenset(days) for line, days in found.items()}


def typed_line(production: Production, pk: UUID) -> Line | None:
    """Return one line that people typed, None when the production has no such one; one query."""
    rows = Line.objects.within(production.organisation_id).filter(production=production, pk=pk)
    return rows.select_related("production").first()


def takes_amount(line: Line) -> bool:
    """Tell whether the forecast of a line is its unit price, so that it may be typed in its place."""
    counted_once = line.quantity == 1 and not line.per_performance and line.activity_id is None
    return counted_once and (not line.vat_rate or line.vat_handling == VatHandling.SANS)


def statuses(side: str) -> Mapping[str, str]:
    """Return the states of a charge or of a produit: code, label."""
    return _EXPENSE if side == Side.CHARGE else _INCOME


def read(field: str, text: str, line: Line) -> Mapping[str, Any]:
    """Return what a text in a cell makes of the columns of a line; Unreadable, with its reason, when it means nothing there."""
    if field not in READERS:
        raise reading.Unreadable("Cette colonne est calculée : elle ne se saisit pas.")
    if field == AMOUNT and not takes_amount(line):
        raise reading.Unreadable("Prévu se calcule : changez la quantité, le prix unitaire ou la TVA.")
    return READERS[field](text, line)


def columns_of(field: str) -> tuple[str, ...]:
    """Return the columns of a line that a cell writes."""
    return COLUMNS.get(field, (field,))


def holds(line: Line, wanted: Mapping[str, Any]) -> bool:
    """Tell whether a line already holds these values."""
    return all(values.read(line, name) == value for name, value in wanted.items())


def written(field: str, line: Line) -> str:
    """Return the text that stands in a cell, as a spreadsheet takes it: « 1234,5 », « 31/12/2026 »."""
    writer = WRITERS.get(field)
    return writer(line) if writer else _text(getattr(line, columns_of(field)[0]))


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value.normalize() + 0:f}".replace(".", ",")
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)


def _label(text: str, line: Line) -> Mapping[str, Any]:
    said = reading.words(text, longest=LABEL_LENGTH)
    if not said:
        raise reading.Unreadable("Une ligne garde un nom. Pour la retirer : Ctrl + Suppr.")
    return {"label": said}


def _unit(text: str, line: Line) -> Mapping[str, Any]:
    """Read « repas », « forfait par représentation », « / repr. »: the unit, and whether it counts for each performance."""
    said = reading.words(text.removeprefix("/") if text.strip() == "/" else text, longest=UNIT_LENGTH + len(PER_PERFORMANCE))
    bare = _PER.sub("", said).strip()
    if len(bare) > UNIT_LENGTH:
        raise reading.Unreadable(f"{len(bare)} signes : {UNIT_LENGTH} au plus.")
    return {"unit": bare, "per_performance": bare != said}


def _said_unit(line: Line) -> str:
    return f"{line.unit} {PER_PERFORMANCE}".strip() if line.per_performance else line.unit


def _vat(text: str, line: Line) -> Mapping[str, Any]:
    """Read « 20 » or « 20 HT » (the price is without tax), « 20 TTC » (it holds the tax), « sans »."""
    found = _HANDLED.fullmatch(text.strip().removesuffix("."))
    said, handled = (found[1], found[2].lower().replace(".", "")) if found else (text, "ht")
    rate = reading.rate(said)
    if handled.startswith("sans"):
        if rate is not None:
            raise reading.Unreadable("« sans » ne prend pas de taux : écrivez le taux seul, ou « sans ».")
        return {"vat_rate": None, "vat_handling": VatHandling.SANS.value}
    return {"vat_rate": rate, "vat_handling": handled}


def _said_vat(line: Line) -> str:
    if line.vat_handling == VatHandling.SANS:
        return "sans"
    rate = _text(line.vat_rate)
    return f"{rate} TTC".strip() if line.vat_handling == VatHandling.TTC else rate


def _yes(text: str, line: Line) -> Mapping[str, Any]:
    return {"per_performance": reading.one_of(text, {"oui": "oui", "non": "non"}) == "oui"}


def _destination(text: str, line: Line) -> Mapping[str, Any]:
    found = reading.one_of(text, _DESTINATIONS)
    if not found:
        raise reading.Unreadable("Une ligne appartient à une famille.")
    return {"destination": found}


def _phase(text: str, line: Line) -> Mapping[str, Any]:
    found = reading.one_of(text, _PHASES)
    if not found:
        raise reading.Unreadable("Une ligne appartient à un budget.")
    return {"phase": found}


def _choice(field: str, options: Mapping[str, str]) -> Callable[[str, Line], Mapping[str, Any]]:
    return lambda text, line: {field: reading.one_of(text, options)}


def _column(field: str, reader: Callable[[str], Any]) -> Callable[[str, Line], Mapping[str, Any]]:
    return lambda text, line: {field: reader(text)}


def _words(field: str, longest: int) -> Callable[[str, Line], Mapping[str, Any]]:
    return lambda text, line: {field: reading.words(text, longest=longest)}


def _labels(choices: Any) -> Mapping[str, str]:
    return MappingProxyType({each.value: str(each.label) for each in choices})


_EXPENSE, _INCOME = _labels(ExpenseStatus), _labels(IncomeStatus)
_DESTINATIONS, _PHASES, _HOSTING, _NATURES = _labels(Destination), _labels(Phase), _labels(HostingMode), _labels(Nature)
COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {AMOUNT: ("unit_price",), "unit": ("unit", "per_performance"), "vat_rate": ("vat_rate", "vat_handling")}
)
READERS: Mapping[str, Callable[[str, Line], Mapping[str, Any]]] = MappingProxyType(
    {
        "label": _label,
        "account": _column("account", reading.account),
        "quantity": lambda text, line: {"quantity": Decimal(1) if (found := reading.quantity(text)) is None else found},
        "unit": _unit,
        "per_performance": _yes,
        "unit_price": _column("unit_price", reading.amount),
        AMOUNT: _column("unit_price", reading.amount),
        "vat_rate": _vat,
        "status": lambda text, line: {"status": reading.one_of(text, statuses(line.side))},
        "on": _column("on", reading.day),
        "comment": _words("comment", COMMENT_LENGTH),
        "source": _words("source", SOURCE_LENGTH),
        "asked": _column("asked", reading.amount),
        "destination": _destination,
        "phase": _phase,
        "hosting": _choice("hosting", _HOSTING),
        "nature": _choice("nature", _NATURES),
        "funder": lambda text, line: {"funder": cell_links.funder(text, line)},
        "activity": lambda text, line: {"activity": cell_links.performance(text, line)},
    }
)
WRITERS: Mapping[str, Callable[[Line], str]] = MappingProxyType(
    {
        "status": lambda line: statuses(line.side).get(line.status, ""),
        "unit": _said_unit,
        "per_performance": lambda line: "oui" if line.per_performance else "non",
        "vat_rate": _said_vat,
        "phase": lambda line: _PHASES.get(line.phase, line.phase),
        "hosting": lambda line: _HOSTING.get(line.hosting, ""),
        "nature": lambda line: _NATURES.get(line.nature, ""),
        "funder": cell_links.funder_name,
        "activity": cell_links.performance_name,
    }
)


def families(lines: Sequence[Line]) -> dict[tuple[str, str], list[UUID]]:
    """Return the lines of each family (side, destination), in their order."""
    found: dict[tuple[str, str], list[UUID]] = {}
    for line in lines:
        found.setdefault((line.side, line.destination), []).append(line.pk)
    return found
