"""What a person's services break of working time: rest, span, length of a day and of a week, days in a row, night."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from itertools import pairwise

from filage.rules.engine import Law

NIGHT_ENDS = time(5)
SAME_NIGHT = timedelta(hours=3)  # less than that after midnight, the evening goes on
EASED = "1285"  # the agreement whose own rules are held


@dataclass(frozen=True, slots=True)
class Service:
    """One timed piece of work of a person, in the local time of its place; `extended` when its day may last twelve hours.

    `from_instant` and `to_instant` are the same moments in universal time: what stands between two services, or what lasts over
    a night when the clocks change, is counted on them. Those of one person have them all, or none has.
    """

    key: Hashable
    start: datetime
    end: datetime
    extended: bool = False
    travel: bool = False  # a journey, which an agreement may count in part
    from_instant: datetime | None = None
    to_instant: datetime | None = None

    @property
    def begun(self) -> datetime:
        """Return the moment it begins, to be compared with that of another service."""
        return self.from_instant or self.start

    @property
    def over(self) -> datetime:
        """Return the moment it is over, to be compared with that of another service."""
        return self.to_instant or self.end

    @property
    def day(self) -> date:
        """Return the day it belongs to: that of its start, even when it ends after midnight."""
        return self.start.date()

    @property
    def length(self) -> timedelta:
        """Return how long it lasts."""
        return self.over - self.begun


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of working time on a day."""

    rest: timedelta
    span: timedelta
    day: timedelta
    extended_day: timedelta
    week: timedelta
    days_in_row: int
    average: timedelta  # of a week, over `weeks` of them
    weeks: int
    weekly_rest: timedelta
    unbroken: timedelta  # work in a row that asks for a `pause`
    pause: timedelta
    travel: tuple[timedelta, timedelta, timedelta] | None  # whole of a short journey, of a long one, where it becomes long
    travel_day: timedelta
    night_day: timedelta
    call: timedelta  # the shortest one of who is no artist; zero where no agreement sets it


@dataclass(frozen=True, slots=True)
class Span:
    """What a limit found: the services concerned, in order, and how long they make."""

    services: tuple[Service, ...]
    length: timedelta

    @property
    def first(self) -> Service:
        """Return the first service."""
        return self.services[0]

    @property
    def last(self) -> Service:
        """Return the last service."""
        return self.services[-1]


@cache
def limits_of(law: Law, on: date, agreement: str = EASED) -> Limits:
    """Return the limits in force on a day under an agreement; only 1285 eases the length of some days and of journeys."""

    def number(code: str) -> int:
        return int(law.read(f"working_time.{code}", on).known())

    def length(code: str) -> timedelta:
        return timedelta(seconds=int(law.read(f"working_time.{code}", on).known() * 3600))

    eased = agreement == EASED
    return Limits(
        rest=length("daily_rest"),
        span=length("daily_span"),
        day=length("daily_hours"),
        extended_day=length("daily_hours_extended" if eased else "daily_hours"),
        week=length("weekly_hours"),
        days_in_row=number("days_in_row"),
        average=length("weekly_average"),
        weeks=number("average_weeks"),
        weekly_rest=length("weekly_rest"),
        unbroken=length("break_after"),
        pause=timedelta(minutes=number("break_minutes")),
        travel=(length("short_travel_whole"), length("long_travel_whole"), length("long_travel")) if eased else None,
        travel_day=length("travel_day"),
        night_day=length("night_worker_day"),
        call=length("minimum_call") if eased else timedelta(),
    )


def overlaps(services: Iterable[Service]) -> Iterator[tuple[Service, Service]]:
    """Yield each pair of services that share a moment, in order."""
    held = ordered(services)
    for rank, one in enumerate(held):
        for other in held[rank + 1 :]:
            if other.begun >= one.over:
                break
            yield one, other


def short_rests(services: Iterable[Service], limits: Limits) -> Iterator[Span]:
    """Yield the last service of a day and the first of the next one when they leave less rest than the law asks."""
    for before, after in pairwise(by_day(services).values()):
        last = max(before, key=lambda service: service.over)
        rest = after[0].begun - last.over
        if rest < limits.rest:
            yield Span((last, after[0]), max(rest, timedelta()))


