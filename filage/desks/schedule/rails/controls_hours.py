"""What the hours of each person are read against: rest, span, length of a day and of a week, days in a row, night."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from filage.core.rails.checks import Found
from filage.core.rails.citing import Citation, checks_of
from filage.core.rails.season import once
from filage.core.rails.types import Severity
from filage.desks.schedule.queries import what
from filage.desks.schedule.rails.presences import Presence, name_of, presences
from filage.productions.enums import ActivityKind
from filage.productions.models import Activity
from filage.rules import working_time
from filage.rules.engine.text import counted, day_text, hours_text
from filage.rules.working_time import EASED, Limits, Service, Span

type Rule = Callable[[Iterable[Service], Limits], Iterable[Span]]


def short_rests(season: Any) -> Iterator[Found]:
    """Yield the nights that leave a person less than eleven hours between two days of work."""
    for span, limits, person, held in broken(season, working_time.short_rests):
        before, after = held[span.first.key], held[span.last.key]
        text = (
            f"{hours_text(span.length)} entre {what(before)} (fin {clock_text(span.first.end)}) et {what(after)} "
            f"le {day_text(after.on)} (début {clock_text(span.last.start)}) : {hours_text(limits.rest)} au moins."
        )
        told = Severity.INFO if _technical(season, person, span, held) else Severity.ALERTE
        yield found_for(season, person, (before, after), text, "Reculer le service du lendemain, ou remplacer la personne.", told)


def long_spans(season: Any) -> Iterator[Found]:
    """Yield the days whose first start and last end are too far apart."""
    for span, limits, person, held in broken(season, working_time.long_spans):
        text = (
            f"Amplitude de {hours_text(span.length)} le {day_text(span.first.day)}, trajets compris : "
            f"{hours_text(limits.span)} au plus."
        )
        yield found_for(season, person, all_of(span, held), text, "Resserrer la journée, ou la partager.")


def long_days(season: Any) -> Iterator[Found]:
    """Yield the days with too many hours of work."""
    for span, limits, person, held in broken(season, working_time.long_days):
        most = limits.extended_day if any(service.extended for service in span.services) else limits.day
        text = f"{hours_text(span.length)} de travail le {day_text(span.first.day)} : {hours_text(most)} au plus ce jour-là."
        yield found_for(season, person, all_of(span, held), text, "Alléger la journée.")


def long_weeks(season: Any) -> Iterator[Found]:
    """Yield the weeks with too many hours of work."""
    for span, limits, person, held in broken(season, working_time.long_weeks):
        monday = span.first.day - timedelta(days=span.first.day.weekday())
        text = f"{hours_text(span.length)} de travail la semaine du {day_text(monday)} : {hours_text(limits.week)} au plus."
        yield found_for(season, person, all_of(span, held), text, "Alléger la semaine.")


def long_runs(season: Any) -> Iterator[Found]:
    """Yield the runs of days worked without a day off."""
    for span, limits, person, held in broken(season, working_time.long_runs):
        first, last = day_text(span.first.day), day_text(span.last.day)
        most = counted(limits.days_in_row, "jour")
        text = f"{counted(span.length.days, 'jour')} de travail à la suite, du {first} au {last} : {most} au plus."
        yield found_for(season, person, all_of(span, held), text, "Poser un jour de repos.")


def nights(season: Any) -> Iterator[Found]:
    """Yield the services that take some of the hours from midnight to five."""
    seen = set()
    for held in presences(season).values():
        for presence in held:
            activity, service = presence.activity, presence.service
            if service is not None and activity.pk not in seen and working_time.works_at_night(service):
                seen.add(activity.pk)
                said = what(activity)
                yield Found(
                    subject=f"{activity.production.title} · {day_text(activity.on)}",
                    message=f"{said[:1].upper()}{said[1:]} : travail de nuit, jusqu’à {clock_text(service.end)}.",
                    remedy="Prévoir les majorations et le repos du lendemain.",
                    remedy_url=f"/dates/{activity.pk}/modifier/#id_starts_at",
                    production=activity.production_id,
                    about=(f"activity:{activity.pk}",),
                )


@dataclass(frozen=True, slots=True)
class Called:
    """Somebody's services whose hours are known, the limits she is read against, her activities by key."""

    person: UUID
    services: tuple[Service, ...]
    limits: Limits
    activities: Mapping[Any, Activity]


@once
def called(season: Any) -> tuple[Called, ...]:
    """Return everybody who has services with hours, read once for all the checks."""
    return tuple(_call(season, person, held) for person, held in presences(season).items() if _timed(held))


def _call(season: Any, person: UUID, held: list[Presence]) -> Called:
    services = _timed(held)
    return Called(person, services, _limits(season, held, services), {each.activity.pk: each.activity for each in held})


