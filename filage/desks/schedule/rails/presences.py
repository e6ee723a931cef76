"""Who is where: the services of each person of the organisation, read once, with the hours they take."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from filage.core.rails.season import once
from filage.productions.attendance import usual, within
from filage.productions.enums import LIVE, PERFORMANCES, ActivityKind
from filage.productions.models import Activity, Engagement
from filage.productions.participants import namings
from filage.rules.working_time import Service

REHEARSED = timedelta(days=15)  # before the première, when a day of work may last twelve hours


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


def hours_of(activity: Activity, *, rehearsal: timedelta | None = None) -> tuple[datetime, datetime] | None:
    """Return the local start and end of a service of one day; None when they cannot be told.

    A performance without an end lasts as long as its show, any other service as long as `rehearsal`.
    """
    if activity.starts_at is None or activity.until not in (None, activity.on):
        return None
    end = activity.ends_at
    if end is None and activity.kind in PERFORMANCES and activity.production.duration_minutes:
        end = activity.starts_at + timedelta(minutes=activity.production.duration_minutes)
    elif end is None and rehearsal is not None:
        end = activity.starts_at + rehearsal
    if end is None or end <= activity.starts_at:
        return None
    zone = ZoneInfo(activity.zone)
    start, stop = (moment.astimezone(zone).replace(tzinfo=None) for moment in (activity.starts_at, end))
    return start, stop


@once
def _read(season: Any) -> Read:
    named, names, births = _named(season)
    names |= {person.pk: person.name for person in season.people}
    births |= {person.pk: person.born_on for person in season.people}
    engaged = _engaged(season)
    held: dict[UUID, list[Presence]] = defaultdict(list)
    for activity in season.activities:
        if activity.status not in LIVE:
            continue
        people = named.get(activity.pk) or _attending(engaged.get((activity.production_id, activity.kind), ()), activity)
        if people:
            service = _service(season, activity)
            for person in people:
                held[person].append(Presence(activity, service))
    return Read(held, names, births)


def _service(season: Any, activity: Activity) -> Service | None:
    hours = hours_of(activity, rehearsal=_rehearsal(season, activity))
    if hours is None:
        return None
    return Service(activity.pk, *hours, extended=_may_last(activity), travel=activity.kind == ActivityKind.VOYAGE)


def _rehearsal(season: Any, activity: Activity) -> timedelta | None:
    """Return how long a service of the structure lasts, for a rehearsal whose end is not said."""
    if activity.ends_at is not None or activity.kind != ActivityKind.REPETITION:
        return None
    length = season.law(activity.production.structure_id).read("working_time.service_hours", activity.on).value
    return None if length is None else timedelta(hours=float(length))


def _may_last(activity: Activity) -> bool:
    """Tell whether a day may last twelve hours: on tour, when the stage is set, or just before the première."""
    if activity.kind in (*PERFORMANCES, ActivityKind.MONTAGE, ActivityKind.VOYAGE):
        return True
    premiere = activity.production.creation_end
    return premiere is not None and timedelta() <= premiere - activity.on <= REHEARSED


def _named(season: Any) -> tuple[dict[UUID, list[UUID]], dict[UUID, str], dict[UUID, date | None]]:
    held: dict[UUID, list[UUID]] = defaultdict(list)
    names: dict[UUID, str] = {}
    births: dict[UUID, date | None] = {}
    for activity, person, name, born in namings(season):
        held[activity].append(person)
        names[person], births[person] = name, born
    return held, names, births


def _engaged(season: Any) -> dict[tuple[UUID, str], list[Engagement]]:
    """Return the embauches with a name by production and by kind of service that they attend."""
    held: dict[tuple[UUID, str], list[Engagement]] = defaultdict(list)
    for engagement in season.engagements:
        if engagement.person_id and not engagement.replaces_id:  # who replaces is named where she works
            for kind in usual(engagement):
                held[engagement.production_id, kind].append(engagement)
    return held


def _attending(engaged: Iterable[Engagement], activity: Activity) -> list[UUID]:
    return list(dict.fromkeys(each.person_id for each in engaged if each.person_id and within(each, activity)))


def meeting(held: list[Presence]) -> Iterator[tuple[Presence, list[Presence]]]:
    """Yield each presence of one person, in order, with those before it that last until its first day."""
    lasting: list[Presence] = []
    for presence in sorted(held, key=lambda presence: (presence.first, presence.last)):
        lasting = [one for one in lasting if one.last >= presence.first]
        yield presence, lasting
        lasting.append(presence)
