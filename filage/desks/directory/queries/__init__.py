"""What the directory lets the search box find: people, structures and venues, never a sealed field."""

from collections.abc import Iterator
from typing import Any

from filage.core.rails.types import SearchRow


def search_rows(season: Any) -> Iterator[SearchRow]:
    """Yield a row for each structure and venue of the organisation, and for each person engaged in the season."""
    if not season.production_ids:
        yield from _shared(season)
    for production in season.productions:
        yield from _team(season, production)


def _shared(season: Any) -> Iterator[SearchRow]:
    for structure in season.structures:
        kind = "structure" if not structure.ours else "notre structure"
        yield SearchRow(
            key=f"structure:{structure.pk}",
            title=structure.name,
            text=f"{structure.get_kind_display()} {structure.city}",
            kind=kind,
        )
    for venue in season.venues:
        yield SearchRow(key=f"venue:{venue.pk}", title=venue.name, text=f"{venue.city} {venue.postal_code}", kind="lieu")


def _team(season: Any, production: Any) -> Iterator[SearchRow]:
    seen = set()
    for engagement in season.engagements_of(production.pk):
        person = engagement.person
        if person is not None and person.pk not in seen:
            seen.add(person.pk)
            yield SearchRow(
                key=f"person:{person.pk}@{production.pk}",
                title=person.name,
                text=f"{engagement.function} {person.trades} {production.title}",
                url=f"/spectacles/{production.slug}/",
                kind="personne",
                production=production.pk,
            )
