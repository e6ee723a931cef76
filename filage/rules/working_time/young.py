"""What the services of somebody under eighteen break: day, week, rest and evening are shorter (C. trav. L3161-1 and after)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from filage.rules.engine import Law
from filage.rules.working_time.services import Limits, Service, Span, by_day, by_week, worked

OF_AGE, CHILD = 18, 16


@dataclass(frozen=True, slots=True)
class Young:
    """What the services of a minor break: `rule` is "jour", "semaine", "repos" or "soir", with the limit passed."""

    rule: str
    span: Span
    most: timedelta


def age_on(born: date, on: date) -> int:
    """Return the age of somebody on a day."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def broken_by_the_young(law: Law, services: Iterable[Service], born: date, limits: Limits) -> Iterator[Young]:
    """Yield what the services of somebody born on a day break, while under eighteen."""
    young = [service for service in services if age_on(born, service.day) < OF_AGE]
    if not young:
        return

    def hours(name: str, on: date) -> timedelta:
        return timedelta(seconds=int(law.read(f"working_time.{name}", on).known() * 3600))

    for held in by_day(young).values():
        on = held[0].day
        name = "child" if age_on(born, on) < CHILD else "young"
        if (length := worked(held, limits)) > hours("young_day", on):
            yield Young("jour", Span(tuple(held), length), hours("young_day", on))
        evening = hours(f"{name}_evening", on)
        late = max(held, key=lambda service: service.end)
        if late.end > datetime.combine(on, time()) + evening:
            yield Young("soir", Span((late,), late.length), evening)
    for held in by_week(young).values():
        if (length := worked(held, limits)) > hours("young_week", held[0].day):
            yield Young("semaine", Span(tuple(held), length), hours("young_week", held[0].day))
    for before, after in pairwise(by_day(young).values()):
        last, on = max(before, key=lambda service: service.over), after[0].day
        least = hours("child_rest" if age_on(born, on) < CHILD else "young_rest", on)
        if (rest := after[0].begun - last.over) < least:
            yield Young("repos", Span((last, after[0]), max(rest, timedelta())), least)
