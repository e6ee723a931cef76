"""The doors of working time: what the services of one person break of the law's limits."""

from filage.rules.working_time.services import (
    Limits,
    Service,
    Span,
    limits_of,
    long_days,
    long_runs,
    long_spans,
    long_weeks,
    overlaps,
    short_rests,
    works_at_night,
)

__all__ = [
    "Limits",
    "Service",
    "Span",
    "limits_of",
    "long_days",
    "long_runs",
    "long_spans",
    "long_weeks",
    "overlaps",
    "short_rests",
    "works_at_night",
]
