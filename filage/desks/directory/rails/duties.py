"""What is to be done with contacts, as dated duties: those of a show with the show, the others with the house."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from filage.core import clock
from filage.core.rails.types import Deadline
from filage.desks.directory.models import NextGesture
from filage.desks.directory.queries import contacts


def deadlines(season: Any) -> Iterator[Deadline]:
    """Yield the gestures still to be made about the productions of a season."""
    ids = [production.pk for production in season.productions]
    yield from (_deadline(each, season.today) for each in contacts.next_gestures(season.organisation_id, ids))
    if not season.production_ids:
        yield from house(season.organisation_id)


def house(organisation_id: UUID) -> Iterator[Deadline]:
    """Yield the gestures that no production is about."""
    today = clock.today(organisation_id)
    yield from (_deadline(each, today) for each in contacts.gestures(organisation_id).filter(production=None))


def _deadline(made: NextGesture, today: date) -> Deadline:
    kind, about = ("personnes", made.person) if made.person else ("structures", made.structure)
    return Deadline(
        key=f"geste:{made.pk}",
        on=made.due_on,
        title=f"{made.what} : {about}",
        owner=made.owner,
        state="en retard" if made.due_on < today else "à faire",
        url=f"/carnet/{kind}/{about.pk}/#gestes" if about else "",
        production=made.production_id,
    )
