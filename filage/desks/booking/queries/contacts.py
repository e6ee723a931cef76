"""What the directory knows of the people behind the pistes: who saw the show, and what is to be done next."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from filage.desks.booking.models import Prospect
from filage.desks.directory.queries import contacts as directory


@dataclass(frozen=True, slots=True)
class Seen:
    """Somebody of a place came to see a show."""

    production: UUID | None
    structure: UUID | None
    person: UUID | None
    on: date
    where: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class Next:
    """What is to be done next with a contact, by whom and when."""

    key: UUID
    production: UUID | None
    structure: UUID | None
    person: UUID | None
    what: str
    on: date
    owner: str


def seen(organisation: Any, productions: Collection[UUID] | None = None) -> list[Seen]:
    """Return who came to see these shows, the last first; one query."""
    return [
        Seen(
            one.production_id,
            one.structure_id,
            one.person_id,
            one.on,
            one.where or (one.venue.city or one.venue.name if one.venue else ""),
            one.person.name if one.person else "",
        )
        for one in directory.seen(organisation, productions)
    ]


def next_gestures(organisation: Any) -> list[Next]:
    """Return the gestures that are still to be done, the first first; one query."""
    return [
        Next(one.pk, one.production_id, one.structure_id, one.person_id, one.what, one.due_on, one.owner)
        for one in directory.next_gestures(organisation)
    ]


def of_piste(prospect: Prospect, found: Iterable[Seen] | Iterable[Next]) -> list[Any]:
    """Return what speaks of a piste: its show (or none said), and its structure or its contact."""
    mine = {prospect.structure_id, prospect.contact_id} - {None}
    return [one for one in found if one.production in (None, prospect.production_id) and {one.structure, one.person} & mine]
