"""When the money of a budget moves: which lines are paid in which month, taxes included, and what a late funder changes."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any

from filage.rules.accounting import is_cash
from filage.rules.budgeting.lines import EXPENSE, Line, counted
from filage.rules.engine import Explained, Partial, given, percent, sum_of, total
from filage.rules.treasury import plan as treasury
from filage.rules.treasury.plan import Flow, first_of_month

LONGEST = 60  # months
SHORTEST = 12
VAT_LABEL = "TVA nette versée"
WAGES, CONTRIBUTIONS = "Salaires bruts", "Cotisations de l’employeur"


@dataclass(frozen=True, slots=True)
class CashRow:
    """One row of the table: a flow through the months (as many totals as months)."""

    label: str
    side: str
    funder: Hashable | None
    amounts: tuple[Partial, ...]


@dataclass(frozen=True, slots=True)
class CashMonth:
    """One month: what it opens with, what comes in and goes out (both positive), what it closes with."""

    month: date
    opening: Explained
    cash_in: Partial
    cash_out: Partial
    balance: Explained


@dataclass(frozen=True, slots=True)
class Movement:
    """A flow of cash with what the table says of it; `vat` is the part of it that is a tax."""

    flow: Flow
    side: str
    funder: Hashable | None
    vat: Explained | None


@dataclass(frozen=True)
class CashPlan:
    """The plan: months in a row, the lowest one, what falls after the last, what has no date, what has no amount."""

    months: tuple[CashMonth, ...]
    moves: tuple[Movement, ...]
    low: CashMonth | None
    later: tuple[tuple[str, Explained], ...]
    undated: tuple[tuple[str, Explained], ...]
    missing: tuple[Explained, ...]
    hypotheses: tuple[str, ...]

    @cached_property
    def rows(self) -> tuple[CashRow, ...]:
        """The table of the plan: what comes in, then what goes out, each flow through all the months."""
        columns = [month.month for month in self.months]
        groups: dict[tuple[str, str, Hashable | None], dict[date, list[Explained]]] = {}
        for move in self.moves:
            if move.flow.month in columns:
                amount = -move.flow.amount if move.side == EXPENSE else move.flow.amount
                groups.setdefault((move.side, move.flow.label, move.funder), defaultdict(list))[move.flow.month].append(amount)
        ordered = sorted(groups.items(), key=lambda group: group[0][0] == EXPENSE)
        return tuple(
            CashRow(label, side, funder, tuple(total(amounts.get(month, ()), label) for month in columns))
            for (side, label, funder), amounts in ordered
        )

    @property
    def overdraft(self) -> Decimal | None:
        """Return the greatest sum that is missing at the end of a month (positive), 0 without any; None when unknown."""
        if self.low is None or self.low.balance.value is None:
            return None
        return max(Decimal(0), -self.low.balance.value)

    @property
    def below_zero(self) -> tuple[date, ...]:
        """Return the months that close below zero."""
        return tuple(month.month for month in self.months if month.balance.value is not None and month.balance.value < 0)


def cash_plan(
    lines: Iterable[Line],
    *,
    opening: Explained,
    start: date | None = None,
    months: int | None = None,
    late: Mapping[Any, int] | None = None,
    recovers_vat: bool = False,
) -> CashPlan:
    """Return the treasury plan of the lines, from the month of `start` (the first flow without it) on `months` months.

    `late` says of how many months a funder is late: every receipt of it moves. With `recovers_vat`, taxes collected less taxes
    paid are settled the month after, a credit being kept for the next one. Refused, uncertain and cashless lines are left out.
    """
    paid = [line for line in counted(lines) if line.cash and line.certain and is_cash(line.account)]
    moves = _delayed([_movement(line, day) for line in paid if (day := line.pays_on or line.on)], late or {})
    undated = tuple((line.label, line.amount) for line in paid if not (line.pays_on or line.on))
    first = start or min((move.flow.month for move in moves), default=None)
    if first is None:
        return CashPlan((), (), None, (), undated, (), ())
    first = first_of_month(first)
    moves = [move for move in moves if move.flow.month >= first]
    if recovers_vat:
        moves += _vat_settlements(moves)
    length = months or _natural_length(moves, first)
    worked = treasury.cash_plan(first, length, opening if opening.is_known else given(0, opening.label), [m.flow for m in moves])
    table = _months(worked, opening)
    return CashPlan(
        months=table,
        moves=tuple(moves),
        low=next((row for row in table if row.month == worked.lowest.month), None) if opening.is_known else None,
        later=tuple((f"{flow.label}, {flow.month:%Y-%m}", flow.amount) for flow in worked.late),
        undated=undated,
        missing=tuple(item for row in worked.months for item in row.missing),
        hypotheses=_hypotheses(paid, recovers_vat),
    )


def with_tax(line: Line) -> Explained:
    """Return what is really paid for a line: its amount and the VAT on top."""
    return _taxed(line, tax(line)) if line.vat_rate else line.amount


def tax(line: Line) -> Explained:
    """Return the VAT of a line."""
    return (line.amount * _rate(line.vat_rate or Decimal(0))).rounded().named(f"TVA, {line.label}")


@lru_cache(maxsize=64)
def _rate(rate: Decimal) -> Explained:
    return percent(rate, "Taux de TVA")


def _taxed(line: Line, vat: Explained) -> Explained:
    return (line.amount + vat).rounded().named(line.label)


def _movement(line: Line, day: date) -> Movement:
    """Return what a line moves on a day; a line that remembers keeps it, since neither ever changes."""
    memo: dict[str, tuple[Any, Any]] | None = getattr(line, "memo", None)
    if memo is None:
        return _moved(line, day)
    held = memo.get("movement")
    if held is None or held[0] != day:
        held = memo["movement"] = (day, _moved(line, day))
    moved: Movement = held[1]
    return moved


def _moved(line: Line, day: date) -> Movement:
    vat = tax(line) if line.vat_rate else None
    amount = line.amount if vat is None else _taxed(line, vat)
    expense = line.side == EXPENSE
    funder = "" if expense or line.funder is None else str(line.funder)
    flow = Flow(_row_label(line), first_of_month(day), amount.opposite(line.label) if expense else amount, funder)
    return Movement(flow, line.side, line.funder, vat)


def _row_label(line: Line) -> str:
    if line.origin.startswith("engagement:"):
        return CONTRIBUTIONS if line.account.startswith("645") else WAGES
    return line.label


def _delayed(moves: Sequence[Movement], late: Mapping[Any, int]) -> list[Movement]:
    if not late:
        return list(moves)
    flows = treasury.delayed([move.flow for move in moves], {str(funder): months for funder, months in late.items()})
    return [replace(move, flow=flow) for move, flow in zip(moves, flows, strict=True)]


def _vat_settlements(moves: Iterable[Movement]) -> list[Movement]:
    collected: dict[date, list[Explained]] = defaultdict(list)
    deducted: dict[date, list[Explained]] = defaultdict(list)
    for move in moves:
        if move.vat is not None and move.vat.is_known:
            (deducted if move.side == EXPENSE else collected)[move.flow.month].append(move.vat)
    settlements = []
    credit = given(0, "Crédit de TVA reporté")
    for month in sorted({*collected, *deducted}):
        due = sum_of(collected[month], "TVA collectée") - sum_of(deducted[month], "TVA déductible") - credit
        credit = (-due).named("Crédit de TVA reporté") if due.known() < 0 else given(0, "Crédit de TVA reporté")
        if due.known() > 0:
            flow = Flow(VAT_LABEL, first_of_month(month, 1), (-due).named(VAT_LABEL))
            settlements.append(Movement(flow, EXPENSE, None, None))
    return settlements


def _natural_length(moves: Iterable[Movement], first: date) -> int:
    last = max((move.flow.month for move in moves), default=first)
    return min(LONGEST, max(SHORTEST, (last.year - first.year) * 12 + last.month - first.month + 1))


def _months(worked: treasury.CashPlan, opening: Explained) -> tuple[CashMonth, ...]:
    table = []
    before = opening
    for row in worked.months:
        after = row.balance if opening.is_known else opening.named(row.balance.label)
        table.append(CashMonth(row.month, before, row.receipts, row.payments, after))
        before = after
    return tuple(table)


def _hypotheses(lines: Iterable[Line], recovers_vat: bool) -> tuple[str, ...]:
    texts = ["Montants toutes taxes comprises. Les dates en option ne sont pas comptées."]
    if any(line.origin.startswith("engagement:") for line in lines):
        texts.append("Le brut est payé dans le mois du travail, les cotisations de l’employeur le mois suivant.")
    if recovers_vat:
        texts.append("TVA à l’encaissement, réglée le mois suivant ; un crédit de TVA s’impute sur les mois d’après.")
        if any(line.vat_rate is None and line.side == EXPENSE and not line.origin.startswith("engagement:") for line in lines):
            texts.append("Une dépense sans taux de TVA est comptée sans taxe.")
    return tuple(texts)
