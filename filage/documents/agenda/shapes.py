"""What a calendar file says once it is read: events at their moments, those that are refused, what was left aside."""

from dataclasses import dataclass
from datetime import date, datetime

from filage.documents.shapes import EventStatus


@dataclass(frozen=True, slots=True)
class Window:
    """The days that are read: an event that touches none of them is left aside."""

    since: date
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One event at one moment: `start` and `end` are instants with their zone, or days (`end` is then the last, included)."""

    uid: str
    key: str  # of an event that comes again: its first moment, before any move; empty for an event that comes once
    title: str
    start: datetime | date
    end: datetime | date | None
    zone: str  # IANA name; empty: the zone is a definition of the file itself, and only the instant is sure
    place: str
    status: EventStatus
    kind: str  # its categories, as they are written
    line: int  # of the file, where the event begins


@dataclass(frozen=True, slots=True)
class RefusedEvent:
    """An event that cannot be read: where, what it is called, and why."""

    line: int
    title: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """A calendar that was read."""

    name: str
    events: tuple[Occurrence, ...]
    refused: tuple[RefusedEvent, ...]
    notes: tuple[str, ...]  # what was left aside, in French sentences