def broken(season: Any, rule: Rule) -> Iterator[tuple[Span, Limits, UUID, Mapping[Any, Activity]]]:
    """Yield (what a rule of working time found, its limits, the person, her activities by key); a team is read once."""
    known: dict[tuple[Limits, tuple[Service, ...]], tuple[Span, ...]] = {}
    for each in called(season):
        team = each.limits, each.services
        spans = known.get(team)
        if spans is None:
            spans = known[team] = tuple(rule(each.services, each.limits))
        for span in spans:
            yield span, each.limits, each.person, each.activities


def _limits(season: Any, held: list[Presence], services: tuple[Service, ...]) -> Limits:
    """Return the limits of a person: those of 1285 when every structure that calls her applies it, or says nothing."""
    structures = {each.activity.production.structure_id for each in held}
    agreements = {season.structure(structure).idcc or EASED for structure in structures}
    agreement = EASED if agreements == {EASED} else min(agreements - {EASED})
    return working_time.limits_of(law_of(season, held[0].activity), services[0].day, agreement)


def _timed(held: list[Presence]) -> tuple[Service, ...]:
    return tuple(each.service for each in held if each.service is not None)


def all_of(span: Span, held: Mapping[Any, Activity]) -> tuple[Activity, ...]:
    """Return the activities of a span."""
    return tuple(held[service.key] for service in span.services)


def _technical(season: Any, person: UUID, span: Span, held: Mapping[Any, Activity]) -> bool:
    """Tell whether the rest of nine hours of a technician who sets the stage is respected."""
    sets = any(held[service.key].kind == ActivityKind.MONTAGE for service in span.services)
    statuses = {each.status for each in season.engagements if each.person_id == person}
    shortest = law_of(season, held[span.first.key]).read("working_time.daily_rest_technical", span.first.day).known()
    return sets and statuses == {"technicien"} and span.length >= timedelta(hours=int(shortest))


def law_of(season: Any, activity: Activity) -> Any:
    """Return the law of the structure that calls for a service."""
    return season.law(activity.production.structure_id)


def found_for(
    season: Any, person: UUID, activities: tuple[Activity, ...], message: str, remedy: str, severity: Severity | None = None
) -> Found:
    """Return what is found about a person: it marks the first and the last activities, and leads to the hours of the last."""
    works = {activity.production_id for activity in activities}
    last = activities[-1]
    return Found(
        subject=f"{name_of(season, person)} · {day_text(activities[0].on)}",
        message=message,
        remedy=remedy,
        remedy_url=f"/dates/{last.pk}/modifier/#id_starts_at",
        production=works.pop() if len(works) == 1 else None,
        about=(f"person:{person}", f"activity:{activities[0].pk}", f"activity:{last.pk}"),
        severity=severity,
    )


def clock_text(moment: Any) -> str:
    """Return an hour as it is said: 23 h 30."""
    return f"{moment:%H} h {moment:%M}"


LABOUR = "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072050"
REST = Citation(
    "Code du travail, art. L3131-1 : onze heures de repos entre deux journées (IDCC 1285, art. VI.7)", LABOUR, "official"
)
SPAN = Citation("IDCC 1285, art. VI.6 et VIII.4.4 : amplitude de treize heures, trajets compris", LABOUR, "official")
DAY = Citation(
    "Code du travail, art. L3121-18 : dix heures ; douze en tournée et au montage (IDCC 1285, art. VI.6)", LABOUR, "official"
)
WEEK = Citation("Code du travail, art. L3121-20 : quarante-huit heures", LABOUR, "official")
ROW = Citation(
    "Code du travail, art. L3132-1 et L3132-2 : six jours de travail au plus, puis trente-cinq heures", LABOUR, "official"
)
NIGHT = Citation("Code du travail, art. L3122-3 : nuit du spectacle vivant, de minuit à cinq heures au moins", LABOUR, "official")

ALERT, INFO = Severity.ALERTE, Severity.INFO
_check = checks_of("schedule")
CHECKS = (
    _check("TMP-001", "Moins de onze heures entre deux journées de travail", short_rests, ALERT, REST),
    _check("TMP-002", "L’amplitude d’une journée est trop longue", long_spans, ALERT, SPAN),
    _check("TMP-003", "Une journée compte trop d’heures de travail", long_days, ALERT, DAY),
    _check("TMP-004", "Une semaine compte trop d’heures de travail", long_weeks, ALERT, WEEK),
    _check("TMP-005", "Plus de six jours de travail à la suite", long_runs, ALERT, ROW),
    _check("TMP-006", "Un service finit ou commence la nuit", nights, INFO, NIGHT),
)
