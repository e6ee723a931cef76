"""The cost lines of every desk: what budget, treasury and price are made of."""

from typing import Any
from uuid import UUID

from filage.core.kept import CostRow
from filage.core.rails import season as seasons
from filage.core.rails.providers import Rail
from filage.core.rails.types import CostLine
from filage.rules.engine import Explained

rail: Rail[CostLine] = Rail("costs")
provide = rail.provide
of = rail.of


def explain(key: str, organisation: Any) -> Explained | None:
    """Return the amount of one kept line with its whole tree, computed again by its desk; None when the line is gone."""
    row = CostRow.objects.within(organisation).filter(key=key).first()
    if row is None or row.provider not in rail:
        return None
    production: UUID | None = row.production
    season = seasons.load(row.organisation_id, (production,) if production else ())
    return next((line.amount for line in rail[row.provider](season) if line.key == key), None)
