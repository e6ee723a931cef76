"""What the pages of the budget read beside the kept lines: where typed amounts come from, and figures by their code."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from filage.core.kept import KeyFigureRow
from filage.core.rails import read
from filage.core.rails import season as seasons
from filage.desks.budget.models import Line
from filage.desks.budget.queries.facts import facts_of
from filage.desks.budget.queries.figures import treasury as plan_of
from filage.desks.budget.queries.kept import lines
from filage.productions.models import Production
from filage.rules.budgeting.cash import CashPlan
from filage.rules.budgeting.lines import INCOME


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


def sources(production: Production) -> dict[str, str]:
    """Return where the amounts of the typed lines come from, by origin: « devis du 2 nov. »; one query."""
    rows = Line.objects.within(production.organisation_id).filter(production=production).exclude(source="")
    return {f"line:{key}": source for key, source in rows.values_list("pk", "source")}


@dataclass(frozen=True, slots=True)
class Cash:
    """The treasury of a production, as it is planned, then with late funders; `receipts` names the funders who still owe."""

    plan: CashPlan
    late: CashPlan | None
    receipts: Mapping[UUID, str]
    opens_on: date | None


def cash(production: Production, delays: Mapping[UUID, int]) -> Cash:
    """Return the treasury plan of a production, and the same one with `delays` (in months) for the funders it still awaits."""
    season = seasons.load(production.organisation_id, (production.pk,))
    facts, kept = facts_of(season), lines(production)
    loaded = season.production(production.pk)
    plan = plan_of(facts, loaded, kept)
    owing = {row.funder for row in plan.rows if row.side == INCOME and row.funder is not None}
    receipts = {each.pk: each.name for each in season.structures if each.pk in owing}
    held = {funder: months for funder, months in delays.items() if funder in receipts}
    late = plan_of(facts, loaded, kept, late=held) if held else None
    return Cash(plan, late, receipts, facts.opens_on(loaded))
