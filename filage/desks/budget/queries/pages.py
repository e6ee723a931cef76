"""What the pages of the budget read beside the kept lines: how amounts were made, figures by their code, late funders."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from filage.core import marks
from filage.core.kept import CostRow, KeyFigureRow
from filage.core.marks import Marks
from filage.core.rails import read
from filage.desks.budget.models import Line
from filage.desks.budget.queries.facts import LINES
from filage.productions.enums import GrossUnit
from filage.productions.models import Engagement, Production
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
    worn: Marks = field(default_factory=dict)  # what lines and embauches wear, by their keys


def told(production: Production) -> Told:
    """Return what the typed lines and the embauches of a production say of themselves; three queries."""
    typed = LINES(production.organisation_id, [production.pk])
    team = told_of_team(production)
    calculations = {f"line:{line.pk}": _typed(line) for line in typed if not line.per_performance}
    return Told(calculations | dict(team.calculations), team.people, team.worn)


def told_of_team(production: Production) -> Told:
    """Return what the embauches of a production say of themselves, and the findings of its objects; two queries."""
    hired = Engagement.objects.within(production.organisation_id).filter(production=production).select_related("person")
    calculations = {f"engagement:{each.pk}": _hired(each) for each in hired if not each.per_performance}
    people = {f"engagement:{each.pk}": each.person.name if each.person else each.placeholder for each in hired}
    return Told(calculations, people, marks.of(marks.found(production.organisation_id, production)))


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
