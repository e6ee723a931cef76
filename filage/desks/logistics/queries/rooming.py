"""Who sleeps where, night by night: people are counted, not rooms, and nobody shares a bed without having agreed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol
from uuid import UUID

from filage.desks.logistics.enums import RoomKind
from filage.desks.logistics.models import Bed, Stay

SHARED = (RoomKind.DOUBLE, RoomKind.TWIN)
DAY = timedelta(days=1)


class Sleeping(Protocol):
    """What a night counts of somebody: a bed, or what is told of one."""

    @property
    def person_id(self) -> UUID: ...
    @property
    def room(self) -> str: ...
    @property
    def arrives_on(self) -> date | None: ...
    @property
    def leaves_on(self) -> date | None: ...
    @property
    def shared_with_id(self) -> UUID | None: ...


@dataclass(frozen=True, slots=True)
class Night:
    """One night of a stay: its people, its rooms, and how many of each kind."""

    on: date
    people: int
    rooms: int
    kinds: tuple[tuple[str, int], ...]


def between(stay: Stay, bed: Sleeping) -> tuple[date, date]:
    """Return the day somebody arrives and the day she leaves: her own, else those of the stay."""
    return bed.arrives_on or stay.arrives_on, bed.leaves_on or stay.leaves_on


def nights_of(stay: Stay, bed: Sleeping) -> Iterator[date]:
    """Yield the nights that somebody sleeps there, each by the day it begins."""
    day, leaves = between(stay, bed)
    while day < leaves:
        yield day
        day += DAY


def nights(stay: Stay, beds: Sequence[Sleeping]) -> list[Night]:
    """Return each night of a stay, with its people and its rooms."""
    found: dict[date, list[Sleeping]] = {}
    for bed in beds:
        for on in nights_of(stay, bed):
            found.setdefault(on, []).append(bed)
    return [_night(on, held) for on, held in sorted(found.items())]


def _night(on: date, beds: Sequence[Sleeping]) -> Night:
    rooms = {_room(bed): bed.room for bed in beds}
    kinds = tuple((kind.label, list(rooms.values()).count(kind)) for kind in RoomKind if kind in rooms.values())
    return Night(on, len({bed.person_id for bed in beds}), len(rooms), kinds)


def _room(bed: Sleeping) -> frozenset[object]:
    """Return what names the room of a bed: its people."""
    return frozenset({bed.person_id, bed.shared_with_id} - {None}) if bed.room in SHARED else frozenset({bed.person_id})


def unwilling(beds: Sequence[Bed]) -> list[Bed]:
    """Return the beds shared by somebody who did not agree."""
    return [bed for bed in beds if bed.room in SHARED and bed.shared_with_id and not bed.agreed]
