"""The figures of a production: balances, price, dates to sell, treasury, computed from the season and its cost lines."""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from filage.core.rails import costs
from filage.core.rails.season import once
from filage.core.rails.types import CostLine
from filage.desks.budget.enums import HypothesisCode
from filage.desks.budget.queries.computed import Creation, creation
from filage.desks.budget.queries.facts import Facts, facts_of
from filage.desks.budget.queries.manual import net_amount
from filage.desks.payroll import queries as payroll
from filage.productions.enums import FIRM, Phase
from filage.productions.models import Activity, Production
from filage.rules.budgeting import price as pricing
from filage.rules.budgeting.balances import Budget, budgets
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
    creation: Creation
    price: pricing.PriceSheet
    performances: Sequence[Activity]
    dates: Mapping[Hashable, DateRow]
    to_sell: Explained | None
    left: Explained
    cash: CashPlan
    recovers_vat: bool

    @property
    def firm(self) -> list[Activity]:
        """Return the dates that are confirmed, signed or played."""
        return [each for each in self.performances if each.status in FIRM]


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
    made = creation(chosen_lines)
    sheet = pricing.price_sheet(_plateau_items(season, facts, production, chosen), made.charges, made.income, chosen)
    performances = season.performances_of(production.pk)
    dates = date_rows(chosen_lines)
    margins = [dates[each.pk].margin for each in performances if each.status in FIRM and each.pk in dates]
    return Figures(
        production=production,
        lines=lines,
        counted=chosen_lines,
        chosen=chosen,
        budgets=budgets(chosen_lines),
        creation=made,
        price=sheet,
        performances=performances,
        dates=dates,
        to_sell=pricing.dates_left(sheet.need, margins, sheet.price.margin),
        left=pricing.left_to_recover(sheet.need, margins),
        cash=treasury(facts, production, chosen_lines),
        recovers_vat=facts.recovers_vat(production),
    )


def treasury(facts: Facts, production: Production, lines: Sequence[Any], *, late: Mapping[Any, int] | None = None) -> CashPlan:
    """Return the treasury plan of a production; `late` says of how many months a funder is late."""
    months = facts.hypothesis(production.pk, HypothesisCode.TRESORERIE_MOIS)
    chosen = facts.chosen(production).opening
    return cash_plan(
        lines,
        opening=chosen or unknown("Solde d’ouverture", gesture="Saisir le solde d’ouverture de la trésorerie."),
        start=facts.opens_on(production),
        months=int(months.value) if months and months.value else None,
        late=late,
        recovers_vat=facts.recovers_vat(production),
    )


def _plateau_items(season: Any, facts: Facts, production: Production, chosen: pricing.Hypotheses) -> list[pricing.PlateauItem]:
    """Return what a performance costs: its team, its payslips, and the budget lines that come back at each date."""
    items = payroll.plateau_items(season, production)
    slips = payroll.payslips(season, production)
    if chosen.payslip_cost is not None and slips:
        cost = (chosen.payslip_cost * slips).named("Établissement des paies")
        items.append(pricing.PlateauItem("paie", "Établissement des paies", cost, cost))
    recovers = facts.recovers_vat(production)
    for line in facts.lines_of(production.pk):
        if line.per_performance and not line.activity_id and line.destination in PLATEAU and line.phase == Phase.EXPLOITATION:
            amount = net_amount(line, recovers=recovers)
            items.append(pricing.PlateauItem(f"line:{line.pk}", line.label, amount, amount))
    return items
