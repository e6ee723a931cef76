"""What the presences of each person are read against: the days when she said that she cannot come."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from filage.core.rails.checks import Found
from filage.core.rails.citing import Citation, checks_of
from filage.core.rails.types import Severity
from filage.desks.schedule.queries import absences, what
from filage.desks.schedule.rails.presences import name_of, presences
from filage.rules.engine.text import day_text


def expected_while_away(season: Any) -> Iterator[Found]:
    """Yield the services to come where somebody is expected on a day when she said that she cannot come."""
    away = absences.said(season)
    if not away:
        return
    held = presences(season)
    for one in away:
        for presence in held.get(one.person_id, ()):
            if presence.first <= one.until and presence.last >= one.since and presence.last >= season.today:
                activity = presence.activity
                yield Found(
                    subject=f"{name_of(season, one.person_id)} · {day_text(activity.on)}",
                    message=f"{activity.production.title} ({what(activity)}) : indisponible {_days(one.since, one.until)}.",
                    remedy="Lui demander, déplacer le service, ou remplacer la personne.",
                    remedy_url=f"/dates/{activity.pk}/",
                    production=activity.production_id,
                    about=(f"activity:{activity.pk}", f"person:{one.person_id}"),
                )


def _days(since: date, until: date) -> str:
    return f"le {day_text(since)}" if since == until else f"du {day_text(since)} au {day_text(until)}"


ANSWERED = Citation(
    "Rétroplanning d’une production : les indisponibilités dites se lisent avant de poser une date", "", "derived"
)
_check = checks_of("schedule")
CHECKS = (
    _check(
        "CAL-012", "Une personne est attendue un jour où elle n’est pas libre", expected_while_away, Severity.ALERTE, ANSWERED
    ),
)