def long_spans(services: Iterable[Service], limits: Limits) -> Iterator[Span]:
    """Yield the days whose first start and last end are further apart than the law allows."""
    for held in by_day(services).values():
        length = max(service.over for service in held) - held[0].begun
        if length > limits.span:
            yield Span(tuple(held), length)


def long_days(services: Iterable[Service], limits: Limits) -> Iterator[Span]:
    """Yield the days with more work than allowed: twelve hours when one of its services permits it, else ten."""
    for held in by_day(services).values():
        length = worked(held, limits)
        if length > (limits.extended_day if any(service.extended for service in held) else limits.day):
            yield Span(tuple(held), length)


def long_weeks(services: Iterable[Service], limits: Limits) -> Iterator[Span]:
    """Yield the civil weeks (Monday to Sunday) with more work than allowed."""
    for held in by_week(services).values():
        if (length := worked(held, limits)) > limits.week:
            yield Span(tuple(held), length)


def long_runs(services: Iterable[Service], limits: Limits) -> Iterator[Span]:
    """Yield the runs of days worked one after the other that are longer than allowed."""
    run: list[list[Service]] = []
    for day, held in by_day(services).items():
        if run and day - run[-1][0].day != timedelta(days=1):
            yield from _too_long(run, limits)
            run = []
        run.append(held)
    yield from _too_long(run, limits)


def short_calls(services: Iterable[Service], limits: Limits) -> Iterator[Span]:
    """Yield the days whose whole work is shorter than the shortest call: no part of them can be long enough."""
    for held in by_day(services).values():
        called = [one for one in held if not one.travel]
        if called and (length := worked(called)) < limits.call:
            yield Span(tuple(called), length)


def works_at_night(service: Service) -> bool:
    """Tell whether a service takes some of the hours from midnight to five."""
    return service.start.time() < NIGHT_ENDS or (service.end.date() > service.day and service.end.time() > time())


def worked(services: Iterable[Service], limits: Limits | None = None) -> timedelta:
    """Return the time worked; a moment shared by two services counts once, a journey as the agreement of `limits` counts it."""
    total, until = timedelta(), None
    for service in ordered(services):
        if service.travel and limits is not None and limits.travel is not None:
            total += counted_travel(service.length, limits)
            continue
        start = service.begun if until is None else max(service.begun, until)
        if service.over > start:
            total += service.over - start
            until = service.over
    return total


def counted_travel(length: timedelta, limits: Limits) -> timedelta:
    """Return what a journey counts as work: its first hours whole, then by half (convention 1285); all of it elsewhere."""
    if limits.travel is None:
        return length
    short, long, step = limits.travel
    whole = min(length, long if length >= step else short)
    return whole + (length - whole) / 2


def hours(length: timedelta) -> Decimal:
    """Return a length in hours."""
    return Decimal(int(length.total_seconds())) / 3600


def by_week(services: Iterable[Service]) -> dict[date, list[Service]]:
    """Return the services by the Monday of their civil week, in order."""
    weeks: dict[date, list[Service]] = defaultdict(list)
    for service in ordered(services):
        weeks[service.day - timedelta(days=service.day.weekday())].append(service)
    return weeks


def _too_long(run: Sequence[Sequence[Service]], limits: Limits) -> Iterator[Span]:
    if len(run) > limits.days_in_row:
        yield Span(tuple(service for day in run for service in day), timedelta(days=len(run)))


def ordered(services: Iterable[Service]) -> list[Service]:
    """Return services by time."""
    return sorted(services, key=lambda service: (service.begun, service.over))


def by_day(services: Iterable[Service]) -> dict[date, list[Service]]:
    """Return the services by day of work; one that follows the evening after midnight, a load-out, is still of that evening."""
    days: dict[date, list[Service]] = defaultdict(list)
    before: tuple[date, datetime] | None = None
    for service in ordered(services):
        day = service.day
        if before is not None and service.start.time() < NIGHT_ENDS and service.begun - before[1] < SAME_NIGHT:
            day = before[0]
        days[day].append(service)
        before = day, max(service.over, before[1]) if before is not None else service.over
    return days
