"""How a piste is found by the search box: by its place, its contact, its show."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from filage.core.prepared import PreparedColumns
from filage.core.rails import rare
from filage.core.rails.types import SearchRow
from filage.desks.booking.models import Prospect

rare.declare(Prospect)


@PreparedColumns
def PISTES(organisation: UUID, ids: Sequence[UUID]) -> Any:
    rows = Prospect.objects.within(organisation).filter(production__in=ids)
    return rows.values_list("pk", "production", "structure", "note", "venue__name", "venue__city", "contact__name")


def search_rows(season: Any) -> Iterator[SearchRow]:
    """Yield a row for each piste of the productions; one query."""
    if not rare.held(season, Prospect):
        return
    shows = {one.pk: one.title for one in season.productions}
    for pk, production, structure_id, note, venue, city, contact in PISTES(season.organisation_id, shows):
        structure = season.structure(structure_id)
        place, town = structure.name if venue is None else venue, city or structure.city
        yield SearchRow(
            key=f"prospect:{pk}",
            title=f"{place}, {town}" if town and town not in place else place,
            text=f"piste {shows[production]} {contact or ''} {note}",
            url=f"/pistes/{pk}/",
            kind="piste",
            production=production,
        )
