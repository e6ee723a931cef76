"""When money moves: the treasury plan read from cost lines, taxes included, with its low point and a late funder."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from filage.rules.accounting import is_cash
from filage.rules.budgeting.lines import EXPENSE, INCOME, Line, forecast, standing
from filage.rules.engine import Explained, Partial, given, percent, sum_of, total

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
class CashPlan:
    """The plan: months in a row, the lowest one, what falls after the last, what has no date, what has no amount."""

    months: tuple[CashMonth, ...]
    rows: tuple[CashRow, ...]
    low: CashMonth | None
    later: tuple[tuple[str, Explained], ...]
    undated: tuple[tuple[str, Explained], ...]
    missing: tuple[Explained, ...]
    hypotheses: tuple[str, ...]

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


@dataclass(frozen=True, slots=True)
class Flow:
    """A payment (out) or a receipt (in) of a month, taxes included."""

    label: str
    side: str
    month: int  # months since year 0
    amount: Explained
    vat: Explained | None
    funder: Hashable | None


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
    counted = [line for line in standing(forecast(list(lines))) if line.cash and line.certain and is_cash(line.account)]
    flows, undated = _flows(counted, late or {})
    first = _index(start) if start else min((flow.month for flow in flows), default=None)
    if first is None:
        return CashPlan((), (), None, (), tuple(undated), (), ())
    flows = [flow for flow in flows if flow.month >= first]
    if recovers_vat:
        flows += _vat_settlements(flows)
    last = first + (months or _natural_length(flows, first)) - 1
    within = [flow for flow in flows if flow.month <= last]
    table = _months(within, first, last, opening)
    lowest = min((row for row in table if row.balance.value is not None), key=lambda row: row.balance.value or 0, default=None)
    return CashPlan(
        months=table,
        rows=_rows(within, first, last),
        low=lowest,
        later=tuple((f"{flow.label}, {month_text(flow.month)}", _signed(flow)) for flow in flows if flow.month > last),
        undated=tuple(undated),
        missing=tuple(flow.amount for flow in within if not flow.amount.is_known),
        hypotheses=_hypotheses(counted, recovers_vat),
    )


def with_tax(line: Line) -> Explained:
    """Return what is really paid for a line: its amount and the VAT on top."""
    if not line.vat_rate:
        return line.amount
    return (line.amount + tax(line)).rounded().named(line.label)


def tax(line: Line) -> Explained:
    """Return the VAT of a line."""
    return (line.amount * percent(line.vat_rate or 0, "Taux de TVA")).rounded().named(f"TVA, {line.label}")


def month_of(index: int) -> date:
    """Return the first day of a month counted from year 0."""
    return date(index // 12, index % 12 + 1, 1)


def month_text(index: int) -> str:
    """Return the month as AAAA-MM."""
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def _index(day: date) -> int:
    return day.year * 12 + day.month - 1


def _flows(lines: Iterable[Line], late: Mapping[Any, int]) -> tuple[list[Flow], list[tuple[str, Explained]]]:
    flows, undated = [], []
    for line in lines:
        day = line.pays_on or line.on
        if day is None:
            undated.append((line.label, line.amount))
            continue
        delay = late.get(line.funder, 0) if late and line.side == INCOME and line.funder is not None else 0
        vat = tax(line) if line.vat_rate else None
        amount = line.amount if vat is None else with_tax(line)
        flows.append(Flow(_row_label(line), line.side, _index(day) + delay, amount, vat, line.funder))
    return flows, undated


def _row_label(line: Line) -> str:
    if line.origin.startswith("engagement:"):
        return CONTRIBUTIONS if line.account.startswith("645") else WAGES
    return line.label


def _vat_settlements(flows: Iterable[Flow]) -> list[Flow]:
    collected: dict[int, list[Explained]] = defaultdict(list)
    deducted: dict[int, list[Explained]] = defaultdict(list)
    for flow in flows:
        if flow.vat is not None and flow.vat.is_known:
            (deducted if flow.side == EXPENSE else collected)[flow.month].append(flow.vat)
    settlements = []
    credit = given(0, "Crédit de TVA reporté")
    for month in range(min([*collected, *deducted], default=0), max([*collected, *deducted], default=-1) + 1):
        due = sum_of(collected[month], "TVA collectée") - sum_of(deducted[month], "TVA déductible") - credit
        credit = given(0, "Crédit de TVA reporté")
        if due.known() > 0:
            settlements.append(Flow(VAT_LABEL, EXPENSE, month + 1, due.named(VAT_LABEL), None, None))
        elif due.known() < 0:
            credit = (-due).named("Crédit de TVA reporté")
    return settlements


def _natural_length(flows: Iterable[Flow], first: int) -> int:
    last = max((flow.month for flow in flows), default=first)
    return min(LONGEST, max(SHORTEST, last - first + 1))


def _months(flows: Iterable[Flow], first: int, last: int, opening: Explained) -> tuple[CashMonth, ...]:
    received: dict[int, list[Explained]] = defaultdict(list)
    paid: dict[int, list[Explained]] = defaultdict(list)
    for flow in flows:
        (paid if flow.side == EXPENSE else received)[flow.month].append(flow.amount.named(flow.label))
    table = []
    for month in range(first, last + 1):
        cash_in, cash_out = total(received[month], "Encaissements"), total(paid[month], "Décaissements")
        balance = (opening + _known(cash_in) - _known(cash_out)).named(f"Solde fin {month_text(month)}")
        table.append(CashMonth(month_of(month), opening, cash_in, cash_out, balance))
        opening = balance
    return tuple(table)


def _known(part: Partial) -> Explained:
    return sum_of([item for item in part.items if item.is_known], part.label)


def _rows(flows: Iterable[Flow], first: int, last: int) -> tuple[CashRow, ...]:
    groups: dict[tuple[str, str, Hashable | None], dict[int, list[Explained]]] = {}
    for flow in flows:
        groups.setdefault((flow.side, flow.label, flow.funder), defaultdict(list))[flow.month].append(flow.amount)
    ordered = sorted(groups.items(), key=lambda group: group[0][0] == EXPENSE)
    return tuple(
        CashRow(label, side, funder, tuple(total(amounts.get(month, ()), label) for month in range(first, last + 1)))
        for (side, label, funder), amounts in ordered
    )


def _signed(flow: Flow) -> Explained:
    return (-flow.amount if flow.side == EXPENSE else flow.amount).named(flow.label)


def _hypotheses(lines: Iterable[Line], recovers_vat: bool) -> tuple[str, ...]:
    texts = ["Montants toutes taxes comprises. Les dates en option ne sont pas comptées."]
    if any(line.origin.startswith("engagement:") for line in lines):
        texts.append("Le brut est payé dans le mois du travail, les cotisations de l’employeur le mois suivant.")
    if recovers_vat:
        texts.append("TVA à l’encaissement, réglée le mois suivant ; un crédit de TVA s’impute sur les mois d’après.")
        if any(line.vat_rate is None and line.side == EXPENSE and not line.origin.startswith("engagement:") for line in lines):
            texts.append("Une dépense sans taux de TVA est comptée sans taxe.")
    return tuple(texts)
