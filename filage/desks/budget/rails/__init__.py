"""What the budget desk gives to the rails: cost lines, key figures, findings and deadlines."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from filage.core.rails import checks, costs
from filage.core.rails import deadlines as due
from filage.core.rails import figures as heads
from filage.core.rails.types import Finding
from filage.desks.budget import queries
from filage.desks.budget.rails import deadlines, findings, key_figures


def controls(season: Any) -> Iterator[Finding]:
    """Yield what the controls find today."""
    yield from findings.findings(season)
    yield from deadlines.overdue(season, timezone.localdate())


def plug() -> None:
    """Give cost lines, key figures, findings and deadlines."""
    costs.provide("budget", queries.cost_lines)
    heads.provide("budget", key_figures.key_figures)
    checks.provide("budget", controls)
    due.provide("budget", deadlines.deadlines)
