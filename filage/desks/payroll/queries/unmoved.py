"""What the pay of an embauche comes from, as one value: while it stays the same, nothing of it is computed again."""

from typing import Any
from uuid import UUID

from filage.core.rails.season import once
from filage.core.remembering import values_of
from filage.desks.payroll.queries.playing import paid
from filage.productions.models import Engagement


@once
def _told(_: Any) -> dict[UUID, tuple[Any, ...]]:
    return {}


def told(season: Any, engagement: Engagement) -> tuple[Any, ...]:
    """Return all that the cost of an embauche is computed from: itself, its show, its employer, the law and its dates."""
    kept = _told(season)
    found = kept.get(engagement.pk)
    if found is None:
        production = engagement.production
        dates = paid(season, engagement) if engagement.per_performance else ()
        worked = [(each.key, each.activity.on, each.following, each.firm, each.fiscal_year) for each in dates]
        around = values_of(production), values_of(production.structure), season.law(production.structure_id)
        found = kept[engagement.pk] = values_of(engagement), around, worked
    return found
