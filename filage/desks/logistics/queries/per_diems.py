"""What each person is owed for each day on the road: what the rule gives, less what is provided, priced by the agreement."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from filage.desks.booking.queries.journeys import town_of
from filage.desks.logistics.enums import BookingState, MealMoment, MealProvider, TravelMode
from filage.desks.logistics.models import Journey
from filage.desks.logistics.queries import rooming
from filage.desks.logistics.queries.held import Logistics, Somebody, logistics, teams
from filage.desks.logistics.queries.places import home_of
from filage.productions.enums import LIVE
from filage.productions.models import Activity, Production
from filage.rules.engine import Explained, Partial, total
from filage.rules.geography import Mode, distance
from filage.rules.geography.towns import key_of
from filage.rules.payroll import allowances
from filage.rules.payroll.travelling import Due, due, is_grand

MAIN = (MealMoment.DEJEUNER, MealMoment.DINER, MealMoment.APRES)
GIVEN = (MealProvider.NOUS, MealProvider.EUX)
DAY = timedelta(days=1)
LONGEST = 60  # days of one trip: beyond, a return was forgotten


@dataclass(frozen=True, slots=True)
class Trip:
    """From home and back, for one person: when she leaves, when she is back, None while it is not said."""

    leaves: datetime | None
    returns: datetime | None
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class PerDiem:
    """One day of one person: what is due, what is provided, what is left to pay."""

    person: Somebody
    on: date
    activity: Activity | None
    trip: Trip
    due: Due
    meals: int  # left to pay
    night: bool  # left to pay
    owed: Sequence[Explained]
    grand: bool | None

    @property
    def amount(self) -> Partial:
        """Return what is owed that day."""
        return total(self.owed, "Indemnités du jour")


def per_diems(season: Any, production: Production, since: date) -> list[PerDiem]:
    """Return the days on the road of the people of a show from a day on, by person then by day."""
    held, there = logistics(season), teams(season)
    people = {one.id: one for team in there.values() for one in team}
    found = [
        _of_day(season, production, held, person, trip, on)
        for person in sorted(people.values(), key=lambda one: (one.name, str(one.id)))
        for trip in _trips(season, production, held, person)
        for on in _days(trip)
        if on >= since
    ]
    return [one for one in found if one.activity is not None or one.due != Due()]


def _trips(season: Any, production: Production, held: Logistics, person: Somebody) -> Iterator[Trip]:
    """Yield the trips of somebody: her seats from home to home, and each of her dates that no seat serves, its hours unknown."""
    home = key_of(season.structure(production.structure_id).city)
    mine = sorted(
        (
            one
            for one in held.journeys
            if one.production_id == production.pk
            and one.state != BookingState.ANNULE
            and any(seat.person_id == person.id for seat in held.seats_of(one))
        ),
        key=lambda one: (one.on, one.departs_at is None, str(one.departs_at)),
    )
    out: Journey | None = None
    for one in mine:
        if out is None and key_of(one.from_place) == home:
            out = one
        elif out is not None and key_of(one.to_place) == home:
            yield Trip(_at(out.departs_at, out.zone), _at(one.arrives_at, one.arrival_zone or one.zone), out.on, _ends(one))
            out = None
    if out is not None:
        yield Trip(_at(out.departs_at, out.zone), None, out.on, _last_date(season, production, person, out.on))


def _ends(one: Journey) -> date:
    back = _at(one.arrives_at, one.arrival_zone or one.zone)
    return back.date() if back else one.on


def _last_date(season: Any, production: Production, person: Somebody, since: date) -> date:
    """Return the last day in a row where somebody plays from a day on: her return is not said."""
    there, last = teams(season), since
    for one in sorted(season.activities_of(production.pk), key=lambda each: each.on):
        near = since <= one.on <= last + 2 * DAY
        if near and one.status in LIVE and any(each.id == person.id for each in there.get(one.pk, ())):
            last = max(last, one.on)
    return last


def _days(trip: Trip) -> Iterator[date]:
    day = trip.since
    while day <= trip.until and (day - trip.since).days < LONGEST:
        yield day
        day += DAY


def _of_day(season: Any, production: Production, held: Logistics, person: Somebody, trip: Trip, on: date) -> PerDiem:
    activity = _date_of(season, production, person, on)
    given = due(on, trip.leaves, trip.returns)
    structure, law = production.structure, season.law(production.structure_id)
    eaten = sum(
        1 for one in held.meals if one.on == on and one.moment in MAIN and _is_there(season, one.activity_id, person, one)
    )
    slept = any(
        bed.person_id == person.id and on in rooming.nights_of(stay, bed)
        for stay in held.stays
        if stay.state != BookingState.ANNULE
        for bed in held.beds_of(stay)
    )
    meals, night = max(given.meals - eaten, 0), given.room and not slept
    owed = [allowances.meals(law, structure.idcc, meals, on).owed] if meals else []
    if night:
        owed.append(allowances.nights(law, structure.idcc, 1, on, paris=None).owed)
    grand = _grand(season, production, held, person, activity, law)
    return PerDiem(person, on, activity, trip, given, meals, night, owed, grand)


def _is_there(season: Any, activity: UUID, person: Somebody, meal: Any) -> bool:
    return meal.provider in GIVEN and any(one.id == person.id for one in teams(season).get(activity, ()))


def _date_of(season: Any, production: Production, person: Somebody, on: date) -> Activity | None:
    there = teams(season)
    for one in season.activities_of(production.pk):
        if one.on == on and one.status in LIVE and any(each.id == person.id for each in there.get(one.pk, ())):
            return one
    return None


def _grand(
    season: Any, production: Production, held: Logistics, person: Somebody, activity: Activity | None, law: Any
) -> bool | None:
    """Tell whether a date is a grand déplacement from the home of the company, by its road and by the train that was booked."""
    if activity is None or activity.venue is None:
        return None
    there, home = town_of(activity.venue).town, home_of(season.structure(production.structure_id), season.venues).town
    km = distance(law, home, there, Mode.ROAD, activity.on).known() if there and home else None
    rides = [
        one.arrives_at - one.departs_at
        for one in held.journeys_of(activity.pk)
        if one.mode == TravelMode.TRAIN and one.departs_at and one.arrives_at
    ]
    return is_grand(law, activity.on, km=km, transit=min(rides, default=None))


def _at(at: datetime | None, zone: str) -> datetime | None:
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None) if at else None
