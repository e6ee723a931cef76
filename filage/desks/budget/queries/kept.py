"""The budget as pages read it: kept cost rows, which cost one query, and figures computed from them again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache, partial
from typing import Any
from uuid import UUID

from filage.core.kept import CostRow
from filage.core.prepared import Shared
from filage.core.rails import season as seasons
from filage.core.remembering import kept_with
from filage.desks.budget.models import Hypothesis, Version
from filage.desks.budget.queries.facts import facts_of
from filage.desks.budget.queries.figures import treasury as plan_of
from filage.productions import pointing
from filage.productions.models import Activity, Production, Structure
from filage.rules.budgeting.cash import CashPlan, cash_plan
from filage.rules.budgeting.tour import DateRow, date_rows
from filage.rules.engine import Explained, sum_of, unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptLine:
    """A kept cost row as plain data: `amount` has no tree behind it (« Pourquoi ? » asks the desk by `key`)."""

    key: str
    origin: str
    label: str
    stage: str
    side: str
    amount: Explained
    formula: str
    unknown_reason: str
    vat_rate: Decimal | None
    on: date | None
    pays_on: date | None
    production: UUID | None
    activity: UUID | None
    destination: str
    account: str
    phase: str
    fiscal_year: int | None
    funder: UUID | None
    structure: UUID | None
    status: str
    certain: bool
    variable: bool
    cash: bool


READ = [name for name in KeptLine.__slots__ if name != "amount"]


@lru_cache(maxsize=16)
def _rows(phase: str) -> Shared[CostRow]:
    """Return the question of the rows of one phase; an empty one is all of them."""
    named = {"phase": phase} if phase else {}
    return Shared(lambda organisation, ids: CostRow.objects.within(organisation).filter(production__in=ids, **named))


def lines(production: Production, phase: str = "") -> list[KeptLine]:
    """Return the cost lines of a production, or of one of its phases; one query, for a long tour has thousands of them."""
    return _lines(production.organisation_id, [production.pk], phase)


def _lines(organisation_id: UUID, productions: Sequence[UUID], phase: str = "") -> list[KeptLine]:
    return [kept_with(row, "line", partial(kept_line, row)) for row in _rows(phase)(organisation_id, productions)]


def kept_line(row: CostRow) -> KeptLine:
    """Return a kept row as a line that the budget's arithmetic reads."""
    return KeptLine(amount=_amount(row), **{name: getattr(row, name) for name in READ})


def _amount(row: CostRow) -> Explained:
    if row.amount is None:
        return Explained(None, "unknown", (), row.label, "EUR", None, row.unknown_reason)
    return Explained(row.amount, "given", (), row.label, "EUR")


def tour(production: Production) -> list[tuple[Activity, DateRow]]:
    """Return the live performances of a production with their money, by date."""
    season = seasons.load(production.organisation_id, (production.pk,))
    rows = date_rows(lines(production))
    return [(each, rows[each.pk]) for each in season.performances_of(production.pk) if each.pk in rows]


def treasury(production: Production, late: Mapping[Any, int] | None = None) -> CashPlan:
    """Return the treasury plan of a production; `late` says of how many months a funder is late."""
    season = seasons.load(production.organisation_id, (production.pk,))
    return plan_of(facts_of(season), season.production(production.pk), lines(production), late=late)


def organisation_treasury(organisation: Any, readable: frozenset[UUID] | None = None) -> CashPlan:
    """Return the treasury of an organisation: every production it may read, added month by month from the earliest opening."""
    organisation_id = getattr(organisation, "pk", organisation)
    season = seasons.load(organisation_id, tuple(readable or ()))
    facts = facts_of(season)
    productions = [each for each in season.productions if readable is None or each.pk in readable]
    openings = [opening for each in productions if (opening := facts.chosen(each).opening) is not None]
    starts = [start for each in productions if (start := facts.opens_on(each)) is not None]
    kept = _lines(organisation_id, [each.pk for each in productions])
    opening = unknown("Solde d’ouverture", gesture="Saisir le solde d’ouverture de la trésorerie.")
    if openings:
        opening = sum_of(openings, "Soldes d’ouverture")
    recovers = any(facts.recovers_vat(each) for each in productions)
    return cash_plan(kept, opening=opening, start=min(starts, default=None), recovers_vat=recovers)


def hypotheses(production: Production) -> list[Hypothesis]:
    """Return what the production chose, in file order."""
    return list(Hypothesis.objects.within(production.organisation_id).filter(production=production))


def versions(production: Production) -> list[Version]:
    """Return the frozen budgets of a production, the first one first."""
    rows = Version.objects.within(production.organisation_id).filter(production=production)
    return list(rows.select_related("sent_to").order_by("number"))


def funder_names(organisation: Any) -> dict[UUID, str]:
    """Return the names of our structures and of those that the office works with, one query."""
    return dict(pointing.structures(organisation).values_list("pk", "name"))


def funder_kinds(organisation: Any) -> dict[UUID, str]:
    """Return the kind of each funder (etat, region… prive), one query."""
    return dict(Structure.objects.within(organisation).exclude(funder_kind="").values_list("pk", "funder_kind"))
