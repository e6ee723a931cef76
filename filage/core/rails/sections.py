"""The parts of a dossier, as plain data, computed when somebody asks."""

from typing import Any
from uuid import UUID

from filage.core.rails import season as seasons
from filage.core.rails.providers import Rail
from filage.core.rails.types import Section

rail: Rail[Section] = Rail("sections")
provide = rail.provide


def of(organisation: Any, production: UUID) -> list[Section]:
    """Return the sections that the desks give about one production, in reading order."""
    season = seasons.load(getattr(organisation, "pk", organisation), (production,))
    return sorted(rail.of(season), key=lambda section: section.rank)
