"""The list of spectacles and projets, each with its first figures and what blocks it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest

from filage.core import access
from filage.core.kept import KeyFigureRow
from filage.core.rails import read
from filage.productions.models import Production
from filage.productions.queries import productions_to_read
from filage.web.pages.project import PRICE_PAGE

FIGURES_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """A spectacle of the list."""

    production: Production
    figures: Sequence[KeyFigureRow]
    blocking: int
    alerts: int


def page(request: HttpRequest) -> list[Show]:
    """Return the spectacles that the user may read; three queries whatever their number."""
    organisation = access.organisation_of(request)
    figures: dict[UUID | None, list[KeyFigureRow]] = {}
    for figure in read.key_figures(organisation):
        if figure.rank < PRICE_PAGE:
            figures.setdefault(figure.production, []).append(figure)
    found = Counter((row.production, row.severity) for row in read.findings(organisation))
    return [
        Show(
            production=one,
            figures=figures.get(one.pk, [])[:FIGURES_SHOWN],
            blocking=found[one.pk, "bloquant"],
            alerts=found[one.pk, "alerte"],
        )
        for one in productions_to_read(request)
    ]
