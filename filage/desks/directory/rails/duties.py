"""What is to be done with contacts, as dated duties: those of a show with the show, the others with the house."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from filage.core import clock
from filage.core.prepared import PreparedColumns
from filage.core.rails import rare
from filage.core.rails.types import Deadline
from filage.desks.directory.models import NextGesture
from filage.desks.directory.queries.labels import borne

SAID = ("pk", "due_on", "what", "owner", "production", "person", "person__name", "structure", "structure__name")


rare.declare(NextGesture)


@PreparedColumns
def EVERY(organisation: UUID, _: Sequence[UUID]) -> Any:
    return _rows(organisation)


@PreparedColumns
def OF_SHOWS(organisation: UUID, ids: Sequence[UUID]) -> Any:
    return _rows(organisation).filter(production__in=ids)


@PreparedColumns
def OF_THE_HOUSE(organisation: UUID, _: Sequence[UUID]) -> Any:
    return _rows(organisation).filter(production=None)


def _rows(organisation: UUID) -> Any:
    rows = NextGesture.objects.within(organisation).filter(done_on=None)
    return rows.order_by("due_on", "rank", "id").values_list(*SAID)


def deadlines(season: Any) -> Iterator[Deadline]:
    """Yield the gestures still to be made about the productions of a season, then those of the house; one query."""
    if not season.production_ids:
        yield from _conventions(season)
    if not rare.held(season, NextGesture):
        return
    held = OF_SHOWS(season.organisation_id, season.production_ids) if season.production_ids else EVERY(season.organisation_id)
    made = [_deadline(*row, today=season.today) for row in held]
    yield from sorted(made, key=lambda one: one.production is None)


def _conventions(season: Any) -> Iterator[Deadline]:
    """Yield the end of each convention of our structures, the renewal of a label."""
    for structure in (one for one in season.structures if one.ours):
        for one in borne(season, structure.pk):
            if one.known.years is not None and one.ends is not None:
                yield Deadline(
                    key=f"label:{one.row.pk}",
                    on=one.ends,
                    title=f"Fin de convention : {one.known.short}, {structure.name}",
                    state="en retard" if one.ends < season.today else "à renouveler",
                    url=f"/carnet/structures/{structure.pk}/",
                    structure=structure.pk,
                )


def house(organisation_id: UUID) -> Iterator[Deadline]:
    """Yield the gestures that no production is about."""
    today = clock.today(organisation_id)
    yield from (_deadline(*row, today=today) for row in OF_THE_HOUSE(organisation_id))


def _deadline(
    pk: UUID,
    on: date,
    what: str,
    owner: str,
    production: UUID | None,
    person: UUID | None,
    person_name: str | None,
    structure: UUID | None,
    structure_name: str | None,
    *,
    today: date,
) -> Deadline:
    kind, about, name = ("personnes", person, person_name) if person else ("structures", structure, structure_name)
    return Deadline(
        key=f"geste:{pk}",
        on=on,
        title=f"{what} : {name}",
        owner=owner,
        state="en retard" if on < today else "à faire",
        url=f"/carnet/{kind}/{about}/#gestes" if about else "",
        production=production,
    )
