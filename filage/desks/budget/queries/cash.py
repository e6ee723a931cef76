"""What the treasury page reads: the plan, what a scenario makes of it, the sums that could move, and the dates they are due."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from filage.core.rails import season as seasons
from filage.desks.budget.enums import HypothesisCode, IncomeStatus
from filage.desks.budget.models import Hypothesis, Payment
from filage.desks.budget.queries.facts import Facts, facts_of
from filage.desks.budget.queries.figures import treasury as plan_of
from filage.desks.budget.queries.kept import KeptLine, lines
from filage.desks.budget.queries.manual import line_of
from filage.productions.enums import DealStage
from filage.productions.models import Deal, Production
from filage.rules.accounting import is_cash
from filage.rules.budgeting.cash import CashPlan, with_tax
from filage.rules.budgeting.lines import EXPENSE, INCOME, forecast, standing
from filage.rules.budgeting.scenarios import without_dates
from filage.rules.engine import to_cent
from filage.rules.treasury import gestures as rules
from filage.rules.treasury.plan import first_of_month

SALES = "cessions"
PAYMENT, LINE = "paiement", "ligne"
PROMISED = (IncomeStatus.ACCORDE_ORAL, IncomeStatus.NOTIFIE, IncomeStatus.CONVENTIONNE)
PEOPLE_ACCOUNT = "64"
ZERO, HUNDRED = Decimal(0), Decimal(100)


@dataclass(frozen=True, slots=True)
class Scenario:
    """What may go otherwise: funders late by some months, and a series cancelled, its people being paid or not."""

    late: Mapping[UUID, int] = field(default_factory=dict)
    cancelled: UUID | None = None
    wages_due: bool = False

    def __bool__(self) -> bool:
        return bool(self.late or self.cancelled)


@dataclass(frozen=True, slots=True)
class Due:
    """A sum of the budget with the day it is paid; `key` finds it again, `amount` is the tax included."""

    key: str
    label: str
    side: str
    on: date
    amount: Decimal | None
    paid: bool


@dataclass(frozen=True, slots=True)
class Cash:
    """The treasury of a production as planned, then under a scenario; what could move it, and when its sums are due."""

    plan: CashPlan
    tried: CashPlan | None
    receipts: Mapping[UUID, str]
    series: Mapping[UUID, str]
    dues: Sequence[Due]
    movables: Mapping[str, rules.Movable]
    gestures: Sequence[rules.Gesture]
    plans: Sequence[rules.Plan]
    opening: Hypothesis | None
    months: Hypothesis | None
    vat: Sequence[Decimal] = ()  # what each month collects less what it deducts; empty without VAT to settle

    @property
    def shown(self) -> CashPlan:
        """Return the plan that the page draws."""
        return self.tried or self.plan


def cash(production: Production, scenario: Scenario, today: date, *, team: str = "") -> Cash:
    """Return the treasury of a production, and the gestures that raise its low point from the month of `today` on.

    With `team`, the lines of embauches all take this label, so that nobody is named.
    """
    season = seasons.load(production.organisation_id, (production.pk,))
    facts, kept, loaded = facts_of(season), lines(production), season.production(production.pk)
    if team:
        kept = [replace(line, label=team) if line.origin.startswith("engagement:") else line for line in kept]
    deals = {deal.pk: deal for deal in season.deals_of(production.pk)}
    plan = plan_of(facts, loaded, kept)
    left = _without(kept, season, scenario)
    tried = plan_of(facts, loaded, left, late=scenario.late) if scenario else None
    shown = tried or plan
    held = movables(facts, left, deals, late=scenario.late)
    ends = balances(shown)
    vat = due_vat(shown) if ends and facts.recovers_vat(loaded) else ()
    start = shown.months[0].month if shown.months else today
    owing = {row.funder for row in plan.rows if row.side == INCOME and row.funder is not None}
    return Cash(
        plan=plan,
        tried=tried,
        receipts={each.pk: each.name for each in season.structures if each.pk in owing},
        series={pk: _named(deal) for pk, deal in deals.items() if pk in _sold(season, production)},
        dues=_dues(facts, kept),
        movables={each.key: each for each in held},
        gestures=rules.gestures(start, ends, held, since=today, vat=vat),
        plans=rules.plans(start, ends, held, since=today, vat=vat),
        vat=vat,
        opening=facts.hypothesis(production.pk, HypothesisCode.TRESORERIE_OUVERTURE),
        months=facts.hypothesis(production.pk, HypothesisCode.TRESORERIE_MOIS),
    )


def balances(plan: CashPlan) -> list[Decimal]:
    """Return the ends of the months of a plan; nothing while its opening is unknown."""
    ends = [month.balance.value for month in plan.months]
    return [] if None in ends else [end for end in ends if end is not None]


def due_vat(plan: CashPlan) -> tuple[Decimal, ...]:
    """Return, for each month of a plan, the VAT of its receipts less that of its payments."""
    due: dict[date, Decimal] = defaultdict(Decimal)
    for move in plan.moves:
        if move.vat is not None and move.vat.value is not None:
            due[move.flow.month] += -move.vat.value if move.side == EXPENSE else move.vat.value
    return tuple(due[month.month] for month in plan.months)


def movables(
    facts: Facts, kept: Iterable[KeptLine], deals: Mapping[UUID, Deal], *, late: Mapping[UUID, int]
) -> list[rules.Movable]:
    """Return the sums that a gesture could move: signed sales, what funders promised, purchases still to pay."""
    sales: list[tuple[date, Decimal, Decimal]] = []
    others: dict[tuple[rules.Kind, str, str], list[tuple[date, Decimal, Decimal]]] = defaultdict(list)
    paid = _payments(facts, kept)
    for line in _counted(kept):
        amount, day = line.amount.value, line.pays_on or line.on
        if amount is None or day is None or not amount:
            continue
        amount, rate = to_cent(amount), (line.vat_rate or ZERO) / HUNDRED
        if line.origin.startswith("deal:"):
            deal = deals.get(UUID(line.origin.partition(":")[2]))
            if line.side == INCOME and deal is not None and takes_deposit(deal) and line.status == IncomeStatus.CONVENTIONNE:
                sales.append((first_of_month(day), amount, rate))
        elif (kind := _kind(line, late)) is not None and not ((found := paid.get(_place(line))) and found.paid):
            others[kind, _key(line, found), line.label].append((first_of_month(day), amount, rate))
    made = [_movable(kind, key, label, flows) for (kind, key, label), flows in others.items()]
    return [*([_movable(rules.Kind.DEPOSIT, SALES, "les cessions signées", sales)] if sales else []), *made]


def _movable(kind: rules.Kind, key: str, label: str, flows: Sequence[tuple[date, Decimal, Decimal]]) -> rules.Movable:
    return rules.Movable(
        key, kind, label, tuple((month, amount) for month, amount, _ in flows), tuple(rate for _, _, rate in flows)
    )


def takes_deposit(deal: Deal) -> bool:
    """Tell whether a deal could still be paid in part beforehand: signed, and without deposit."""
    return deal.stage == DealStage.SIGNE and not deal.deposit_rate


def _without(kept: Sequence[KeptLine], season: Any, scenario: Scenario) -> Sequence[KeptLine]:
    if scenario.cancelled is None:
        return kept
    gone = {each.pk for each in season.activities if each.deal_id == scenario.cancelled}
    return without_dates(kept, gone, wages_due=scenario.wages_due)


def _counted(kept: Iterable[KeptLine]) -> list[KeptLine]:
    return [line for line in standing(forecast(list(kept))) if line.cash and line.certain and is_cash(line.account)]


def _kind(line: KeptLine, late: Mapping[UUID, int]) -> rules.Kind | None:
    """Return what may be asked about a typed line: money earlier, time, or nothing (pay, dates, what a late funder owes)."""
    if line_of(line.key) is None or line.activity is not None or line.stage == "paid":
        return None
    if line.side == EXPENSE:
        return None if line.account.startswith(PEOPLE_ACCOUNT) else rules.Kind.SHIFT
    promised = line.status in PROMISED and line.funder is not None and line.funder not in late
    return rules.Kind.ADVANCE if promised else None


def _payments(facts: Facts, kept: Iterable[KeptLine]) -> dict[tuple[UUID | None, date | None], Payment]:
    productions = {line.production for line in kept if line.production is not None}
    return {
        (line.pk, payment.on): payment for pk in productions for line in facts.lines_of(pk) for payment in facts.payments_of(line)
    }


def _place(line: KeptLine) -> tuple[UUID | None, date | None]:
    return line_of(line.key), line.pays_on or line.on


def _key(line: KeptLine, payment: Payment | None) -> str:
    return f"{PAYMENT}-{payment.pk}" if payment is not None else f"{LINE}-{line_of(line.key)}"


def _dues(facts: Facts, kept: Sequence[KeptLine]) -> list[Due]:
    """Return the instalments of the typed lines, and the lines paid at once, by date."""
    paid = _payments(facts, kept)
    sums: dict[str, list[Decimal | None]] = defaultdict(list)
    held: dict[str, Due] = {}
    for line in _counted(kept):
        day = line.pays_on or line.on
        if line_of(line.key) is None or line.activity is not None or day is None:
            continue
        found = paid.get(_place(line))
        key = _key(line, found)
        sums[key].append(with_tax(line).value)
        held[key] = Due(key, line.label, line.side, day, None, bool(found and found.paid) or line.stage == "paid")
    full = [(due, sums[key]) for key, due in held.items()]
    made = [Due(d.key, d.label, d.side, d.on, None if None in s else sum(map(Decimal, s), ZERO), d.paid) for d, s in full]  # type: ignore[arg-type]
    return sorted(made, key=lambda due: (due.on, due.label))


def _sold(season: Any, production: Production) -> set[UUID]:
    return {each.deal_id for each in season.performances_of(production.pk) if each.deal_id}


def _named(deal: Deal) -> str:
    return deal.label or f"{deal.get_kind_display()}{f', {deal.partner.name}' if deal.partner else ''}"
