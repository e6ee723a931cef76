"""Whether the hours of a session fit its calendar: working days, closures, margins, and the weeks that a placement touches."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

from filage.rules.engine.explained import Explained, given
from filage.rules.planning.bank_holidays import Territory, bank_holiday

SATURDAY, FRIDAY = 5, 4
CHRISTMAS = (12, 25)
DAY = timedelta(days=1)


class Nature(StrEnum):
    """Where the hours of a period are spent."""

    CENTRE = "centre"
    COMPANY = "entreprise"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some days in a row, first and last included."""

    first: date
    last: date

    def __iter__(self) -> Iterator[date]:
        return (self.first + timedelta(days=rank) for rank in range((self.last - self.first).days + 1))

    def __contains__(self, on: date) -> bool:
        return self.first <= on <= self.last


@dataclass(frozen=True, slots=True)
class Period(Stretch):
    """A stretch of a session, in the training centre or in a company."""

    nature: Nature


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The calendar of a session and the hours that it must hold; weeks are counted as ISO does."""

    periods: Sequence[Period]
    hours_a_day: Decimal
    centre_hours: Decimal
    company_hours: Decimal
    closures: Sequence[Stretch] = ()
    territory: Territory | None = None
    missed: Decimal = Decimal(0)  # days of absence from the company
    most_weeks: int | None = None  # that the placement may touch

    def days_of(self, period: Period, closures: Sequence[Stretch] | None = None) -> list[date]:
        """Return the days of a period that may be worked: Monday to Friday, without holidays nor, in the centre, closures."""
        closed = (self.closures if closures is None else closures) if period.nature is Nature.CENTRE else ()
        return [on for on in period if self.is_open(on) and not any(on in one for one in closed)]

    def is_open(self, on: date) -> bool:
        """Tell whether a day is one of Monday to Friday and no public holiday."""
        return on.weekday() < SATURDAY and not bank_holiday(on, self.territory)

    def of(self, nature: Nature) -> list[Period]:
        """Return the periods of a nature, by time."""
        return sorted((one for one in self.periods if one.nature is nature), key=lambda one: one.first)

    @cached_property
    def centre(self) -> "Volume":
        """Return what the centre offers."""
        return self.centre_with(self.closures)

    def centre_with(self, closures: Sequence[Stretch]) -> "Volume":
        """Return what the centre would offer, were it closed on these days only."""
        days = sum(len(self.days_of(period, closures)) for period in self.of(Nature.CENTRE))
        return self._volume(Decimal(days), self.centre_hours, "Heures demandées en centre")

    @cached_property
    def company(self) -> "Volume":
        """Return what the placement offers, absences taken off."""
        days = sum(len(self.days_of(period)) for period in self.of(Nature.COMPANY)) - self.missed
        return self._volume(days, self.company_hours, "Heures demandées en entreprise")

    def _volume(self, days: Decimal, asked: Decimal, label: str) -> "Volume":
        offered = given(days, "Jours possibles", unit="j") * given(self.hours_a_day, "Heures par jour", unit="h/j")
        offered = offered.named("Heures possibles", unit="h")
        margin = (offered - given(asked, label, unit="h")).named("Marge", unit="h")
        return Volume(days=days, asked=asked, hours=offered, margin=margin, a_day=self.hours_a_day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """The days that a calendar offers, the hours they make, and what is left of them."""

    days: Decimal
    asked: Decimal
    hours: Explained
    margin: Explained
    a_day: Decimal

    @property
    def asked_days(self) -> int:
        """Return how many days the hours asked fill, the last one begun counted whole."""
        return int((self.asked / self.a_day).to_integral_value(ROUND_CEILING))

    @property
    def spare_days(self) -> int:
        """Return how many whole days may be lost; negative, how many are missing."""
        return int((self.margin.known() / self.a_day).to_integral_value(ROUND_FLOOR))


def weeks_of(days: Sequence[date]) -> dict[tuple[int, int], int]:
    """Return how many of these days fall in each ISO week, by (year, week)."""
    found: dict[tuple[int, int], int] = {}
    for on in days:
        year, week, _ = on.isocalendar()
        found[year, week] = found.get((year, week), 0) + 1
    return found


def weeks_touched(period: Stretch) -> int:
    """Return how many ISO weeks a stretch touches by a day from Monday to Friday."""
    return len(weeks_of([on for on in period if on.weekday() < SATURDAY]))


def best_block(days: Sequence[date], length: int) -> tuple[date, int]:
    """Return the Monday of the block of `length` weeks in a row that holds most of these days, and how many it holds."""
    mondays = sorted({on - timedelta(days=on.weekday()) for on in days})
    span = timedelta(weeks=length)
    counted = [(sum(monday <= on < monday + span for on in days), monday) for monday in mondays]
    most, monday = max(counted, key=lambda one: one[0])
    return monday, most


def bridges(plan: Plan, period: Stretch) -> list[date]:
    """Return the working days between a holiday and a week-end, that people are tempted to take."""

    def off(on: date) -> bool:
        return bool(bank_holiday(on, plan.territory))

    return [
        on for on in period
        if plan.is_open(on) and ((on.weekday() == FRIDAY and off(on - DAY)) or (on.weekday() == 0 and off(on + DAY)))
    ]  # fmt: skip


def holidays_of(plan: Plan, period: Stretch) -> list[tuple[date, str]]:
    """Return the public holidays of a stretch that fall from Monday to Friday, with their names."""
    named = ((on, bank_holiday(on, plan.territory)) for on in period if on.weekday() < SATURDAY)
    return [(on, name) for on, name in named if name]


def gaps(plan: Plan) -> list[list[date]]:
    """Return the working days between two periods, when nobody is in the centre nor in the company."""
    order = sorted(plan.periods, key=lambda one: one.first)
    between = ([on for on in Stretch(one.last + DAY, other.first - DAY) if plan.is_open(on)] for one, other in pairwise(order))
    return [days for days in between if days]


def year_end(plan: Plan) -> Stretch | None:
    """Return the two weeks of Christmas and New Year when the centre is open on some of their days and no closure says so."""
    for period in plan.of(Nature.CENTRE):
        for year in range(period.first.year - 1, period.last.year + 1):
            christmas = date(year, *CHRISTMAS)
            monday = christmas - timedelta(days=christmas.weekday())
            weeks = Stretch(monday, monday + timedelta(days=11))
            closed = any(one.first <= weeks.last and weeks.first <= one.last for one in plan.closures)
            if not closed and any(on in weeks for on in plan.days_of(period)):
                return weeks
    return None
