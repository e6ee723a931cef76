"""The key figures of every desk: what the head of a page says."""

from typing import Any
from uuid import UUID

from filage.core.kept import KeyFigureRow
from filage.core.rails import season as seasons
from filage.core.rails.providers import Rail
from filage.core.rails.types import KeyFigure
from filage.rules.engine import Explained

rail: Rail[KeyFigure] = Rail("figures")
provide = rail.provide
of = rail.of


def explain(code: str, organisation: Any, production: UUID | None = None) -> Explained | None:
    """Return the amount of one kept figure with its whole tree, computed again; None when it is gone or is not money."""
    row = KeyFigureRow.objects.within(organisation).filter(code=code, production=production).first()
    if row is None or row.provider not in rail:
        return None
    season = seasons.load(row.organisation_id, (production,) if production else ())
    given = rail[row.provider](season)
    return next((figure.amount for figure in given if figure.code == code and figure.production == production), None)
