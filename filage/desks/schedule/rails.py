"""What the schedule gives to the rails: deadlines, options at risk, search rows."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from filage.core.rails import checks, deadlines, search
from filage.core.rails.types import Finding
from filage.desks.schedule import queries


def findings(season: Any) -> Iterable[Finding]:
    """Return what the calendar has to say today."""
    return queries.options_at_risk(season, timezone.localdate())


def plug() -> None:
    """Give deadlines, findings and search rows."""
    deadlines.provide("schedule", queries.deadlines)
    checks.provide("schedule", findings)
    search.provide("schedule", queries.search_rows)
