"""What weeks of services break of working time: their average, the rest between them, breaks, journeys, nights in a row."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import accumulate

from filage.rules.working_time.services import NIGHT_ENDS, Limits, Service, Span, by_day, by_week, ordered, worked

DAY, WEEK = timedelta(days=1), timedelta(days=7)
NIGHTLY = timedelta(hours=3)  # of work at night, twice in a week: a night worker (C. trav. L3122-5)
NIGHTS = 2


def long_averages(services: Iterable[Service], limits: Limits) -> Iterator[Span]:
    """Yield the runs of twelve weeks whose average is beyond the limit, one after the other; the length is that average."""
    weeks = by_week(services)
    times = {monday: worked(held, limits) for monday, held in weeks.items()}
    if max(times.values(), default=timedelta()) <= limits.average:
        return
    after: date | None = None
    for monday in weeks:
        if after is not None and monday < after:
            continue
        held = [start for start in weeks if monday <= start < monday + limits.weeks * WEEK]
        average = sum((times[start] for start in held), timedelta()) / limits.weeks
        if average > limits.average:
            after = monday + limits.weeks * WEEK
            yield Span(tuple(service for start in held for service in weeks[start]), average)


def short_weekly_rests(services: Iterable[Service], limits: Limits) -> Iterator[Span]:
    """Yield the civil weeks that hold no rest of thirty-five hours in a row; those worked on seven days are found as runs."""
    held = ordered(services)
    opens, ends = [service.start for service in held], list(accumulate((service.end for service in held), max))
    for monday, week in by_week(held).items():
        if len({service.day for service in week}) > limits.days_in_row:
            continue
        longest = max(_rests(opens, ends, datetime.combine(monday, time())), default=timedelta())
        if longest < limits.weekly_rest:
            yield Span(tuple(week), longest)


def _rests(opens: list[datetime], ends: list[datetime], monday: datetime) -> Iterator[timedelta]:
    """Yield the rests of a week: whole when a day of it is in that week, else what is; beyond the services nothing is worked.

    `opens` are the starts of the services in order, `ends` the latest end so far: only those of the week are looked at.
    """
    first, after = bisect_left(opens, monday), bisect_left(opens, monday + WEEK)
    before = ends[first - 1] if first else min(opens[0], monday) - WEEK
    beyond = opens[after] if after < len(opens) else max(ends[-1], monday + WEEK) + WEEK
    for start, end in zip([before, *ends[first:after]], [*opens[first:after], beyond], strict=True):
        within = min(end, monday + WEEK) - max(start, monday)
        if within > timedelta():
            yield end - start if within >= DAY else within


def unbroken(services: Iterable[Service], limits: Limits) -> Iterator[Span]:
    """Yield the work of six hours or more with no break of twenty minutes; a journey is not counted."""
    run: list[Service] = []
    for service in ordered(service for service in services if not service.travel):
        if run and service.begun - max(each.over for each in run) >= limits.pause:
            yield from _too_long(run, limits)
            run = []
        run.append(service)
    yield from _too_long(run, limits)


def long_journeys(services: Iterable[Service], limits: Limits) -> Iterator[Span]:
    """Yield the days with too many hours on the road."""
    for held in by_day(service for service in services if service.travel).values():
        length = sum((service.length for service in held), timedelta())
        if length > limits.travel_day:
            yield Span(tuple(held), length)


def long_nights(services: Iterable[Service], limits: Limits) -> Iterator[Span]:
    """Yield the days of more than eight hours of a night worker: three hours at night, at least twice in the week."""
    for week in by_week(services).values():
        days = [held for held in by_day(week).values() if sum(map(night_of, held), timedelta()) >= NIGHTLY]
        if len(days) < NIGHTS:
            continue
        for held in days:
            if (length := worked(held, limits)) > limits.night_day:
                yield Span(tuple(held), length)


def night_of(service: Service) -> timedelta:
    """Return what a service takes of the hours from midnight to five."""
    total, day = timedelta(), service.start.date()
    while datetime.combine(day, time()) < service.end:
        night = datetime.combine(day, time())
        total += max(min(service.end, datetime.combine(day, NIGHT_ENDS)) - max(service.start, night), timedelta())
        day += timedelta(days=1)
    return total


def _too_long(run: list[Service], limits: Limits) -> Iterator[Span]:
    if run:
        length = max(service.end for service in run) - run[0].start
        if length >= limits.unbroken:
            yield Span(tuple(run), length)
