"""Which days of a period a show may be offered: its own dates, its team's other services, rests and holidays taken out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from filage.core.rails import season as seasons
from filage.productions.attendance import usual, within
from filage.productions.enums import FIRM, LIVE, PERFORMANCES, DateStatus
from filage.productions.models import Activity, Engagement, Production, Venue
from filage.productions.participants import namings
from filage.rules.booking.availability import Free, Taken, free_days, sentences
from filage.rules.planning.bank_holidays import bank_holiday
from filage.rules.planning.school import school_holidays

DAY = timedelta(days=1)
IN_A_ROW = "working_time.days_in_row"
NAMED = 2  # people of a reason told by name


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A period and what is left out of it."""

    first: date
    last: date
    off: frozenset[int] = frozenset()  # weekdays that are never offered
    bank_holidays: bool = True  # left out
    zone: str = ""  # of the school holidays left out; empty: none
    venue: Venue | None = None  # one of our rooms: the days it is taken are left out
    behind_options: bool = True  # days behind an option are offered, and said so


@dataclass(frozen=True, slots=True)
class Found:
    """The days that may be offered, said month by month, and why the others are not."""

    free: list[Free]
    lines: list[str]
    taken: list[Taken]


def available(production: Production, asked: Asked) -> Found:
    """Return the days when a show may be offered; the season of the whole organisation is read, eight queries at most."""
    season = seasons.load(production.organisation_id)
    taken = sorted(_taken(season, production, asked), key=lambda one: (one.first, one.last, one.why))
    shut = {day for day in _days(asked) if _is_shut(day, asked)}
    free = free_days(asked.first, asked.last, taken, off=asked.off, shut=shut)
    if not asked.behind_options:
        free = [one for one in free if not one.behind]
    most = int(season.law(production.structure_id).read(IN_A_ROW, asked.first).known())
    rested = _rested(free, _worked(season, production), most)
    here = [one for one in taken if one.last >= asked.first and one.first <= asked.last]
    return Found(rested, sentences(rested), here)


def _taken(season: Any, production: Production, asked: Asked) -> Iterator[Taken]:
    for activity in season.activities_of(production.pk):
        if activity.status in LIVE:
            option = activity.status == DateStatus.OPTION
            yield _days_of(activity, _where(activity), firm=not (option and activity.kind in PERFORMANCES))
    for activity, names in _elsewhere(season, production):
        said = ", ".join(names[:NAMED]) + (f" et {len(names) - NAMED} de plus" if len(names) > NAMED else "")
        yield _days_of(activity, f"{said} : {activity.production.title}", firm=activity.status in FIRM)
    if asked.venue is not None:
        for activity in season.activities:
            if activity.venue_id == asked.venue.pk and activity.production_id != production.pk and activity.status in LIVE:
                yield _days_of(activity, f"{asked.venue.name} : {activity.production.title}", firm=activity.status in FIRM)


def _elsewhere(season: Any, production: Production) -> Iterator[tuple[Activity, list[str]]]:
    """Yield the services of other shows where people of this one are named, or engaged for all of their kind."""
    team = {one.person_id: one.person.name for one in season.engagements_of(production.pk) if one.person_id}
    named: dict[UUID, set[UUID]] = defaultdict(set)
    for activity, person, *_ in namings(season):
        named[activity].add(person)
    for activity in season.activities:
        if activity.production_id == production.pk or activity.status not in LIVE:
            continue
        there = named.get(activity.pk) or _engaged(season.engagements_of(activity.production_id), activity)
        if both := [name for person, name in team.items() if person in there]:
            yield activity, both


def _engaged(engagements: Iterable[Engagement], activity: Activity) -> set[UUID | None]:
    return {one.person_id for one in engagements if activity.kind in usual(one) and within(one, activity)} - {None}


def _days_of(activity: Activity, why: str, *, firm: bool) -> Taken:
    return Taken(activity.on, activity.until or activity.on, why, firm)


def _where(activity: Activity) -> str:
    venue = activity.venue
    return (venue.city or venue.name) if venue else ""


def _worked(season: Any, production: Production) -> set[date]:
    """Return the days when the team of the show is already at work for it, options left aside."""
    firm = (one for one in season.activities_of(production.pk) if one.status in FIRM)
    return {one.on + DAY * shift for one in firm for shift in range(((one.until or one.on) - one.on).days + 1)}


def _rested(free: list[Free], worked: set[date], most: int) -> list[Free]:
    """Return the days that do not join the days already worked into a run longer than the law lets anybody work."""
    return [one for one in free if _run(one.on, worked) <= most]


def _run(day: date, worked: set[date]) -> int:
    length = 1
    for step in (-DAY, DAY):
        near = day + step
        while near in worked:
            length, near = length + 1, near + step
    return length


def _days(asked: Asked) -> Iterator[date]:
    for shift in range((asked.last - asked.first).days + 1):
        yield asked.first + DAY * shift


def _is_shut(day: date, asked: Asked) -> bool:
    if asked.bank_holidays and bank_holiday(day):
        return True
    return bool(asked.zone and school_holidays(day, asked.zone).holiday)
