"""What the dates of the calendar are read against: place, hour, people, school holidays, and what cannot be both."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from filage.core.rails.checks import Found
from filage.core.rails.citing import Citation, checks_of
from filage.core.rails.types import Severity
from filage.desks.schedule.queries import what
from filage.desks.schedule.queries.attending import hours_of
from filage.desks.schedule.queries.closed_days import bank_holiday_of, closed_to_schools, school_is_unknown
from filage.desks.schedule.rails.presences import Presence, meeting, name_of, presences
from filage.productions.enums import FIRM, LIVE, DateStatus, PerformanceType
from filage.productions.models import Activity
from filage.rules import working_time
from filage.rules.engine.text import day_text
from filage.rules.planning.bank_holidays import MAY_DAY
from filage.rules.working_time import Service

TIMED_BEFORE = timedelta(days=60)
MAY_DAY_TEXT = "Il est chômé : n’y travaille que l’activité qui ne peut s’interrompre, et le salaire y est doublé."
NAMED = 2  # people of a finding told by name


def people_in_two_places(season: Any) -> Iterator[Found]:
    """Yield the services that share people at once, or in two towns on a day whose hours are unknown.

    Each service is told once for those it tears, with the first of those they are already expected at.
    """
    torn: dict[tuple[UUID, UUID], tuple[Presence, Presence, str, list[UUID]]] = {}
    for person, held in presences(season).items():
        for other, before in meeting(held):
            one, said = next(((one, said) for one in before if (said := _clash(one, other)) is not None), (None, ""))
            if one is not None:
                torn.setdefault((one.activity.pk, other.activity.pk), (one, other, said, []))[3].append(person)
    for one, other, said, people in torn.values():
        works = {one.activity.production_id, other.activity.production_id}
        services = (f"activity:{one.activity.pk}", f"activity:{other.activity.pk}")
        yield Found(
            subject=f"{_people(season, people)} · {day_text(max(one.first, other.first))}",
            message=f"{_named(one.activity)} et {_named(other.activity)} : {said}.",
            remedy="Déplacer un service, ou remplacer la personne.",
            remedy_url=f"/dates/{other.activity.pk}/modifier/#id_starts_at",
            production=works.pop() if len(works) == 1 else None,
            about=(*services, *(f"person:{person}" for person in people)),
        )


def _people(season: Any, people: list[UUID]) -> str:
    names = [name_of(season, person) for person in people]
    if len(names) <= NAMED:
        return " et ".join(names)
    return f"{', '.join(names[: NAMED - 1])} et {len(names) - NAMED + 1} autres"


def rooms_taken_twice(season: Any) -> Iterator[Found]:
    """Yield the rooms where two services share a moment."""
    for room, held in _by_room(season).items():
        for before, after in working_time.overlaps(held):
            one, other = season.activity(before.key), season.activity(after.key)
            works = {one.production_id, other.production_id}
            yield Found(
                subject=f"{one.venue.name if one.venue else ''}, {room.name} · {day_text(one.on)}",
                message=f"{_named(one)} et {_named(other)} prennent la même salle au même moment.",
                remedy="Changer l’heure ou la salle d’un des deux services.",
                remedy_url=f"/dates/{other.pk}/modifier/#id_room",
                production=works.pop() if len(works) == 1 else None,
                about=(f"venue:{one.venue_id}", f"activity:{one.pk}", f"activity:{other.pk}"),
            )


def shows_in_two_towns(season: Any) -> Iterator[Found]:
    """Yield the dates of a day when the show is already to be played elsewhere; options are only said."""
    for production in season.productions:
        by_day: dict[Any, list[Activity]] = defaultdict(list)
        for activity in season.performances_of(production.pk):
            if activity.venue_id:
                by_day[activity.on].append(activity)
        for held in by_day.values():
            for rank, other in enumerate(held):
                elsewhere = [one for one in held[:rank] if one.venue_id != other.venue_id]
                if elsewhere:
                    one = next((one for one in elsewhere if one.status in FIRM), elsewhere[0])
                    firm = one.status in FIRM and other.status in FIRM
                    yield on_date(
                        other,
                        f"Le même jour, le spectacle est aussi posé à : {_place(one)}.",
                        "Déplacer ou libérer une des deux dates.",
                        about=(f"activity:{one.pk}", f"activity:{other.pk}"),
                        severity=Severity.ALERTE if firm else Severity.INFO,
                    )


def past_and_not_played(season: Any) -> Iterator[Found]:
    """Yield the performances of the past that nobody said were played, or not."""
    for activity in season.performances():
        if activity.on < season.today and activity.status != DateStatus.JOUE:
            text = f"La date est passée et reste « {activity.get_status_display().lower()} »."
            yield on_date(activity, text, "Dire qu’elle est jouée, reportée ou annulée.", page="")


def firm_without_venue(season: Any) -> Iterator[Found]:
    """Yield the firm performances that have no place."""
    for activity in season.performances():
        if activity.status in FIRM and activity.venue_id is None:
            yield on_date(activity, "Date ferme sans lieu.", "Saisir le lieu.", "venue")


def firm_without_hour(season: Any) -> Iterator[Found]:
    """Yield the firm performances within sixty days that have no hour."""
    for activity in season.performances():
        near = season.today <= activity.on <= season.today + TIMED_BEFORE
        if near and activity.status in FIRM and activity.starts_at is None:
            yield on_date(
                activity, "Date ferme sans heure : ni convocations, ni repos ne peuvent être lus.", "Saisir l’heure.", "starts_at"
            )


def out_of_bounds(season: Any) -> Iterator[Found]:
    """Yield the performances before the creation starts or after the exploitation ends."""
    for activity in season.performances():
        production = activity.production
        start, end = production.creation_start, production.exploitation_end
        if start and activity.on < start:
            text = f"Elle précède le début de la création ({day_text(start)})."
        elif end and activity.on > end:
            text = f"Elle suit la fin de l’exploitation ({day_text(end)})."
        else:
            continue
        yield on_date(activity, text, "Corriger la date, ou les bornes du spectacle.", page="")


def school_dates_without_school(season: Any) -> Iterator[Found]:
    """Yield the school performances on a day of school holidays, on a bank holiday or at the week-end."""
    for activity in season.performances():
        if activity.type == PerformanceType.SCOLAIRE and (closed := closed_to_schools(activity.on, activity.venue)):
            yield on_date(activity, f"Séance scolaire un jour sans classe : {closed}.", "Déplacer la séance.", page="")


def unknown_school_years(season: Any) -> Iterator[Found]:
    """Yield the school performances of a year whose calendar is not known yet."""
    for activity in season.performances():
        if activity.type == PerformanceType.SCOLAIRE and school_is_unknown(activity.on, activity.venue):
            text = "Séance scolaire d’une année dont le calendrier n’est pas connu : les vacances ne peuvent pas être lues."
            yield on_date(activity, text, "Vérifier la date auprès de l’établissement.", page="")


def bank_holidays(season: Any) -> Iterator[Found]:
    """Yield the performances of a jour férié."""
    for activity in season.performances():
        if activity.type != PerformanceType.SCOLAIRE and (name := bank_holiday_of(activity.on, activity.venue)):
            chomed = (activity.on.month, activity.on.day) == MAY_DAY
            text = f"Jour férié ({name}). {MAY_DAY_TEXT}" if chomed else f"Jour férié ({name})."
            yield on_date(activity, text, "Prévoir les majorations de l’équipe et les transports.", page="")


def hours_of_another_day(season: Any) -> Iterator[Found]:
    """Yield the services whose hour is not on their day."""
    for activity in season.activities:
        if activity.starts_at is None or activity.status not in LIVE:
            continue
        local = activity.starts_at.astimezone(ZoneInfo(activity.zone)).date()
        if not activity.on <= local <= (activity.until or activity.on):
            text = f"L’heure de début est du {day_text(local)}, et la date du {day_text(activity.on)}."
            yield on_date(activity, text, "Corriger le jour, ou l’heure.", "starts_at")


def on_date(activity: Activity, message: str, remedy: str, field: str = "", *, page: str = "modifier/", **more: Any) -> Found:
    """Return what was found about one date, with the address of what mends it."""
    production = activity.production
    said = what(activity)
    return Found(
        subject=f"{production.title} · {day_text(activity.on)}",
        message=f"{said[:1].upper()}{said[1:]}. {message}",
        remedy=remedy,
        remedy_url=f"/dates/{activity.pk}/{page}{f'#id_{field}' if field else ''}",
        production=production.pk,
        **({"about": (f"activity:{activity.pk}",)} | more),
    )


def _clash(one: Presence, other: Presence) -> str | None:
    """Return why a person cannot be at both services, None when nothing says so."""
    if one.service is not None and other.service is not None:
        meet = one.service.begun < other.service.over and other.service.begun < one.service.over
        return "au même moment" if meet else None
    mine, its = one.activity.venue, other.activity.venue
    if mine is None or its is None or mine.pk == its.pk or (mine.city and mine.city == its.city):
        return None
    return f"le même jour, à {mine.city or mine.name} et à {its.city or its.name}"


def _by_room(season: Any) -> dict[Any, list[Service]]:
    held: dict[Any, list[Service]] = defaultdict(list)
    for activity in season.activities:
        if activity.room is not None and activity.status in LIVE and (hours := hours_of(activity)):
            held[activity.room].append(Service(activity.pk, *hours))
    return held


def _named(activity: Activity) -> str:
    hours = hours_of(activity)
    at = f" à {hours[0]:%H} h {hours[0]:%M}" if hours else ""
    return f"{activity.production.title} ({what(activity)}{at})"


def _place(activity: Activity) -> str:
    return ", ".join(part for part in (activity.venue.name, activity.venue.city) if part) if activity.venue else ""


PLANNING = Citation(
    "Rétroplanning d’une production : une personne, une salle, un spectacle, un seul endroit à la fois", "", "derived"
)
SHEET = Citation("Fiche « contrat de cession » (CND) : dates, heures, lieu et jauge s’écrivent au contrat", "", "two_sources")
SCHOOLS = Citation(
    "Calendrier scolaire national (arrêtés publiés au Journal officiel), par zone",
    "https://www.education.gouv.fr/calendrier-scolaire-100148",
    "two_sources",
)
HOLIDAYS = Citation(
    "Code du travail, art. L3133-1 : les onze jours fériés",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072050",
    "official",
)

ALERT, UNKNOWN, INFO = Severity.ALERTE, Severity.INCONNU, Severity.INFO
_check = checks_of("schedule")
CHECKS = (
    _check("CAL-001", "Une personne est attendue à deux endroits", people_in_two_places, ALERT, PLANNING),
    _check("CAL-002", "Une salle est prise deux fois", rooms_taken_twice, ALERT, PLANNING),
    _check("CAL-003", "Un spectacle est posé à deux endroits le même jour", shows_in_two_towns, ALERT, PLANNING),
    _check("CAL-004", "Une date passée n’est pas dite jouée", past_and_not_played, ALERT, PLANNING),
    _check("CAL-005", "Une date ferme n’a pas de lieu", firm_without_venue, UNKNOWN, SHEET),
    _check("CAL-006", "Une date ferme proche n’a pas d’heure", firm_without_hour, UNKNOWN, SHEET),
    _check("CAL-007", "Une date sort des bornes du spectacle", out_of_bounds, ALERT, PLANNING),
    _check("CAL-008", "Une séance scolaire tombe un jour sans classe", school_dates_without_school, ALERT, SCHOOLS),
    _check("CAL-009", "Le calendrier scolaire d’une séance n’est pas connu", unknown_school_years, UNKNOWN, SCHOOLS),
    _check("CAL-010", "Une représentation tombe un jour férié", bank_holidays, INFO, HOLIDAYS),
    _check("CAL-011", "L’heure d’un service n’est pas de son jour", hours_of_another_day, ALERT, PLANNING),
)
