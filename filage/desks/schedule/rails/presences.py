"""Who is where: the services of each person of the organisation, read once, with the hours they take."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from filage.core.rails.season import once
from filage.desks.schedule.queries.attending import attending, engaged, service_of
from filage.productions.enums import LIVE
from filage.productions.models import Activity
from filage.productions.participants import namings
from filage.rules.working_time import Service


@dataclass(frozen=True, slots=True)
class Presence:
    """A person at one service of a season."""

    activity: Activity
    service: Service | None  # None while its hours are unknown

    @property
    def first(self) -> date:
        """Return its first day."""
        return self.activity.on

    @property
    def last(self) -> date:
        """Return its last day."""
        return self.activity.until or self.activity.on


@dataclass(frozen=True, slots=True)
class Read:
    """What is read once of a season: the presences of each person, and their names."""

    held: Mapping[UUID, list[Presence]]
    names: Mapping[UUID, str]
    births: Mapping[UUID, date | None]


def presences(season: Any) -> Mapping[UUID, list[Presence]]:
    """Return the live services of each person, by date: those they are named at, or attended by those engaged for them."""
    return _read(season).held


def name_of(season: Any, person: UUID) -> str:
    """Return the name of a person who is present somewhere in the season."""
    return _read(season).names[person]


def birth_of(season: Any, person: UUID) -> date | None:
    """Return the day a person of the season was born, None while it is not said."""
    return _read(season).births.get(person)


@once
def _read(season: Any) -> Read:
    named, names, births = _named(season)
    names |= {person.pk: person.name for person in season.people}
    births |= {person.pk: person.born_on for person in season.people}
    hired = engaged(season.engagements)
    held: dict[UUID, list[Presence]] = defaultdict(list)
    for activity in season.activities:
        if activity.status not in LIVE:
            continue
        people = named.get(activity.pk) or attending(hired, activity)
        if people:
            service = service_of(activity, season.law)
            for person in people:
                held[person].append(Presence(activity, service))
    return Read(held, names, births)


def _named(season: Any) -> tuple[dict[UUID, list[UUID]], dict[UUID, str], dict[UUID, date | None]]:
    held: dict[UUID, list[UUID]] = defaultdict(list)
    names: dict[UUID, str] = {}
    births: dict[UUID, date | None] = {}
    for activity, person, name, born in namings(season):
        held[activity].append(person)
        names[person], births[person] = name, born
    return held, names, births


def meeting(held: list[Presence]) -> Iterator[tuple[Presence, list[Presence]]]:
    """Yield each presence of one person, in order, with those before it that last until its first day."""
    lasting: list[Presence] = []
    for presence in sorted(held, key=lambda presence: (presence.first, presence.last)):
        lasting = [one for one in lasting if one.last >= presence.first]
        yield presence, lasting
        lasting.append(presence)
