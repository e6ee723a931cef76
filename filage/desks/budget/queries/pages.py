"""What the pages of the budget read beside the kept lines: how amounts were made, figures by their code, late funders."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from filage.core.kept import CostRow, KeyFigureRow
from filage.core.rails import read
from filage.core.rails import season as seasons
from filage.desks.budget.enums import HypothesisCode
from filage.desks.budget.models import Hypothesis, Line
from filage.desks.budget.queries.facts import facts_of
from filage.desks.budget.queries.figures import Figures, compute
from filage.desks.budget.queries.figures import treasury as plan_of
from filage.desks.budget.queries.kept import lines
from filage.productions.enums import GrossUnit
from filage.productions.models import Engagement, Production
from filage.rules.budgeting.cash import CashPlan
from filage.rules.budgeting.lines import INCOME
from filage.rules.engine.text import money_text, quantity_text

PLURAL = 2  # from two on, a unit takes its plural


class KeptFigures(Mapping[str, KeyFigureRow]):
    """The kept key figures of a production, by code; one that is not kept has no value."""

    def __init__(self, production: Production) -> None:
        self.slug = production.slug
        self._rows = {row.code: row for row in read.key_figures(production.organisation_id, production)}

    def __getitem__(self, code: str) -> KeyFigureRow:
        """Return the row of a figure."""
        return self._rows[code]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the codes."""
        return iter(self._rows)

    def __len__(self) -> int:
        """Return how many figures are kept."""
        return len(self._rows)

    def amount(self, code: str) -> Decimal | None:
        """Return the amount of a figure; None when it is unknown or not kept."""
        return self._rows[code].amount if code in self._rows else None

    def because(self, code: str) -> str:
        """Return the key that explains a figure; an empty text when it is not kept."""
        return f"{self.slug}/{code}" if code in self._rows else ""


def phases(production: Production) -> set[str]:
    """Return the phases that hold a cost line; one query."""
    rows = CostRow.objects.within(production.organisation_id).filter(production=production.pk)
    return set(rows.order_by().values_list("phase", flat=True).distinct())


@dataclass(frozen=True, slots=True)
class Told:
    """What the rows of a sheet say beside the amounts, by origin: how each was made, and who it is for."""

    calculations: Mapping[str, str]
    people: Mapping[str, str]


def told(production: Production) -> Told:
    """Return what the typed lines and the embauches of a production say of themselves; two queries."""
    typed = Line.objects.within(production.organisation_id).filter(production=production)
    hired = Engagement.objects.within(production.organisation_id).filter(production=production).select_related("person")
    calculations = {f"line:{line.pk}": _typed(line) for line in typed if not line.per_performance}
    calculations |= {f"engagement:{each.pk}": _hired(each) for each in hired if not each.per_performance}
    people = {f"engagement:{each.pk}": each.person.name if each.person else each.placeholder for each in hired}
    return Told(calculations, people)


def _typed(line: Line) -> str:
    """Return « 15 jours × 120,00 € », or where a lump sum comes from."""
    if line.unit_price is None or (line.quantity == 1 and not line.unit):
        return line.source
    return f"{quantity_text(line.quantity, line.unit)} × {money_text(line.unit_price)}"


def _hired(engagement: Engagement) -> str:
    """Return « 60 services × 61,05 € », before the coefficient de charges."""
    if engagement.gross is None:
        return ""
    if engagement.unit == GrossUnit.FORFAIT and engagement.quantity == 1:
        return money_text(engagement.gross)
    count = engagement.quantity * engagement.headcount
    unit = GrossUnit(engagement.unit).label
    plural = unit if count < PLURAL or unit.endswith("s") else f"{unit}s"
    return f"{quantity_text(count, plural)} × {money_text(engagement.gross)}"


@dataclass(frozen=True, slots=True)
class Cash:
    """The treasury of a production, as it is planned, then with late funders; `receipts` names the funders who still owe."""

    plan: CashPlan
    late: CashPlan | None
    receipts: Mapping[UUID, str]
    opens_on: date | None


def cash(production: Production, delays: Mapping[UUID, int], *, team: str = "") -> Cash:
    """Return the treasury plan of a production, and the same one with `delays` (in months) for the funders it still awaits.

    With `team`, the lines of embauches all take this label, so that nobody is named.
    """
    season = seasons.load(production.organisation_id, (production.pk,))
    facts, kept = facts_of(season), lines(production)
    if team:
        kept = [replace(line, label=team) if line.origin.startswith("engagement:") else line for line in kept]
    loaded = season.production(production.pk)
    plan = plan_of(facts, loaded, kept)
    owing = {row.funder for row in plan.rows if row.side == INCOME and row.funder is not None}
    receipts = {each.pk: each.name for each in season.structures if each.pk in owing}
    held = {funder: months for funder, months in delays.items() if funder in receipts}
    late = plan_of(facts, loaded, kept, late=held) if held else None
    return Cash(plan, late, receipts, facts.opens_on(loaded))


def priced(production: Production) -> tuple[Figures, list[Hypothesis]]:
    """Return the figures of a production, from its kept lines and its facts, and what it chose, in the order of the codes."""
    season = seasons.load(production.organisation_id, (production.pk,))
    facts = facts_of(season)
    found = compute(season, season.production(production.pk), lines(production))
    chosen = [facts.hypothesis(production.pk, code) for code in HypothesisCode]
    return found, [each for each in chosen if each is not None]
