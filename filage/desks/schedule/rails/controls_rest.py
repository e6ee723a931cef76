"""What the weeks of each person are read against: their average, weekly rest, breaks, journeys, night work, minors."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from filage.core.rails.checks import Found
from filage.core.rails.citing import Citation, checks_of
from filage.core.rails.types import Severity
from filage.desks.schedule.rails.controls_hours import (
    LABOUR,
    all_of,
    broken,
    called,
    clock_text,
    found_for,
    law_of,
)
from filage.desks.schedule.rails.presences import birth_of
from filage.productions.enums import PERFORMANCES, EmploymentStatus
from filage.rules import working_time
from filage.rules.engine.text import day_text, hours_text
from filage.rules.working_time import Young


def long_averages(season: Any) -> Iterator[Found]:
    """Yield the runs of twelve weeks whose average is too high."""
    for span, limits, person, held in broken(season, working_time.long_averages):
        text = (
            f"{hours_text(span.length)} par semaine en moyenne du {day_text(span.first.day)} au {day_text(span.last.day)} : "
            f"{hours_text(limits.average)} au plus sur {limits.weeks} semaines (46 h si un accord le permet)."
        )
        yield found_for(season, person, all_of(span, held), text, "Alléger ces semaines, ou saisir l’accord de la structure.")


def short_weekly_rests(season: Any) -> Iterator[Found]:
    """Yield the weeks without thirty-five hours of rest in a row."""
    for span, limits, person, held in broken(season, working_time.short_weekly_rests):
        monday = span.first.day - timedelta(days=span.first.day.weekday())
        text = (
            f"{hours_text(span.length)} de repos de suite au plus la semaine du {day_text(monday)} : "
            f"{hours_text(limits.weekly_rest)} au moins."
        )
        yield found_for(season, person, all_of(span, held), text, "Finir plus tôt la veille du repos, ou reprendre plus tard.")


def no_breaks(season: Any) -> Iterator[Found]:
    """Yield the work of six hours in a row where no break is planned: once for everybody who is there."""
    seen = set()
    for span, limits, _, held in broken(season, working_time.unbroken):
        activities = all_of(span, held)
        if activities in seen:
            continue
        seen.add(activities)
        first, last = activities[0], activities[-1]
        text = (
            f"{hours_text(span.length)} de travail d’affilée, de {clock_text(span.first.start)} "
            f"à {clock_text(max(service.end for service in span.services))} : pause de {_minutes(limits.pause)} dès six heures."
        )
        yield Found(
            subject=f"{first.production.title} · {day_text(first.on)}",
            message=text,
            remedy="Prévoir la pause, et la dire à l’équipe.",
            remedy_url=f"/dates/{last.pk}/modifier/#id_ends_at",
            production=first.production_id,
            about=tuple(dict.fromkeys(f"activity:{each.pk}" for each in (first, last))),
        )


def long_journeys(season: Any) -> Iterator[Found]:
    """Yield the days spent too long on the road."""
    for span, limits, person, held in broken(season, working_time.long_journeys):
        text = f"{hours_text(span.length)} de trajet le {day_text(span.first.day)} : {hours_text(limits.travel_day)} au plus."
        yield found_for(season, person, all_of(span, held), text, "Partir la veille, ou couper le trajet.")


def long_nights(season: Any) -> Iterator[Found]:
    """Yield the days of more than eight hours of those who work at night twice in the week."""
    for span, limits, person, held in broken(season, working_time.long_nights):
        text = (
            f"{hours_text(span.length)} de travail le {day_text(span.first.day)}, dont trois heures de nuit, deux fois dans la "
            f"semaine : {hours_text(limits.night_day)} au plus."
        )
        yield found_for(season, person, all_of(span, held), text, "Partager la nuit entre deux équipes.")


def short_calls(season: Any) -> Iterator[Found]:
    """Yield the days that call somebody who is no artist for less than three hours and a half.

    A day of performance is not read: its hours are those of the show, not those of the call.
    """
    statuses: dict[Any, set[str]] = defaultdict(set)
    for engagement in season.engagements:
        statuses[engagement.person_id].add(engagement.status)
    for span, limits, person, held in broken(season, working_time.short_calls):
        activities = all_of(span, held)
        if statuses[person] and statuses[person] <= NO_ARTISTS and not any(one.kind in PERFORMANCES for one in activities):
            text = (
                f"{hours_text(span.length)} de travail le {day_text(span.first.day)} : une convocation dure au moins "
                f"{hours_text(limits.call)}."
            )
            yield found_for(season, person, activities, text, "Regrouper les services, ou payer la convocation entière.")


def young_workers(season: Any) -> Iterator[Found]:
    """Yield what the services of a minor break; who has no date of birth is not read."""
    for each in called(season):
        born = birth_of(season, each.person)
        if born is None:
            continue
        law = law_of(season, each.activities[each.services[0].key])
        for one in working_time.broken_by_the_young(law, each.services, born, each.limits):
            activities = all_of(one.span, each.activities)
            yield found_for(season, each.person, activities, _young_text(one), "Alléger, ou obtenir la dérogation du spectacle.")


def _young_text(one: Young) -> str:
    length, most = hours_text(one.span.length), hours_text(one.most)
    day = day_text(one.span.first.day)
    return {
        "jour": f"Mineur : {length} de travail le {day}, {most} au plus.",
        "semaine": f"Mineur : {length} de travail la semaine du {day}, {most} au plus.",
        "repos": f"Mineur : {length} de repos après le {day}, {most} au moins.",
        "soir": f"Mineur : fin à {clock_text(one.span.last.end)} le {day}, {most} au plus tard sauf dérogation.",
    }[one.rule]


def _minutes(length: timedelta) -> str:
    return f"{int(length.total_seconds()) // 60} minutes"


NO_ARTISTS = {EmploymentStatus.TECHNICIEN.value, EmploymentStatus.PERMANENT.value}
OFFICIAL, READ_ONCE = "official", "one_source"
AVERAGE = Citation(
    "Code du travail, art. L3121-22 et L3121-23 : quarante-quatre heures en moyenne sur douze semaines", LABOUR, OFFICIAL
)
REST = Citation("Code du travail, art. L3132-2 : trente-cinq heures de repos de suite chaque semaine", LABOUR, OFFICIAL)
BREAK = Citation("Code du travail, art. L3121-16 : vingt minutes dès six heures de travail", LABOUR, OFFICIAL)
JOURNEY = Citation("IDCC 1285, art. VIII.1.1 C : huit heures de transport par jour", LABOUR, READ_ONCE)
CALL = Citation("IDCC 1285, art. VI.6 : convocation de trois heures et demie de suite, artistes exceptés", LABOUR, READ_ONCE)
NIGHT = Citation("Code du travail, art. L3122-5 et L3122-6 : huit heures par jour pour un travailleur de nuit", LABOUR, OFFICIAL)
YOUNG = Citation(
    "Code du travail, art. L3162-1, L3163-1 et L3164-1 : durées, nuit et repos avant dix-huit ans", LABOUR, READ_ONCE
)

ALERT, INFO = Severity.ALERTE, Severity.INFO
_check = checks_of("schedule")
CHECKS = (
    _check("TMP-007", "Douze semaines comptent trop d’heures en moyenne", long_averages, ALERT, AVERAGE),
    _check("TMP-008", "Une semaine n’a pas trente-cinq heures de repos de suite", short_weekly_rests, ALERT, REST),
    _check("TMP-009", "Six heures de travail sans pause prévue", no_breaks, INFO, BREAK),
    _check("TMP-010", "Une journée compte trop d’heures de trajet", long_journeys, ALERT, JOURNEY),
    _check("TMP-011", "Un travailleur de nuit dépasse huit heures", long_nights, ALERT, NIGHT),
    _check("TMP-013", "Une convocation est plus courte que trois heures et demie", short_calls, INFO, CALL),
    _check("TMP-012", "Un mineur travaille au-delà de ses limites", young_workers, ALERT, YOUNG),
)
