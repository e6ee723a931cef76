"""What the road is read against: a night and a bed for everybody, an answer to each need, a set that arrives in time."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from filage.core.rails.checks import Found
from filage.core.rails.citing import Citation, checks_of
from filage.core.rails.types import Severity
from filage.desks.logistics.enums import BookingState, MealProvider, NeedKind, TravelMode
from filage.desks.logistics.models import Journey, Stay
from filage.desks.logistics.queries import rooming
from filage.desks.logistics.queries.held import Logistics, Somebody, logistics, teams
from filage.desks.logistics.queries.places import ends_of, home_of
from filage.productions.enums import LIVE, PERFORMANCES, ActivityKind
from filage.productions.models import Activity
from filage.productions.placing import town_of
from filage.rules.engine.text import day_text
from filage.rules.geography import Doubt, Mode, distance, doubt

NIGHT_KM = Decimal(40)
LATE, EARLY = time(22), time(10)  # of the clock: later than the one, earlier than the other
ANSWERED_BEFORE, CONFIRMED_BEFORE = timedelta(days=45), timedelta(days=7)
SLOWER = Decimal("1.15")
DRIVEN = (TravelMode.CAR, TravelMode.VAN, TravelMode.CAMION, TravelMode.VOITURE)
SECOND_CLASS = timedelta(hours=5)
REST = timedelta(hours=12)
MAKING_READY = (ActivityKind.MONTAGE,)


def nights_missing(season: Any) -> Iterator[Found]:
    """Yield the dates far from home that end late or begin early, where somebody who is there has no bed."""
    for activity, held in _organised(season):
        if not _sleeps_there(season, activity):
            continue
        slept = {bed.person_id for stay in _stays(held, activity) for bed in held.beds_of(stay)}
        gone = {seat.person_id for one in held.journeys_of(activity.pk) if _after(one, activity) for seat in held.seats_of(one)}
        missing = [one for one in teams(season).get(activity.pk, []) if one.id not in slept | gone]
        if missing:
            text = f"{_names(missing)} : pas de nuit ni de retour prévu après la date."
            yield _of(activity, text, "Ajouter un lit, un trajet de retour, ou une indemnité équivalente.")


def beds_are_not_people(season: Any) -> Iterator[Found]:
    """Yield the nights where the beds are not those of the people who are there, each counted once."""
    for activity, held in _organised(season):
        here = {one.id for one in teams(season).get(activity.pk, [])}
        yield from _too_few_beds(season, activity, held)
        for stay in held.stays_of(activity.pk):
            beds = held.beds_of(stay)
            strangers = [bed for bed in beds if here and bed.person_id not in here]
            if strangers:
                names = ", ".join(bed.person.name for bed in strangers)
                yield _of(
                    activity,
                    f"{stay.hotel} : chambre réservée pour {names}, qui n’est pas de cette date.",
                    "Donner ce lit à qui vient, ou l’annuler.",
                    part=f"lit {stay.pk}",
                )
            alone = rooming.unwilling(beds)
            if alone:
                names = ", ".join(bed.person.name for bed in alone)
                yield _of(
                    activity,
                    f"{stay.hotel} : chambre partagée sans l’accord de {names}.",
                    "Demander, puis cocher l’accord, ou prendre une single.",
                    part=f"double {stay.pk}",
                )


def _too_few_beds(season: Any, activity: Activity, held: Logistics) -> Iterator[Found]:
    """Yield the night of a date that some of those who are there have a bed for, and others neither bed nor way back."""
    stays = _stays(held, activity)
    if not stays or _sleeps_there(season, activity):
        return  # no hotel that night; or a late end, which the control of nights tells
    here = teams(season).get(activity.pk, [])
    there = {one.id for one in here}
    beds = [bed.person_id for stay in stays for bed in held.beds_of(stay) if activity.on in rooming.nights_of(stay, bed)]
    slept = [person for person in beds if person in there]
    gone = {seat.person_id for one in held.journeys_of(activity.pk) if _after(one, activity) for seat in held.seats_of(one)}
    missing = [one for one in here if one.id not in slept and one.id not in gone]
    twice = [one for one in here if slept.count(one.id) > 1]
    said = [f"{_names(missing)} : ni lit ni retour" * bool(missing), f"{_names(twice)} : deux lits la même nuit" * bool(twice)]
    if missing or twice:
        told = (f"{many} {word}{'s' * (many > 1)}" for many, word in ((len(slept), "lit"), (len(here), "présent")))
        text = f"{' pour '.join(told)} ; {' ; '.join(filter(None, said))}."
        yield _of(activity, text, "Compter les personnes, nuit par nuit.", part="lits")


def seats_of_others(season: Any) -> Iterator[Found]:
    """Yield the journeys that carry somebody who is not of the date, or more people than the vehicle holds, or no driver."""
    for activity, held in _organised(season):
        here = {one.id for one in teams(season).get(activity.pk, [])}
        for journey in held.journeys_of(activity.pk):
            seats = held.seats_of(journey)
            strangers = [seat.person.name for seat in seats if here and seat.person_id not in here]
            most = journey.vehicle.seats if journey.vehicle else None
            said = []
            if strangers:
                said.append(f"place prise pour {', '.join(strangers)}, qui n’est pas de cette date")
            if most and len(seats) > most:
                said.append(f"{len(seats)} personnes pour {most} places")
            if said:
                text = f"{journey.from_place} – {journey.to_place} : {' ; '.join(said)}."
                yield _of(activity, text, "Changer les passagers du trajet.", part=str(journey.pk))


def needs_unanswered(season: Any) -> Iterator[Found]:
    """Yield the dates within 45 days whose place did not answer to what somebody of the team needs; the need is not said."""
    for activity, held in _standing(season):
        if not timedelta(0) <= activity.on - season.today <= ANSWERED_BEFORE:
            continue
        for need in _needs(season, held, activity, NeedKind.ACCES):
            answer = held.answers.get((need.pk, activity.pk))
            if answer is None or answer.met is None:
                text = f"Un besoin d’accès de l’équipe attend la réponse du lieu, {_days(activity, season)}."
                yield _of(activity, text, "Demander au lieu, puis noter sa réponse.", part=str(need.pk))


def diets_unconfirmed(season: Any) -> Iterator[Found]:
    """Yield the meals within 7 days that nobody confirmed, where somebody who eats there told a diet; the diet is not said."""
    for activity, held in _standing(season):
        if not timedelta(0) <= activity.on - season.today <= CONFIRMED_BEFORE:
            continue
        count = len(_needs(season, held, activity, NeedKind.REGIME))
        given = (MealProvider.NOUS, MealProvider.EUX)
        waiting = [one for one in held.meals_of(activity.pk) if one.provider in given and not one.confirmed_on]
        if count and waiting:
            people = "une personne a" if count == 1 else f"{count} personnes ont"
            text = f"{people.capitalize()} dit un régime, et le repas n’est pas confirmé, {_days(activity, season)}."
            yield _of(activity, text, "Confirmer nombre et régimes au cuisinier, puis cocher le repas.")


def late_arrivals(season: Any) -> Iterator[Found]:
    """Yield the vehicles that arrive after the get-in begins, the road being counted 1.15 times."""
    for activity, held in _organised(season):
        due = _get_in(season, activity)
        for journey in held.journeys_of(activity.pk):
            arrives = _arrival(season, journey)
            if due and arrives and journey.mode in DRIVEN and _before(journey, activity) and arrives > due:
                hour = arrives.astimezone(ZoneInfo(activity.zone))
                wanted = due.astimezone(ZoneInfo(activity.zone))
                text = (
                    f"{journey.from_place} – {journey.to_place} arrive vers {_hour(hour)} (route × 1,15, à vérifier), "
                    f"le montage commence à {_hour(wanted)}."
                )
                yield _of(activity, text, "Partir plus tôt, ou décaler le montage.", part=str(journey.pk))


def impossible_kilometres(season: Any) -> Iterator[Found]:
    """Yield the journeys whose typed kilometres are shorter than a straight line, or far longer."""
    for activity, held in _standing(season):
        for journey in held.journeys_of(activity.pk):
            ends = ends_of(journey)
            if journey.km is None or journey.method != "saisi" or ends is None:
                continue
            wrong = doubt(journey.km, *ends)
            if wrong:
                severity = Severity.INFO if wrong is Doubt.LONG else Severity.ALERTE
                text = f"{journey.from_place} – {journey.to_place} : les kilomètres saisis sont {wrong}."
                yield _of(activity, text, "Vérifier les kilomètres et les villes.", part=str(journey.pk), severity=severity)


def long_trains(season: Any) -> Iterator[Found]:
    """Yield the trains of more than five hours whose travellers work within twelve hours: first class is then owed."""
    for activity, held in _organised(season):
        for journey in held.journeys_of(activity.pk):
            if journey.mode != TravelMode.TRAIN or not (journey.departs_at and journey.arrives_at and activity.starts_at):
                continue
            rested = activity.starts_at - journey.arrives_at
            if journey.arrives_at - journey.departs_at > SECOND_CLASS and timedelta(0) <= rested < REST:
                text = (
                    f"{journey.from_place} – {journey.to_place} : plus de cinq heures de train et du travail sous douze heures : "
                    "la première classe est due."
                )
                yield _of(activity, text, "Prendre des billets de première, ou arriver la veille.", part=str(journey.pk))


def _standing(season: Any) -> Iterator[tuple[Activity, Logistics]]:
    held = logistics(season)
    if not (held.journeys or held.stays or held.meals or held.needs):
        return
    for production in season.productions:
        for activity in season.activities_of(production.pk):
            if activity.status in LIVE:
                yield activity, held


def _organised(season: Any) -> Iterator[tuple[Activity, Logistics]]:
    """Yield the dates to come whose logistics began: a journey or a stay serves them."""
    for activity, held in _standing(season):
        if activity.on >= season.today and (held.journeys_of(activity.pk) or held.stays_of(activity.pk)):
            yield activity, held


def _stays(held: Logistics, activity: Activity) -> list[Stay]:
    """Return the stays that hold the night of a date, whichever date they serve."""
    return [
        one
        for one in held.stays
        if one.arrives_on <= activity.on < one.leaves_on
        and one.production_id == activity.production_id
        and one.state != BookingState.ANNULE
    ]


def _sleeps_there(season: Any, activity: Activity) -> bool:
    """Tell whether a performance ends after 22 h, or the next day begins before 10 h, more than 40 km from home."""
    if activity.kind not in PERFORMANCES:
        return False
    zone = ZoneInfo(activity.zone)
    ends = activity.ends_at and activity.ends_at.astimezone(zone)
    late = bool(ends and (ends.time() > LATE or ends.date() > activity.on))
    early = any(
        one.on == activity.on + timedelta(days=1)
        and one.venue_id == activity.venue_id
        and one.starts_at
        and one.starts_at.astimezone(zone).time() < EARLY
        for one in season.activities_of(activity.production_id)
    )
    return (late or early) and _is_far(season, activity)


def _is_far(season: Any, activity: Activity) -> bool:
    there, home = town_of(activity.venue).town, home_of(activity.production.structure, season.venues).town
    if there is None or home is None:
        return False
    law = season.law(activity.production.structure_id)
    return distance(law, home, there, Mode.ROAD, activity.on).known() > NIGHT_KM


def _needs(season: Any, held: Logistics, activity: Activity, kind: NeedKind) -> list[Any]:
    here = {one.id for one in teams(season).get(activity.pk, [])}
    return [
        need
        for need in held.needs
        if need.kind == kind and need.person_id in here and (need.until is None or need.until >= activity.on)
    ]


def _get_in(season: Any, activity: Activity) -> datetime | None:
    """Return when the get-in of a date begins: the first service of that day at that place before it."""
    starts = [
        one.starts_at
        for one in season.activities_of(activity.production_id)
        if one.kind in MAKING_READY and one.on == activity.on and one.venue_id == activity.venue_id and one.starts_at
    ]
    return min(starts, default=None)


def _arrival(season: Any, journey: Journey) -> datetime | None:
    """Return when a vehicle arrives: by the road counted 1.15 times when its departure and its kilometres are known."""
    if journey.departs_at and journey.km is not None:
        law = season.law(season.production(journey.production_id).structure_id)
        hours = journey.km / law.read("geography.van_pace", journey.on).known() * SLOWER
        slow: datetime = journey.departs_at + timedelta(minutes=int(hours * 60))
        return max(slow, journey.arrives_at or slow)
    return journey.arrives_at


def _before(journey: Journey, activity: Activity) -> bool:
    starts = activity.starts_at
    return journey.on <= activity.on and not (journey.departs_at and starts and journey.departs_at >= starts)


def _after(journey: Journey, activity: Activity) -> bool:
    return journey.on >= activity.on and not _before(journey, activity)


def _of(activity: Activity, message: str, remedy: str, *, part: str = "", severity: Severity | None = None) -> Found:
    return Found(
        subject=f"{activity.production.title} · {day_text(activity.on)}",
        message=message,
        remedy=remedy,
        remedy_url=f"/dates/{activity.pk}/logistique/",
        production=activity.production_id,
        about=(f"activity:{activity.pk}",),
        part=part,
        severity=severity,
    )


def _names(people: Sequence[Somebody]) -> str:
    return ", ".join(one.name for one in people)


def _days(activity: Activity, season: Any) -> str:
    left = (activity.on - season.today).days
    return "aujourd’hui" if not left else f"à {left} jour{'s' * (left > 1)} de la date"


def _hour(at: datetime) -> str:
    return f"{at.hour} h {at.minute:02d}" if at.minute else f"{at.hour} h"


NIGHT = Citation(
    "Convention 1285, préambule du titre VIII : à 40 km et plus, on ne rentre pas forcément ; usage : nuit après 22 h",
    "https://legal.tricoteuses.fr/articles/KALIARTI000020810249",
    "derived",
)
ROOMING = Citation(
    "Usage de la tournée : on compte les personnes, pas les chambres ; une double n’est que volontaire", "", "one_source"
)
CARRIED = Citation("Usage de la tournée : qui voyage est de la date, et chacun a sa place", "", "derived")
ARRANGED = Citation(
    "Code du travail, art. L5213-6 : l’employeur prend les mesures appropriées aux besoins d’accès de son équipe", "", "disputed"
)
DIETS = Citation("Usage de l’accueil : nombre et régimes sont confirmés une semaine avant", "", "derived")
LATENESS = Citation("Temps de route estimé × 1,15, à comparer à l’heure du montage", "", "derived")
STRAIGHT = Citation("Aucune route n’est plus courte que le grand cercle", "", "two_sources")
CLASSES = Citation(
    "Convention 1285, art. VIII.4.2 A : seconde classe jusqu’à cinq heures, ou sans travail dans les douze heures de l’arrivée",
    "https://legal.tricoteuses.fr/articles/KALIARTI000020810259",
    "one_source",
)
_check = checks_of("logistics")
CHECKS = (
    _check("LOG-001", "Quelqu’un n’a pas de nuit loin de chez lui", nights_missing, Severity.ALERTE, NIGHT),
    _check("LOG-002", "Les lits ne sont pas ceux des présents", beds_are_not_people, Severity.ALERTE, ROOMING),
    _check("LOG-003", "Un trajet ne porte pas les bonnes personnes", seats_of_others, Severity.ALERTE, CARRIED),
    _check("LOG-004", "Un besoin d’accès attend sa réponse", needs_unanswered, Severity.ALERTE, ARRANGED),
    _check("LOG-005", "Un régime est dit, le repas n’est pas confirmé", diets_unconfirmed, Severity.ALERTE, DIETS),
    _check("LOG-006", "Le véhicule arrive après le montage", late_arrivals, Severity.ALERTE, LATENESS),
    _check("LOG-007", "Les kilomètres saisis ne peuvent pas être vrais", impossible_kilometres, Severity.ALERTE, STRAIGHT),
    _check("LOG-008", "La première classe est due", long_trains, Severity.INFO, CLASSES),
)
