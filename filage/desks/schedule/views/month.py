"""How the dates of a month are laid on a grid of weeks: one cell a day, a run of dates of one piece."""

import calendar
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from filage.desks.schedule.queries.agenda_filters import Home
from filage.desks.schedule.queries.dates import Dated
from filage.desks.schedule.rails import tables
from filage.productions.enums import ActivityKind, DateStatus
from filage.rules.planning.bank_holidays import bank_holiday
from filage.rules.planning.school import ZONES, SchoolDay, school_holidays
from filage.web import format as french

type Run = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """One date in its cell; `joins_left` and `joins_right` say that it goes on from the day before, and into the day after."""

    dated: Dated
    joins_left: bool = False
    joins_right: bool = False

    @property
    def about(self) -> str:
        """Return the keys of what it is about, whose findings it wears."""
        return tables.about(self.dated.activity)

    @property
    def town(self) -> str:
        """Return what stands first in the cell: the town of a performance, the kind of any other service."""
        venue = self.dated.activity.venue
        if self.dated.is_performance and venue is not None:
            return venue.city or venue.name
        return ActivityKind(self.dated.activity.kind).label.capitalize()

    @property
    def detail(self) -> str:
        """Return the hour, or until when an option holds."""
        activity = self.dated.activity
        if activity.status == DateStatus.OPTION and activity.option_until:
            return f"jusqu’au {french.day(activity.option_until, weekday=False)}"
        return tables.hours(activity) if activity.until in (None, activity.on) else ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A day: outside the month it is drawn lighter; `school` says what is known of each zone."""

    on: date
    inside: bool
    is_today: bool
    pieces: Sequence[Piece] = ()
    school: Sequence[SchoolDay] = ()
    home: Home = field(default_factory=Home)

    @property
    def bank_holiday(self) -> str:
        """Return the name of the jour férié where the house is, empty on any other day."""
        return bank_holiday(self.on, self.home.territory)

    @property
    def zones(self) -> str:
        """Return the zones on holiday: « A C »."""
        return " ".join(day.zone for day in self.school if day.holiday)

    @property
    def holiday(self) -> str:
        """Return the name of the holiday, « Vacances d’hiver »."""
        names = dict.fromkeys(day.holiday.label for day in self.school if day.holiday)
        return ", ".join(names).capitalize()

    @property
    def is_home(self) -> bool:
        """Tell whether the zone of the house is on holiday."""
        return any(day.zone == self.home.area and day.holiday for day in self.school)


@dataclass(frozen=True, slots=True)
class Week:
    """A row of the grid, with its ISO number."""

    number: int
    days: Sequence[Cell] = field(default_factory=tuple)


def school_is_known(weeks: Iterable[Week]) -> bool:
    """Tell whether a school calendar covers every day of the month."""
    return all(day.is_known for week in weeks for cell in week.days if cell.inside for day in cell.school)


def grid(month: date, rows: Iterable[Dated], today: date, home: Home | None = None) -> list[Week]:
    """Return the weeks that hold a month (any of its days), from Monday to Sunday, with the dates of each day."""
    by_day, home = _by_day(rows), home or Home()
    return [
        Week(days[0].isocalendar().week, [_cell(day, month, by_day, today, home) for day in days])
        for days in calendar.Calendar().monthdatescalendar(month.year, month.month)
    ]


def bounds(month: date) -> tuple[date, date]:
    """Return the first and the last day that the grid of a month shows."""
    weeks = calendar.Calendar().monthdatescalendar(month.year, month.month)
    return weeks[0][0], weeks[-1][-1]


def _cell(day: date, month: date, by_day: dict[date, list[Dated]], today: date, home: Home) -> Cell:
    pieces = [
        Piece(dated, _joins(place, dated, by_day, day, -1), _joins(place, dated, by_day, day, 1))
        for place, dated in enumerate(by_day.get(day, []))
    ]
    areas = (*ZONES, home.area) if home.area and home.area not in ZONES else ZONES
    return Cell(day, day.month == month.month, day == today, pieces, [school_holidays(day, area) for area in areas], home)


def _joins(place: int, dated: Dated, by_day: dict[date, list[Dated]], day: date, step: int) -> bool:
    """Tell whether the neighbouring day of the same week holds the same run, on the same line of its cell."""
    neighbour = day + timedelta(days=step)
    others = by_day.get(neighbour, [])
    same_week = neighbour.isocalendar()[:2] == day.isocalendar()[:2]
    return same_week and place < len(others) and _run(others[place]) == _run(dated)


def _run(dated: Dated) -> Run:
    activity = dated.activity
    return (activity.production_id, activity.kind, activity.venue_id, activity.status, activity.option_rank)


def _by_day(rows: Iterable[Dated]) -> dict[date, list[Dated]]:
    days: dict[date, list[Dated]] = defaultdict(list)
    for dated in rows:
        start, end = dated.activity.on, dated.activity.until or dated.activity.on
        for shift in range((end - start).days + 1):
            days[start + timedelta(days=shift)].append(dated)
    for held in days.values():
        held.sort(key=lambda dated: (not dated.is_performance, dated.activity.production_id.hex, dated.activity.on))
    return days
