"""What happens on the day of a feuille de route, in the order of the clocks: services, hours of a concert, travel, meals."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from filage.desks.booking.queries.evenings import NOTHING, Evening, evenings
from filage.desks.logistics.enums import BookingState
from filage.desks.logistics.models import Journey
from filage.desks.logistics.queries import day_vocabulary, day_words
from filage.desks.logistics.queries.day_held import Aboard, MealTold, Road
from filage.desks.logistics.queries.day_words import WORDS, said
from filage.desks.logistics.queries.held import Somebody
from filage.documents import speech
from filage.documents.day_sheet_shapes import Audience, Moment
from filage.documents.shapes import Lang
from filage.productions.enums import LIVE, PERFORMANCES
from filage.productions.models import Activity


@dataclass(frozen=True, slots=True)
class Day:
    """What a feuille de route is read from: the date, its season, its team, its logistics, and who will read it."""

    season: Any
    activity: Activity
    team: Sequence[Somebody]
    teams: Mapping[Any, Sequence[Somebody]]
    held: Road
    audience: Audience
    lang: Lang

    @property
    def words(self) -> Mapping[str, str]:
        """Return the words of the language."""
        return WORDS[self.lang]

    @property
    def zone(self) -> str:
        """Return the zone of the place."""
        return self.activity.zone

    @property
    def services(self) -> list[Activity]:
        """Return the services of the show that day, this date among them; not a residency that goes on elsewhere."""
        on, here = self.activity.on, self.activity
        return [
            one
            for one in self.season.activities_of(self.activity.production_id)
            if one.status in LIVE
            and one.on <= on <= (one.until or one.on)
            and (one.until in (None, one.on) or one.venue_id == here.venue_id)
        ]

    @property
    def journeys(self) -> list[Journey]:
        """Return the journeys that serve the date or take place that day."""
        on, here = self.activity.on, self.activity.production_id
        return [
            one
            for one in self.held.journeys
            if one.production_id == here
            and one.state != BookingState.ANNULE
            and (one.activity_id == self.activity.pk or (one.on == on and one.activity_id is None))
        ]

    @property
    def evening(self) -> Evening:
        """Return what is told of the concert."""
        return evenings(self.season).get(self.activity.pk, NOTHING)

    @property
    def meals(self) -> list[MealTold]:
        """Return the meals of the services of that day."""
        ids = {one.pk for one in self.services}
        return [one for one in self.held.meals if one.activity_id in ids]

    def names(self, people: Sequence[Somebody | Aboard]) -> str:
        """Return names, « toute l’équipe » when nobody of the team is missing."""
        ids, everybody = {one.id for one in people}, {one.id for one in self.team}
        if len(everybody) > 1 and ids == everybody:
            return self.words["everybody"]
        return day_words.listed([said(one.name) for one in people], self.lang)


def moments(day: Day) -> tuple[Moment, ...]:
    """Return the moments of the day, each at its hour; those whose hour is unknown stand last in their day."""
    found = [*_services(day), *_concert(day), *_travel(day), *_meals(day)]
    return tuple(sorted(found, key=lambda one: (one.on, not one.at, one.starts, one.key)))


def _moment(day: Day, key: str, what: str, at: datetime | None, on: date, **more: Any) -> Moment:
    zone, ends = more.pop("zone", day.zone), more.pop("ends", None)
    details = tuple(one for one in more.pop("details", ()) if one)
    return Moment(
        key=key,
        on=day_words.day_in(at, zone) if at else on,
        at=day_words.clock(at, zone),
        until=day_words.clock(ends, zone),
        zone=day_vocabulary.elsewhere(at, zone, day.zone, day.lang),
        starts=day_words.instant(at),
        ends=day_words.instant(ends),
        what=what,
        details=details,
        **more,
    )


def _services(day: Day) -> Iterator[Moment]:
    for one in day.services:
        begins = one.starts_at
        if begins and one.until and one.until != one.on:
            begins = None  # the hour of its first day is not that of each
        main = one.kind in PERFORMANCES
        minutes = day.season.production(one.production_id).duration_minutes if main else None
        yield _moment(
            day,
            f"service:{one.pk}",
            title(one, day.lang),
            begins,
            day.activity.on,
            zone=one.zone,
            ends=(one.ends_at if begins else None) or day_words.after(begins, minutes),
            details=_service_details(day, one, minutes),
            main=main,
        )


def title(activity: Activity, lang: Lang) -> str:
    """Return what a service is called: as it was typed, or in English by its kind."""
    kind = WORDS[lang][activity.kind]
    return said(activity.title) or kind if lang == "fr" else day_vocabulary.USUAL.get(said(activity.title).casefold(), kind)


def _service_details(day: Day, one: Activity, minutes: int | None) -> Iterator[str]:
    if day.lang != "fr" and said(one.title).casefold() not in day_vocabulary.USUAL:
        yield said(one.title)
    if one.venue is not None and one.venue_id != day.activity.venue_id:
        yield ", ".join(part for part in (said(one.venue.name), said(one.venue.city)) if part)
    if one.room:
        yield said(one.room.name)
    if minutes:
        yield day.words["lasts"].format(speech.lasting(minutes, day.lang))
    called = day.teams.get(one.pk, ())
    if called and one.pk != day.activity.pk and day.audience == "equipe":
        whole = {each.id for each in called} >= {each.id for each in day.team}
        names = day_words.listed([said(each.name) for each in called], day.lang)
        yield day.words["everybody"] if whole and len(called) > 1 else names


def _concert(day: Day) -> Iterator[Moment]:
    """Yield the doors, the soundchecks, the passages and the curfew of a concert."""
    words, here, told = day.words, day.activity, day.evening
    for key, at in (("doors", told.doors_at), ("curfew", told.curfew_at)):
        if at:
            yield _moment(day, f"{key}:{here.pk}", words[key], at, here.on)
    for one in told.passages:
        if one.soundcheck_at:
            ends = day_words.after(one.soundcheck_at, one.soundcheck_minutes)
            what = words["soundcheck"].format(said(one.title))
            yield _moment(day, f"soundcheck:{one.id}", what, one.soundcheck_at, here.on, ends=ends)
        ends = day_words.after(one.starts_at, one.minutes)
        what = words["plays"].format(said(one.title))
        yield _moment(day, f"slot:{one.id}", what, one.starts_at, here.on, ends=ends, details=(said(one.stage),))


def _travel(day: Day) -> Iterator[Moment]:
    """Yield departures and arrivals; the venue reads the arrivals of that day at its own town only."""
    words = day.words
    for one in day.journeys:
        seats, there = day.held.aboard.get(one.pk, ()), one.arrival_zone or one.zone
        start, end = words["leaves"].format(said(one.from_place)), words["arrives"].format(said(one.to_place))
        if day.audience == "lieu":
            if one.arrives_at and day_words.day_in(one.arrives_at, day.zone) == day.activity.on and _comes_here(day, one):
                details = _vehicle(day, one), day.names(seats)
                yield _moment(day, f"arrival:{one.pk}", end, one.arrives_at, one.on, zone=there, details=details)
            continue
        ends = one.arrives_at if there == one.zone else None
        yield _moment(
            day, f"leaving:{one.pk}", start, one.departs_at, one.on, zone=one.zone, ends=ends, details=_aboard(day, one, seats)
        )
        if one.arrives_at:
            yield _moment(day, f"arrival:{one.pk}", end, one.arrives_at, one.on, zone=there)


def _comes_here(day: Day, one: Journey) -> bool:
    town = day.activity.venue.city if day.activity.venue else ""
    return not town or town.casefold() in one.to_place.casefold()


def _vehicle(day: Day, one: Journey) -> str:
    if one.vehicle is None:
        return day.words.get(one.mode, "")
    height = f"{one.vehicle.height.normalize():f}" if one.vehicle.height is not None else ""
    tall = day.words["height"].format(height.replace(".", ",") if day.lang == "fr" else height) if height else ""
    return ", ".join(part for part in (said(one.vehicle.name), said(one.vehicle.plate), tall) if part)


def _aboard(day: Day, one: Journey, seats: Sequence[Aboard]) -> Iterator[str]:
    words = day.words
    name = said(one.vehicle.name) if one.vehicle else words.get(one.mode, "")
    yield ", ".join(part for part in (name, said(one.reference)) if part)
    if seats:
        yield words["aboard"].format(day.names(seats))
    drivers = [said(seat.name) for seat in seats if seat.driver]
    if drivers:
        yield words["drives"].format(day_words.listed(drivers, day.lang))
    placed = [words["seat"].format(said(seat.name), said(seat.place)) for seat in seats if seat.place]
    yield day_words.joined(placed, day.lang)
    if one.freight:
        yield words["carries"].format(said(one.freight))
    if one.state == BookingState.A_RESERVER:
        yield words["to_book"]


def _meals(day: Day) -> Iterator[Moment]:
    words = day.words
    for one in day.meals:
        if day.audience == "lieu" and one.provider == "nous":
            continue
        covers = one.headcount or len(day.team)
        yield _moment(
            day,
            f"meal:{one.id}",
            words[one.moment],
            one.at,
            one.on,
            details=(
                said(one.place),
                words["covers"].format(covers) if covers and one.provider != "indemnite" else "",
                words[f"by_{one.provider}"],
            ),
        )
