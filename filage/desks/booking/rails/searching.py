"""How a piste is found by the search box: by its place, its contact, its show."""

from collections.abc import Iterator
from typing import Any

from filage.core.rails.types import SearchRow
from filage.desks.booking.models import Prospect


def search_rows(season: Any) -> Iterator[SearchRow]:
    """Yield a row for each piste of the productions; one query."""
    rows = Prospect.objects.within(season.organisation_id).filter(production__in=[one.pk for one in season.productions])
    for one in rows.select_related("venue", "contact"):
        structure = season.structure(one.structure_id)
        place = one.venue.name if one.venue else structure.name
        town = (one.venue.city if one.venue else "") or structure.city
        yield SearchRow(
            key=f"prospect:{one.pk}",
            title=f"{place}, {town}" if town and town not in place else place,
            text=f"piste {season.production(one.production_id).title} {one.contact.name if one.contact else ''} {one.note}",
            url=f"/pistes/{one.pk}/",
            kind="piste",
            production=one.production_id,
        )
