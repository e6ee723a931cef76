"""The doors of working time: what the services of one person break of the law's limits."""

from filage.rules.working_time.services import (
    EASED,
    Limits,
    Service,
    Span,
    counted_travel,
    limits_of,
    long_days,
    long_runs,
    long_spans,
    long_weeks,
    overlaps,
    short_calls,
    short_rests,
    works_at_night,
)
from filage.rules.working_time.weeks import (
    long_averages,
    long_journeys,
    long_nights,
    short_weekly_rests,
    unbroken,
)
from filage.rules.working_time.young import (
    CHILD,
    OF_AGE,
    Young,
    age_on,
    broken_by_the_young,
)

__all__ = [
    "CHILD",
    "OF_AGE",
    "EASED",
    "Limits",
    "Service",
    "Span",
    "Young",
    "age_on",
    "broken_by_the_young",
    "counted_travel",
    "limits_of",
    "long_averages",
    "long_days",
    "long_journeys",
    "long_nights",
    "long_runs",
    "long_spans",
    "long_weeks",
    "overlaps",
    "short_calls",
    "short_rests",
    "short_weekly_rests",
    "unbroken",
    "works_at_night",
]
