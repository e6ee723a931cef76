"""The lines that a budget computes from the others: payslips, management costs, quote-part, recovery of the creation."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from filage.core.rails import costs
from filage.core.rails.types import CostLine, Side, Stage
from filage.core.remembering import Again, values_of
from filage.desks.budget.enums import Destination
from filage.desks.budget.queries import manual
from filage.desks.budget.queries.facts import facts_of
from filage.desks.payroll import queries as payroll
from filage.productions.enums import FIRM, Phase
from filage.productions.models import Activity, Production
from filage.rules.accounting import fiscal_year_of
from filage.rules.budgeting.balances import RECOVERED
from filage.rules.budgeting.lines import (
    EXPENSE,
    EXPLOITATION,
    OVERHEADS,
    PAYSLIPS,
    RECOVERY,
    STRUCTURE_SHARE,
    counted,
    in_plateau,
    is_voluntary,
)
from filage.rules.budgeting.price import Hypotheses
from filage.rules.budgeting.totals import named_sum
from filage.rules.engine import Explained, quantity, sum_of

_AGAIN: Again[tuple[CostLine, ...]] = Again()  # by production, until a line that they are computed from moves

DESK = "budget"
PAYSLIP_ACCOUNT = "6187"
DESTINATIONS: dict[str, str] = {each.value: each.label for each in Destination}


@dataclass(frozen=True, slots=True)
class Creation:
    """Charges and produits of a creation, from the lines of every desk, and what the exploitation has to pay back."""

    charges: Explained
    income: Explained
    need: Explained


def cost_lines(season: Any) -> Iterator[CostLine]:
    """Yield every line of the budget desk: those typed, then those computed from the lines of all the desks."""
    facts = facts_of(season)
    by_production: dict[UUID | None, list[CostLine]] = defaultdict(list)
    for line in _other_desks(season):
        by_production[line.production].append(line)
    for production in season.productions:
        chosen = facts.chosen(production)
        lines = [*by_production[production.pk], *manual.cost_lines(facts, production)]
        yield from lines[len(by_production[production.pk]) :]
        dates, count = season.performances_of(production.pk), payroll.payslips(season, production)
        placed = [(each.pk, each.on, each.status) for each in dates]
        told = tuple(lines), chosen, count, placed, values_of(production), production.structure.fiscal_year_start
        yield from _AGAIN.given(production.pk, told, partial(_made, production, dates, chosen, count, lines))


def _made(
    production: Production, dates: Sequence[Activity], chosen: Hypotheses, count: int, lines: Sequence[CostLine]
) -> tuple[CostLine, ...]:
    slips = list(_payslips(production, dates, chosen, count))
    return (*slips, *_computed(production, dates, chosen, counted([*lines, *slips])))


def creation(lines: Sequence[CostLine]) -> Creation:
    """Return what a creation costs and brings; contributions volontaires and internal transfers are left out."""
    kept = [
        line
        for line in counted(lines)
        if line.phase == Phase.CREATION and not is_voluntary(line) and not line.origin.startswith(RECOVERY)
    ]
    charges = named_sum([line for line in kept if line.side == EXPENSE], "Charges de création", _destination)
    income = named_sum([line for line in kept if line.side != EXPENSE], "Produits de création", lambda line: line.label)
    return Creation(charges, income, (charges - income).named("Besoin de création"))


def _destination(line: Any) -> str:
    return DESTINATIONS.get(line.destination, line.destination)


def _other_desks(season: Any) -> Iterator[CostLine]:
    others = [code for code, _ in costs.rail.items() if code != DESK]
    for code in others:
        yield from costs.rail.given_by(code, season)


def _payslips(production: Production, performances: Sequence[Activity], chosen: Hypotheses, count: int) -> Iterator[CostLine]:
    """Yield what making the payslips of each performance costs."""
    if chosen.payslip_cost is None or not count:
        return
    slips = quantity(count, "Bulletins de paie", unit="bulletins")
    amount = (slips * chosen.payslip_cost).rounded().named("Établissement des paies")
    for activity in performances:
        yield _line(production, activity, PAYSLIPS, amount, destination=Destination.I, account=PAYSLIP_ACCOUNT, cash=True)


def _computed(
    production: Production, performances: Sequence[Activity], chosen: Hypotheses, lines: Sequence[CostLine]
) -> Iterator[CostLine]:
    if chosen.management_rate is not None:
        yield from _management(production, performances, chosen.management_rate, lines)
    if chosen.structure_share is not None:
        share = chosen.structure_share.rounded().named("Quote-part de structure")
        for activity in performances:
            yield _line(production, activity, STRUCTURE_SHARE, share, destination=Destination.J)
    if chosen.planned_dates is not None and chosen.planned_dates.value:
        yield from _recovery(production, performances, chosen.planned_dates, creation(lines).need)


def _management(
    production: Production, performances: Sequence[Activity], rate: Explained, lines: Sequence[CostLine]
) -> Iterator[CostLine]:
    plateau: dict[UUID, list[Explained]] = defaultdict(list)
    for line in counted(lines):
        if line.activity is not None and line.phase == EXPLOITATION and in_plateau(line):
            plateau[line.activity].append(line.amount)
    for activity in performances:
        cost = sum_of(plateau[activity.pk], "Coût plateau de la date")
        yield _line(production, activity, OVERHEADS, (cost * rate).rounded().named("Frais de gestion"), destination=Destination.J)


def _recovery(
    production: Production, performances: Sequence[Activity], planned: Explained, need: Explained
) -> Iterator[CostLine]:
    """Yield what each performance pays of the creation, up to the planned number of dates, and what the creation awaits."""
    if need.value is not None and need.value <= 0:
        return
    whole = need.rounded().named(RECOVERED)
    count = int(planned.known())
    each = (whole / planned).rounded().named("Amortissement de la création", "EUR")
    last = (whole - each * (count - 1)).named("Amortissement de la création, solde")
    for rank, activity in enumerate(performances[:count], start=1):
        yield _line(production, activity, RECOVERY, last if rank == count else each, destination=Destination.K)
    yield CostLine(
        key=f"{RECOVERY}:{production.pk}#creation",
        origin=f"{RECOVERY}:{production.pk}",
        label=RECOVERED,
        stage=Stage.COMPUTED,
        side=Side.INCOME,
        amount=whole,
        production=production.pk,
        destination=Destination.P,
        phase=Phase.CREATION,
        fiscal_year=_year(production.creation_end, production),
        structure=production.structure_id,
        cash=False,
    )


def _line(
    production: Production,
    activity: Activity,
    kind: str,
    amount: Explained,
    *,
    destination: str,
    account: str = "",
    cash: bool = False,
) -> CostLine:
    return CostLine(
        key=f"{kind}:{production.pk}@{activity.pk}",
        origin=f"{kind}:{production.pk}",
        label=amount.label,
        stage=Stage.COMPUTED,
        side=Side.EXPENSE,
        amount=amount,
        on=activity.on,
        pays_on=activity.on if cash else None,
        production=production.pk,
        activity=activity.pk,
        destination=destination,
        account=account,
        phase=Phase.EXPLOITATION,
        fiscal_year=_year(activity.on, production),
        structure=production.structure_id,
        certain=activity.status in FIRM,
        variable=True,
        cash=cash,
    )


def _year(on: Any, production: Production) -> int | None:
    return None if on is None else fiscal_year_of(on, starts_in=production.structure.fiscal_year_start)
