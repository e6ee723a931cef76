"""What the schedule gives to the rails: deadlines, options at risk, search rows."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from filage.core.rails import checks, deadlines, search
from filage.core.rails.types import Finding
from filage.desks.schedule import queries
from filage.desks.schedule.rails import panels


def findings(season: Any) -> Iterable[Finding]:
    """Return what the calendar has to say today."""
    return queries.options_at_risk(season, timezone.localdate())


def plug() -> None:
    """Give deadlines, findings, search rows and panels."""
    panels.plug()
    deadlines.provide("schedule", queries.deadlines)
    checks.provide("schedule", findings)
    search.provide("schedule", queries.search_rows)
