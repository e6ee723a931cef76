"""Lays the journeys and the nights of a whole tour from its chain of dates, in one gesture: what a date already says stays."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils import timezone

from filage.core.changes import ChangeSet
from filage.core.journal import JournalEntry
from filage.core.refusal import Refusal
from filage.desks.logistics.enums import BookingState, DistanceMethod, TravelMode
from filage.desks.logistics.models import Bed, Journey, Seat, Stay
from filage.desks.logistics.queries import pages
from filage.desks.logistics.queries.held import Logistics, Somebody, logistics, teams
from filage.productions.models import Activity, Production
from filage.productions.operations import next_rank, refuse_unless_editor
from filage.rules.engine import Law
from filage.rules.geography import Mode, Town, distance
from filage.rules.geography.chain import Leg

HOTEL = "Hôtel à trouver"
MODES = (TravelMode.VAN, TravelMode.VOITURE, TravelMode.CAR, TravelMode.CAMION, TravelMode.TRAIN)
NOTHING = "Rien à poser : chaque date à venir a déjà ses trajets et ses nuits, ou son lieu n’est pas situé."


@dataclass(frozen=True, slots=True)
class Place:
    """An end of a way: its name as the house writes it, and the town that it is."""

    name: str
    town: Town


@dataclass(frozen=True, slots=True)
class Road:
    """A way to lay: the date it serves, its day, its ends with their clocks."""

    activity: Activity
    on: date
    start: Place
    end: Place
    zone: str
    arrival_zone: str


def lay(production: Production, season: Any, mode: str, *, nights: bool, by: Any) -> JournalEntry | None:
    """Lay what the dates to come lack, from home and back; Refusal when nothing is lacking, or when home is not known."""
    refuse_unless_editor(by, production)
    if mode not in MODES:
        raise Refusal("Dites comment l’équipe voyage.")
    tour, home = pages.tour(production, season), pages.home_town(production, season)
    if tour.chain is None or home is None:
        raise Refusal("La chaîne n’est pas connue : situez la ville de votre structure et les lieux des dates.")
    held, team = logistics(season), teams(season)
    stops, legs = list(tour.stops), tour.chain.legs
    places = [Place(one.venue.city, stop.town) for one, stop in zip(stops, tour.chain.stops, strict=True) if one.venue]
    roads = [
        road
        for road in _roads(stops, places, legs, Place(tour.home, home))
        if not any(_same(one, road) for one in held.journeys_of(road.activity.pk))
    ]
    sleeping = list(_sleepless(held, team, _nights(stops, legs))) if nights else []
    whole = ChangeSet()
    law = season.law(production.structure_id)
    for rank, road in enumerate(roads, next_rank(Journey.objects.within(production.organisation_id))):
        whole += _journey(road, mode, law, rank, team.get(road.activity.pk, ()))
    here = next_rank(Stay.objects.within(production.organisation_id))
    for rank, (one, count, people) in enumerate(sleeping, here):
        whole += _stay(one, count, rank, people)
    if not whole.changes:
        raise Refusal(NOTHING)
    return whole.apply(by=by, why=f"tournée posée : {_counted(len(roads), 'trajet')}, {_counted(len(sleeping), 'hôtel')}")


def _roads(stops: Sequence[Activity], places: Sequence[Place], legs: Sequence[Leg], home: Place) -> Iterator[Road]:
    """Yield each way of the chain: to each date, home when the next one is far in time, and home at the end."""
    ours = timezone.get_default_timezone_name()
    before: Activity | None = None
    place = home
    for one, there, leg in zip(stops, places, legs[:-1], strict=True):
        if before is not None and leg.through_home:
            if place.town != home.town:
                yield Road(before, _leaves(before, leg), place, home, before.zone, ours)
            before, place = None, home
        if there.town != place.town:
            yield Road(one, one.on, place, there, before.zone if before else ours, one.zone)
        before, place = one, there
    if before is not None and place.town != home.town:
        yield Road(before, _leaves(before, legs[-1]), place, home, before.zone, ours)


def _leaves(one: Activity, leg: Leg) -> date:
    return one.on + timedelta(days=1 if leg.nights else 0)


def _nights(stops: Sequence[Activity], legs: Sequence[Leg]) -> Iterator[tuple[Activity, int]]:
    """Yield each date after which one sleeps away, and how many nights."""
    for one, after in zip(stops, legs[1:], strict=True):
        if after.nights:
            yield one, after.nights


def _sleepless(
    held: Logistics, team: Mapping[UUID, Sequence[Somebody]], nights: Iterable[tuple[Activity, int]]
) -> Iterator[tuple[Activity, int, list[Somebody]]]:
    """Yield the dates after which somebody has no bed yet, and who: a hotel of several nights serves all of its dates."""
    for one, count in nights:
        if held.stays_of(one.pk):
            continue  # what a date says of its nights stays
        around = [stay for stay in held.stays if stay.arrives_on <= one.on < stay.leaves_on and stay.state != BookingState.ANNULE]
        beds = [bed for stay in around for bed in held.beds_of(stay) if _covers(bed, stay, one.on)]
        lodged = {bed.person_id for bed in beds}
        people = [each for each in team.get(one.pk, ()) if each.id not in lodged]
        if people or not around:
            yield one, count, people


def _covers(bed: Bed, stay: Stay, on: date) -> bool:
    return (bed.arrives_on or stay.arrives_on) <= on < (bed.leaves_on or stay.leaves_on)


def _same(one: Journey, road: Road) -> bool:
    """Tell whether a journey of the date already goes there."""
    return road.end.name.casefold() in one.to_place.casefold()


def _journey(road: Road, mode: str, law: Law, rank: int, team: Sequence[Somebody]) -> ChangeSet:
    activity = road.activity
    way, method = (Mode.RAIL, DistanceMethod.RAIL) if mode == TravelMode.TRAIN else (Mode.ROAD, DistanceMethod.ROUTE)
    km = distance(law, road.start.town, road.end.town, way, road.on).known().quantize(Decimal("0.1"))
    journey = Journey(
        organisation_id=activity.organisation_id,
        production=activity.production,
        activity=activity,
        on=road.on,
        mode=mode,
        from_place=road.start.name,
        from_insee=road.start.town.insee,
        to_place=road.end.name,
        to_insee=road.end.town.insee,
        zone=road.zone,
        arrival_zone=road.arrival_zone if road.arrival_zone != road.zone else "",
        km=km,
        method=method,
        counted_in=pages.usual_line(activity, "6251"),
        rank=rank,
        **_degrees("from", road.start.town),
        **_degrees("to", road.end.town),
    )
    whole = ChangeSet.create(journey)
    for place, one in enumerate(team):
        whole += ChangeSet.create(Seat(organisation_id=journey.organisation_id, journey=journey, person_id=one.id, rank=place))
    return whole


def _degrees(end: str, town: Town) -> dict[str, Decimal]:
    said = zip(("latitude", "longitude"), town.degrees, strict=True)
    return {f"{end}_{name}": Decimal(str(value)).quantize(Decimal("0.0001")) for name, value in said}


def _stay(activity: Activity, nights: int, rank: int, team: Sequence[Somebody]) -> ChangeSet:
    stay = Stay(
        organisation_id=activity.organisation_id,
        production=activity.production,
        activity=activity,
        hotel=HOTEL,
        city=activity.venue.city if activity.venue else "",
        arrives_on=activity.on,
        leaves_on=activity.on + timedelta(days=nights),
        counted_in=pages.usual_line(activity, "6256"),
        rank=rank,
    )
    whole = ChangeSet.create(stay)
    for place, one in enumerate(team):
        whole += ChangeSet.create(Bed(organisation_id=stay.organisation_id, stay=stay, person_id=one.id, rank=place))
    return whole


def _counted(count: int, word: str) -> str:
    return f"{count} {word}{'s' if count > 1 else ''}"
