"""The figures of a production: balances, price, dates to sell, treasury, computed from the season and its cost lines."""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from filage.core.rails import costs
from filage.core.rails.season import once
from filage.core.rails.types import CostLine
from filage.core.remembering import Again, kept_with, values_of
from filage.desks.budget.enums import HypothesisCode
from filage.desks.budget.models import Line
from filage.desks.budget.queries.computed import Creation, creation
from filage.desks.budget.queries.facts import Facts, facts_of
from filage.desks.budget.queries.manual import net_amount
from filage.desks.payroll import queries as payroll
from filage.productions.enums import FIRM, Phase
from filage.productions.models import Activity, Production
from filage.rules.budgeting import price as pricing
from filage.rules.budgeting.balances import Budget, budget, budgets
from filage.rules.budgeting.cash import CashPlan, cash_plan
from filage.rules.budgeting.lines import PLATEAU, counted
from filage.rules.budgeting.tour import DateRow, date_rows
from filage.rules.engine import Explained, unknown


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything the budget desk says of a production."""

    production: Production
    lines: Sequence[CostLine]
    counted: list[CostLine]  # the lines that a forecast adds up, the refused ones left out
    chosen: pricing.Hypotheses
    budgets: Mapping[str, Budget]
    whole: Budget  # all the phases together, transfers inside the office left out
    creation: Creation
    price: pricing.PriceSheet
    performances: Sequence[Activity]
    dates: Mapping[Hashable, DateRow]
    to_sell: Explained | None
    left: Explained
    cash: CashPlan
    recovers_vat: bool
    sells_without_vat: bool

    @property
    def firm(self) -> list[Activity]:
        """Return the dates that are confirmed, signed or played."""
        return [each for each in self.performances if each.status in FIRM]

    @property
    def told(self) -> tuple[Any, ...]:
        """Return all that is said of them comes from: what was made of the same need not be made again."""
        dates = [(each.pk, each.status, each.venue and (each.venue.name, each.venue.city)) for each in self.performances]
        vat = self.recovers_vat, self.sells_without_vat
        return tuple(self.lines), values_of(self.production), self.chosen, self.price, self.cash, vat, dates


@dataclass(frozen=True, slots=True)
class _Added:
    """What the lines of a production come to, whatever else it chose."""

    creation: Creation
    budgets: Mapping[str, Budget]
    whole: Budget
    dates: Mapping[Hashable, DateRow]


# by production, until one of its lines moves; then its price and its treasury, until what it chose moves too
_ADDED: Again[_Added] = Again()
_PRICES: Again[pricing.PriceSheet] = Again()
_PLANS: Again[CashPlan] = Again()
_SLIPS: Again[pricing.PlateauItem] = Again()


def figures(season: Any, production: Production) -> Figures:
    """Return the figures of a production of the season, computed once for as long as the season lives."""
    return _all(season)[production.pk]


@once
def _all(season: Any) -> dict[UUID, Figures]:
    by_production: dict[UUID | None, list[CostLine]] = defaultdict(list)
    for line in costs.of(season):
        by_production[line.production].append(line)
    return {each.pk: compute(season, each, by_production[each.pk]) for each in season.productions}


def compute(season: Any, production: Production, lines: Sequence[Any]) -> Figures:
    """Return the figures of a production from its cost lines."""
    facts = facts_of(season)
    chosen = facts.chosen(production)
    chosen_lines = counted(lines)
    added = _ADDED.given(production.pk, tuple(chosen_lines), partial(_add, chosen_lines))
    sheet = _price(season, facts, production, chosen, added.creation)
    performances = season.performances_of(production.pk)
    dates = added.dates
    margins = [dates[each.pk].margin for each in performances if each.status in FIRM and each.pk in dates]
    return Figures(
        production=production,
        lines=lines,
        counted=chosen_lines,
        chosen=chosen,
        budgets=added.budgets,
        whole=added.whole,
        creation=added.creation,
        price=sheet,
        performances=performances,
        dates=dates,
        to_sell=pricing.dates_left(sheet.need, margins, sheet.price.margin),
        left=pricing.left_to_recover(sheet.need, margins),
        cash=treasury(facts, production, chosen_lines),
        recovers_vat=facts.recovers_vat(production),
        sells_without_vat=facts.sells_without_vat(production),
    )


def treasury(facts: Facts, production: Production, lines: Sequence[Any], *, late: Mapping[Any, int] | None = None) -> CashPlan:
    """Return the treasury plan of a production; `late` says of how many months a funder is late."""
    months = facts.hypothesis(production.pk, HypothesisCode.TRESORERIE_MOIS)
    chosen = facts.chosen(production).opening
    start, length = facts.opens_on(production), int(months.value) if months and months.value else None
    recovers = facts.recovers_vat(production)

    def planned() -> CashPlan:
        opening = chosen or unknown("Solde d’ouverture", gesture="Saisir le solde d’ouverture de la trésorerie.")
        return cash_plan(lines, opening=opening, start=start, months=length, late=late, recovers_vat=recovers)

    return _PLANS.given(production.pk, (tuple(lines), chosen, start, length, late, recovers), planned)


def _add(lines: Sequence[CostLine]) -> _Added:
    return _Added(creation(lines), budgets(lines), budget(lines), date_rows(lines))


def _price(season: Any, facts: Facts, production: Production, chosen: pricing.Hypotheses, made: Creation) -> pricing.PriceSheet:
    items = _plateau_items(season, facts, production, chosen)
    told = tuple((each.key, each.label, each.first, each.following) for each in items), chosen, made
    return _PRICES.given(production.pk, told, partial(pricing.price_sheet, items, made.charges, made.income, chosen))


def _plateau_items(season: Any, facts: Facts, production: Production, chosen: pricing.Hypotheses) -> list[pricing.PlateauItem]:
    """Return what a performance costs: its team, its payslips, and the budget lines that come back at each date."""
    items = payroll.plateau_items(season, production)
    slips, each = payroll.payslips(season, production), chosen.payslip_cost
    if each is not None and slips:
        items.append(_SLIPS.given(production.pk, (each, slips), partial(_payslips, each, slips)))
    recovers = facts.recovers_vat(production)
    for line in facts.lines_of(production.pk):
        if line.per_performance and not line.activity_id and line.destination in PLATEAU and line.phase == Phase.EXPLOITATION:
            items.append(kept_with(line, "plateau", partial(_spent, line, recovers), told=recovers))
    return items


def _payslips(each: Explained, slips: int) -> pricing.PlateauItem:
    cost = (each * slips).named("Établissement des paies")
    return pricing.PlateauItem("paie", "Établissement des paies", cost, cost)


def _spent(line: Line, recovers: bool) -> pricing.PlateauItem:
    amount = net_amount(line, recovers=recovers)
    return pricing.PlateauItem(f"line:{line.pk}", line.label, amount, amount)
