"""What the organiser of one date would be charged: price, travel, VAT, as the contract will say it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from filage.desks.budget.queries import Figures
from filage.productions.models import Activity
from filage.rules.budgeting.lines import EXPENSE
from filage.rules.engine import percent, sum_of
from filage.web import format as french
from filage.web.shapes import spoken
from filage.web.tables import Cell, Column, Group, Row, Table


@dataclass(frozen=True, slots=True)
class Example:
    """One date and what its organiser pays, without tax then with it."""

    activity: Activity
    table: Table


def example(found: Figures, *, pay: bool) -> Example | None:
    """Return the date that shows most of what is charged beside the price; None when no date has a price."""
    charged: dict[Any, list[Any]] = defaultdict(list)
    for line in found.counted:
        if line.side != EXPENSE and line.activity is not None and line.amount.value is not None:
            charged[line.activity].append(line)
    dates = [each for each in found.performances if each.pk in charged]
    if not dates:
        return None
    chosen = max(dates, key=lambda each: len(charged[each.pk]))
    return Example(chosen, _table(charged[chosen.pk], pay))


def _table(lines: Sequence[Any], pay: bool) -> Table:
    rows = [Row(Cell(line.label, note=_made(line)), [Cell(line.amount.value, because=line.key if pay else "")]) for line in lines]
    whole = sum_of([line.amount for line in lines], "Total HT")
    known = whole.known()
    taxes = _taxes(lines)
    if not taxes:
        return Table("Ce que paie l’organisateur", [_amount()], (Group(rows),), header="Poste", total=Row("Total", [known]))
    rows = [*rows, Row("Total HT", [known]), *(Row(f"TVA {french.percent(rate)}", [tax]) for rate, tax in taxes.items())]
    taxed = known + sum(taxes.values(), Decimal(0))
    return Table("Ce que paie l’organisateur", [_amount()], (Group(rows),), header="Poste", total=Row("Total TTC", [taxed]))


def _taxes(lines: Sequence[Any]) -> dict[Decimal, Decimal]:
    """Return the VAT of each rate, reckoned once on what bears it."""
    bases: dict[Decimal, list[Any]] = defaultdict(list)
    for line in lines:
        if line.vat_rate:
            bases[line.vat_rate].append(line.amount)
    return {rate: (sum_of(amounts, "Base") * percent(rate, "TVA")).rounded().known() for rate, amounts in bases.items()}


def _made(line: Any) -> str:
    text = spoken(line.formula)
    return text if "×" in text else ""


def _amount() -> Column:
    return Column("€", "amount", tone="plain")
