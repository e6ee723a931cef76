"""What the calendar is read against: options that lapse."""

from collections.abc import Iterator
from typing import Any

from filage.core.rails.checks import Check, Found
from filage.core.rails.types import Severity
from filage.desks.schedule.queries import day_text, what
from filage.desks.schedule.queries.calendar import option_rank
from filage.productions.enums import DateStatus

SOON = 15  # days before an option lapses
LAST = 3  # days before it lapses, when it cannot wait


def options_at_risk(season: Any) -> Iterator[Found]:
    """Yield each option that has lapsed or lapses within fifteen days."""
    for production in season.productions:
        for activity in season.performances_of(production.pk):
            if activity.status != DateStatus.OPTION or not activity.option_until:
                continue
            left = (activity.option_until - season.today).days
            if left > SOON:
                continue
            falls = "est tombée" if left < 0 else "tombe"
            yield Found(
                severity=Severity.ALERTE if left <= LAST else Severity.INFO,
                subject=f"{production.title} · {day_text(activity.on)}",
                message=f"L’option{option_rank(activity)} {falls} le {day_text(activity.option_until)} : {what(activity)}.",
                remedy="Prolonger, confirmer ou libérer la date.",
                remedy_url=f"/dates/{activity.pk}/modifier/#id_option_until",
                production=production.pk,
                about=(f"activity:{activity.pk}",),
            )


CHECKS = (
    Check(
        code="DAT-001",
        title="Une option arrive à son terme",
        desk="schedule",
        severity=Severity.ALERTE,
        citation="Usage de la profession : une option non confirmée à son terme est perdue.",
        confidence="derived",
        find=options_at_risk,
    ),
)
