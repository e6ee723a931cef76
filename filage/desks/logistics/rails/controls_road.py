"""What people on the road are read against: rest after a journey, their coach, who drives, what is paid twice."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from filage.core.rails.checks import Found
from filage.core.rails.citing import Citation, checks_of
from filage.core.rails.types import Severity
from filage.desks.logistics.enums import BookingState, ExpenseKind, ExpenseState, MealProvider, TravelMode
from filage.desks.logistics.models import Journey
from filage.desks.logistics.queries import services
from filage.desks.logistics.queries.held import expenses, logistics, moves, teams
from filage.productions.enums import LIVE
from filage.productions.models import Activity
from filage.rules.engine.text import day_text
from filage.rules.working_time.travel import MUSICIAN, OTHER, most_driven, rest_after

HOUR = timedelta(hours=1)
COACH = timedelta(minutes=90)
AT_THE_WHEEL = (TravelMode.VAN, TravelMode.CAMION, TravelMode.VOITURE)
COMFORT = "confort"


def short_rests_after_travel(season: Any) -> Iterator[Found]:
    """Yield the services that begin too soon after a journey, once a journey and a service."""
    for journey, held in _journeys(season):
        if not (journey.departs_at and journey.arrives_at):
            continue
        law = season.law(season.production(journey.production_id).structure_id)
        people = {seat.person_id: seat.person.name for seat in held.seats_of(journey)}
        soon: dict[Activity, list[str]] = defaultdict(list)
        for person, name in people.items():
            first = _first_service(season, person, journey)
            owed = rest_after(law, journey.arrives_at - journey.departs_at, journey.on, _trade(season, person))
            if first is not None and first.starts_at is not None and first.starts_at - journey.arrives_at < owed:
                soon[first].append(f"{name}, {_length(owed)}")
        for activity, names in soon.items():
            text = (
                f"{_said(journey)} : {_length(journey.arrives_at - journey.departs_at)} de route, puis le travail à "
                f"{_clock(activity.starts_at or journey.arrives_at, activity.zone)} ; repos dû : {' ; '.join(names)}."
            )
            yield _of(activity, text, "Arriver plus tôt, ou commencer plus tard.", part=str(journey.pk))


def plain_coaches(season: Any) -> Iterator[Found]:
    """Yield the coaches of more than an hour and a half that nobody said to be of the comfort owed."""
    for journey, _ in _journeys(season):
        said = f"{journey.reference} {journey.note} {journey.freight}".lower()
        length = _ride(journey)
        if journey.mode == TravelMode.CAR and COMFORT not in said and length and length > COACH:
            text = f"{_said(journey)} : plus d’une heure et demie de car, « grand confort » dû."
            remedy = "Le demander au transporteur, et l’écrire sur le trajet."
            yield _of(season.activity(journey.activity_id), text, remedy, part=str(journey.pk))


def long_drives(season: Any) -> Iterator[Found]:
    """Yield the days that somebody drives for too long."""
    driven: dict[tuple[UUID, date], list[tuple[Journey, str, timedelta]]] = defaultdict(list)
    for journey, held in _journeys(season):
        if journey.mode in AT_THE_WHEEL and (length := _driven(season, journey)):
            for seat in held.seats_of(journey):
                if seat.driver:
                    driven[seat.person_id, journey.on].append((journey, seat.person.name, length))
    for (_, on), legs in driven.items():
        journey, name, _ = legs[-1]
        whole = sum((length for _, _, length in legs), timedelta())
        most = most_driven(season.law(season.production(journey.production_id).structure_id), on)
        if whole > most:
            text = f"{name} conduit {_length(whole)} le {day_text(on)} : {_length(most)} au plus."
            yield _of(
                season.activity(journey.activity_id), text, "Partager la conduite, ou dormir en route.", part=f"{journey.pk}"
            )


def services_late(season: Any) -> Iterator[Found]:
    """Yield the accessible performances that nobody asked in time."""
    for one in logistics(season).services:
        activity = season.activity(one.activity_id)
        if activity.status not in LIVE or activity.on < season.today:
            continue
        held = services.service(season.law(activity.production.structure_id), one, activity.on)
        if held.is_late(season.today):
            text = (
                f"{one.get_kind_display().capitalize()} : à demander avant le {day_text(held.ask_by)}, personne ne l’a demandé."
            )
            yield _of(activity, text, "Demander, puis noter le jour ; ou y renoncer.", part=str(one.pk))


def meals_paid_twice(season: Any) -> Iterator[Found]:
    """Yield the meals told as a note de frais by somebody whose allowance already pays that day, or who was fed by the place."""
    paid: dict[date, set[UUID]] = defaultdict(set)
    there = teams(season)
    for meal in logistics(season).meals:
        if meal.provider in (MealProvider.INDEMNITE, MealProvider.EUX):
            paid[meal.on] |= {one.id for one in there.get(meal.activity_id, ())}
    for one in expenses(season):
        if one.kind == ExpenseKind.REPAS and one.state != ExpenseState.REFUSE and one.person_id in paid[one.on]:
            yield Found(
                subject=f"{season.production(one.production_id).title} · {day_text(one.on)}",
                message="Un repas dit en note de frais est déjà donné ou indemnisé ce jour-là à la même personne.",
                remedy="Vérifier qu’il s’agit d’un autre repas, ou refuser la note.",
                remedy_url=f"/spectacles/{season.production(one.production_id).slug}/frais/",
                production=one.production_id,
                about=(f"expense:{one.pk}",),
            )


def empty_floats(season: Any) -> Iterator[Found]:
    """Yield the people who spent more of the caisse than they were given."""
    left: dict[tuple[UUID, UUID], Decimal] = defaultdict(Decimal)
    for move in moves(season):
        left[move.production_id, move.person_id] += move.amount
    for one in expenses(season):
        if one.from_float and one.state != ExpenseState.REFUSE:
            left[one.production_id, one.person_id] -= one.amount
    for (production, person), amount in left.items():
        if amount < 0:
            yield Found(
                subject=f"{season.production(production).title} · caisse de tournée",
                message="Une caisse a plus dépensé qu’elle n’a reçu : il manque un versement, ou une note est de trop.",
                remedy="Noter l’argent confié, ou corriger la note.",
                remedy_url=f"/spectacles/{season.production(production).slug}/frais/#caisse",
                production=production,
                about=(f"person:{person}",),
            )


def _journeys(season: Any) -> Iterator[tuple[Journey, Any]]:
    """Yield the journeys to come that serve a live date."""
    held = logistics(season)
    for one in held.journeys:
        coming = one.activity_id and one.on >= season.today and one.state != BookingState.ANNULE
        if coming and season.activity(one.activity_id).status in LIVE:
            yield one, held


def _ride(journey: Journey) -> timedelta | None:
    return journey.arrives_at - journey.departs_at if journey.departs_at and journey.arrives_at else None


def _first_service(season: Any, person: UUID, journey: Journey) -> Activity | None:
    """Return the first service of somebody once she arrived, the same day."""
    there = teams(season)
    found = [
        one
        for production in season.productions
        for one in season.activities_of(production.pk)
        if one.on == journey.on
        and one.status in LIVE
        and one.starts_at
        and one.starts_at >= journey.arrives_at
        and any(each.id == person for each in there.get(one.pk, ()))
    ]
    return min(found, key=lambda one: one.starts_at, default=None)


def _trade(season: Any, person: UUID) -> str:
    """Return which table of rests somebody follows: that of musicians, or that of everybody."""
    for one in season.engagements:
        if one.person_id == person and f"{one.function} {one.position}".lower().find("musicien") >= 0:
            return MUSICIAN
    return OTHER


def _driven(season: Any, journey: Journey) -> timedelta | None:
    if journey.km is None or _ride(journey):
        return _ride(journey)
    pace = season.law(season.production(journey.production_id).structure_id).read("geography.van_pace", journey.on).known()
    return timedelta(minutes=int(journey.km / pace * 60))


def _of(activity: Activity, message: str, remedy: str, *, part: str) -> Found:
    return Found(
        subject=f"{activity.production.title} · {day_text(activity.on)}",
        message=message,
        remedy=remedy,
        remedy_url=f"/dates/{activity.pk}/logistique/",
        production=activity.production_id,
        about=(f"activity:{activity.pk}",),
        part=part,
    )


def _first(label: str) -> str:
    return label[:1].upper() + label[1:]


def _said(one: Journey) -> str:
    return f"{one.from_place} – {one.to_place}"


def _clock(at: datetime, zone: str) -> str:
    hour = at.astimezone(ZoneInfo(zone))
    return f"{hour.hour} h {hour.minute:02d}" if hour.minute else f"{hour.hour} h"


def _length(length: timedelta) -> str:
    minutes = int(length.total_seconds()) // 60
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60} h {minutes % 60:02d}" if minutes % 60 else f"{minutes // 60} h"


RESTED = Citation(
    "Convention 1285, art. VIII.4.2 B (et titre XV pour les musiciens) : repos avant de travailler après un voyage",
    "https://legal.tricoteuses.fr/articles/KALIARTI000020810259",
    "one_source",
)
COACHES = Citation(
    "Convention 1285, art. VIII.4.2 A : car « grand confort » au-delà d’une heure et demie",
    "https://legal.tricoteuses.fr/articles/KALIARTI000020810259",
    "one_source",
)
DRIVING = Citation("Convention 1285, art. VIII.4.5 : huit heures de conduite par jour", "", "one_source")
IN_TIME = Citation("Gabarit d’une date de tournée : besoins d’accès réglés 45 jours avant", "", "derived")
ONCE = Citation("Un repas se donne, s’indemnise ou se rembourse, une fois", "", "derived")
CASH = Citation("On ne dépense d’une caisse que ce qu’elle a reçu", "", "derived")
_check = checks_of("logistics")
CHECKS = (
    _check("LOG-009", "Le travail reprend trop tôt après un trajet", short_rests_after_travel, Severity.ALERTE, RESTED),
    _check("LOG-010", "Un long trajet en car demande le grand confort", plain_coaches, Severity.INFO, COACHES),
    _check("LOG-011", "Quelqu’un conduit trop longtemps", long_drives, Severity.ALERTE, DRIVING),
    _check("LOG-012", "Une séance accessible n’est pas demandée à temps", services_late, Severity.ALERTE, IN_TIME),
    _check("LOG-013", "Un repas est peut-être payé deux fois", meals_paid_twice, Severity.ALERTE, ONCE),
    _check("LOG-014", "Une caisse de tournée est négative", empty_floats, Severity.ALERTE, CASH),
)
