"""What the page of versions reads: frozen budgets, the one of today, what stands between two of them, and three scenarios."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import Any

from filage.core.rails import season as seasons
from filage.desks.budget.enums import HypothesisCode
from filage.desks.budget.models import Hypothesis, Version
from filage.desks.budget.queries.facts import Facts, facts_of
from filage.desks.budget.queries.figures import Figures, compute
from filage.desks.budget.queries.kept import lines, versions
from filage.productions.enums import Phase
from filage.productions.models import Production
from filage.rules.budgeting.comparison import Difference, Kept, compare
from filage.rules.budgeting.scenarios import Scenario, scenario
from filage.rules.engine import Explained

TODAY = "aujourdhui"
TEAM, TEAM_LABEL = "engagement:", "Rémunérations et cotisations"
BOUNDS = (HypothesisCode.BAS_DATES, HypothesisCode.BAS_CHARGES, HypothesisCode.HAUT_DATES, HypothesisCode.HAUT_CHARGES)
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Compared:
    """Two states of a budget and what stands between them; a version that is None is the budget of today."""

    before: Version
    after: Version | None
    differences: Sequence[Difference]


@dataclass(frozen=True, slots=True)
class Versions:
    """Everything that the page of versions shows."""

    held: Sequence[Version]
    compared: Compared | None
    scenarios: Sequence[Scenario]
    margin: Explained | None
    bounds: Mapping[HypothesisCode, Hypothesis]


def page(production: Production, asked: Mapping[str, str], *, pay: bool) -> Versions:
    """Return the versions of a production, the comparison asked for (`de`, `a`: numbers), and its three scenarios."""
    season = seasons.load(production.organisation_id, (production.pk,))
    facts, loaded = facts_of(season), season.production(production.pk)
    kept = lines(production)
    figures = compute(season, loaded, kept)
    held = versions(production)
    bounds = {code: chosen for code in BOUNDS if (chosen := facts.hypothesis(production.pk, code)) is not None}
    return Versions(
        held=held,
        compared=_compared(held, kept, asked, pay=pay),
        scenarios=_scenarios(figures, facts),
        margin=figures.price.price.margin,
        bounds=bounds,
    )


def frozen_lines(version: Version) -> list[Kept]:
    """Return the lines that a version froze."""
    return [_kept(row) for row in version.data.get("lines", ())]


def _kept(row: Mapping[str, Any]) -> Kept:
    amount = None if row["amount"] is None else Decimal(row["amount"])
    return Kept(row["key"], row["label"], row["side"], row["phase"], row["destination"], amount)


def _compared(held: Sequence[Version], kept: Iterable[Any], asked: Mapping[str, str], *, pay: bool) -> Compared | None:
    by_number = {str(each.number): each for each in held}
    before, target = by_number.get(asked.get("de", "")), asked.get("a", TODAY)
    after = by_number.get(target)
    if before is None or (after is None and target != TODAY):
        return None
    old = frozen_lines(before)
    new = frozen_lines(after) if after else [_now(line) for line in kept]
    if not pay:
        old, new = ([_merged(row) for row in rows] for rows in (old, new))
    return Compared(before, after, compare(old, new))


def _now(line: Any) -> Kept:
    return Kept(line.key, line.label, str(line.side), line.phase, line.destination, line.amount.value)


def _merged(row: Kept) -> Kept:
    """Return a row whose person is told as the team: what each one earns is not read by everybody."""
    return replace(row, key=TEAM, label=TEAM_LABEL) if row.key.startswith(TEAM) else row


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many dates a production has at the lowest, as planned and at the best; how much dearer and cheaper its charges go."""

    low: int
    central: int | None
    high: int | None
    dearer: Decimal
    cheaper: Decimal


def bounds_of(found: Figures, facts: Facts) -> Bounds:
    """Return the bounds of a production: without any said, the firm dates below, those planned above, and no other charges."""

    def said(code: HypothesisCode) -> Decimal | None:
        chosen = facts.value(found.production, code)
        return None if chosen is None else chosen.value

    low, high, planned = said(HypothesisCode.BAS_DATES), said(HypothesisCode.HAUT_DATES), found.price.planned.value
    central = None if planned is None else int(planned)
    return Bounds(
        low=len(found.firm) if low is None else int(low),
        central=central,
        high=central if high is None else int(high),
        dearer=said(HypothesisCode.BAS_CHARGES) or Decimal(0),
        cheaper=said(HypothesisCode.HAUT_CHARGES) or Decimal(0),
    )


def _scenarios(found: Figures, facts: Facts) -> list[Scenario]:
    """Return low, central and high: written money and dearer charges, everything as planned, then cheaper and sold better."""
    budget = found.budgets.get(Phase.CREATION)
    if budget is None:
        return []
    margin, bounds = found.price.price.margin, bounds_of(found, facts)
    costs = budget.previsionnel.expense.explained()
    hoped, sure = (balance.income.explained() for balance in (budget.previsionnel, budget.securise))
    turned = partial(scenario, costs=costs, margin=margin)
    return [
        turned("bas", "Basse", income=sure, charges=bounds.dearer, dates=bounds.low),
        turned("central", "Centrale", income=hoped, charges=Decimal(0), dates=bounds.central),
        turned("haut", "Haute", income=hoped, charges=-bounds.cheaper, dates=bounds.high),
    ]
