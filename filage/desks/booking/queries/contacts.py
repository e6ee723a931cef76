"""What the directory knows of the people behind the pistes: who saw the show, and what is to be done next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Seen:
    """Somebody of a place came to see a show."""

    production: UUID | None
    structure: UUID | None
    person: UUID | None
    on: date
    where: str


@dataclass(frozen=True, slots=True)
class Next:
    """What is to be done next with a contact, by whom and when."""

    production: UUID | None
    structure: UUID | None
    person: UUID | None
    what: str
    on: date
    owner: str


def seen(organisation: Any, productions: Iterable[UUID] | None = None) -> list[Seen]:
    """Return who came to see these shows, the last first."""
    return []


def next_gestures(organisation: Any) -> list[Next]:
    """Return the gestures that are still to be done, the first first."""
    return []
