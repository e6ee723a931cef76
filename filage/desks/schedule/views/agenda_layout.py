"""How a calendar is laid: the days of a month in cells, those of a week in columns of half-hours, two at once side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from filage.desks.schedule.queries.agenda import ABSENCE, DUTY, JOURNEY, NIGHT, Item, by_day
from filage.desks.schedule.queries.agenda_filters import Home
from filage.desks.schedule.views.month import bounds
from filage.productions.enums import DateStatus
from filage.rules.planning.bank_holidays import bank_holiday
from filage.rules.planning.school import ZONES, area_text, school_holidays
from filage.web import format as french

DAY, HALF = timedelta(days=1), timedelta(minutes=30)
MOST = 5  # in a cell; the others are in the week
EARLIEST, LATEST = 9, 20  # hours that a week always shows
LANES = 4  # side by side; beyond, they share the last one
MOVABLE = (DateStatus.OPTION, DateStatus.CONFIRME, DateStatus.SIGNE)
CLASSES = {DUTY: "e-duty", NIGHT: "e-night", ABSENCE: "e-off", JOURNEY: "e-road", "voyage": "e-road e-work"}


@dataclass(frozen=True, slots=True)
class Chip:
    """An item as it is drawn on one day."""

    item: Item
    day: date
    movable: bool = False
    row: int = 0  # half-hours from the first one of the week, from 1
    rows: int = 1
    lane: int = 1
    lanes: int = 1

    @property
    def follows(self) -> bool:
        """Tell whether it goes on from the day before, on the same line of the week: its words are not said again."""
        return self.item.on < self.day and self.day.weekday() > 0

    @property
    def css(self) -> str:
        """Return its classes: its state, its sort, whether it goes on from the day before and into the next one."""
        kind = CLASSES.get(self.item.kind, "" if self.item.is_performance else "e-work")
        state = f"e-{self.item.status}" if self.item.status else ""
        goes_on = self.day < self.item.until and self.day.weekday() < 6
        return " ".join(part for part in ("e", state, kind, "j-l" * self.follows, "j-r" * goes_on) if part)

    @property
    def hours(self) -> str:
        """Return its hours that day: « 14 h – 18 h »; nothing when it takes the whole day."""
        start, end = self.item.start, self.item.end
        if start is None or self.item.on != self.item.until:
            return ""
        return french.hour(start) + (f" – {french.hour(end)}" if end else "")

    @property
    def first(self) -> str:
        """Return what stands first: the town of a performance, else what it is."""
        return self.item.town or self.item.place or self.item.what if self.item.is_performance else self.item.what

    @property
    def second(self) -> str:
        """Return what stands under it: where, for what is not a performance; its number of people is said elsewhere."""
        return "" if self.item.is_performance else (self.item.town or self.item.place)

    @property
    def said(self) -> str:
        """Return everything, aloud."""
        item = self.item
        return ", ".join(part for part in (item.what, item.work, self.hours, item.place, item.town, item.state) if part)


@dataclass(frozen=True, slots=True)
class Cell:
    """A day: what it is to schools and to the law, what it holds, what it has no room for."""

    on: date
    inside: bool
    is_today: bool
    chips: Sequence[Chip]
    more: int
    duties: Sequence[Item]
    bank_holiday: str
    zones: str
    holiday: str
    is_home: bool


@dataclass(frozen=True, slots=True)
class Week:
    """The seven days of a month’s row, with its ISO number."""

    number: int
    days: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Column:
    """A day of a week: its head, what takes it whole, what has hours."""

    cell: Cell
    whole: Sequence[Chip]
    timed: Sequence[Chip]
    lanes: int


@dataclass(frozen=True, slots=True)
class Hours:
    """The seven columns of a week and the hours beside them: (row, « 9 h »)."""

    columns: Sequence[Column]
    labels: Sequence[tuple[int, str]]
    first: int
    rows: int = field(default=0)


def week_bounds(day: date) -> tuple[date, date]:
    """Return the Monday and the Sunday of the week of a day."""
    monday = day - DAY * day.weekday()
    return monday, monday + 6 * DAY


def month_of(month: date, items: Iterable[Item], today: date, home: Home, movable: frozenset[str]) -> list[Week]:
    """Return the weeks of a month."""
    since, until = bounds(month)
    days = by_day(items, since, until)
    cells = [_cell(day, held, today, home, movable, month=month) for day, held in days.items()]
    return [Week(cells[rank].on.isocalendar().week, cells[rank : rank + 7]) for rank in range(0, len(cells), 7)]


def week_of(day: date, items: Sequence[Item], today: date, home: Home, movable: frozenset[str]) -> Hours:
    """Return the columns of the week of a day; the hours shown are those that something takes, nine to eight at least."""
    since, until = week_bounds(day)
    days = by_day(items, since, until)
    timed = [one for held in days.values() for one in held if _has_hours(one)]
    first = min([EARLIEST, *(one.start.hour for one in timed if one.start)])
    rows = max([(LATEST - first) * 2, *(_row(one, one.end or one.start, first, up=True) for one in timed)])
    columns = []
    for on, held in days.items():
        cell = _cell(on, held, today, home, movable)
        placed = laned([_placed(one, on, first, movable) for one in held if _has_hours(one)])
        whole = [Chip(one, on, one.key in movable) for one in held if not _has_hours(one) and one.kind != DUTY]
        columns.append(Column(cell, whole, placed, max((chip.lanes for chip in placed), default=1)))
    labels = [(2 * (hour - first) + 1, f"{hour % 24} h") for hour in range(first, first + -(-rows // 2))]
    return Hours(columns, labels, first, rows)


def laned(chips: Sequence[Chip]) -> list[Chip]:
    """Return chips side by side where they share a moment, each as wide as its group allows."""
    found: list[Chip] = []
    group: list[Chip] = []
    until = 0
    for chip in sorted(chips, key=lambda one: (one.row, -one.rows)):
        if group and chip.row >= until:
            found += _spread(group)
            group, until = [], 0
        group.append(chip)
        until = max(until, chip.row + chip.rows)
    return found + _spread(group)


def _spread(group: list[Chip]) -> list[Chip]:
    free: list[int] = []  # the row from which each lane is free
    lanes = []
    for chip in group:
        lane = next((rank for rank, row in enumerate(free) if row <= chip.row), min(len(free), LANES - 1))
        free[lane : lane + 1] = [chip.row + chip.rows]
        lanes.append(lane + 1)
    return [
        Chip(chip.item, chip.day, chip.movable, chip.row, chip.rows, lane, len(free))
        for chip, lane in zip(group, lanes, strict=True)
    ]


def _cell(day: date, held: Sequence[Item], today: date, home: Home, movable: frozenset[str], month: date | None = None) -> Cell:
    duties = [one for one in held if one.kind == DUTY]
    others = [Chip(one, day, one.key in movable) for one in held if one.kind != DUTY]
    others.sort(key=lambda chip: chip.item.kind in (NIGHT, ABSENCE))
    kept = others if len(others) <= MOST else others[: MOST - 1]
    school = [school_holidays(day, zone) for zone in (*ZONES, *([home.area] if home.area and home.area not in ZONES else []))]
    on_holiday = [one for one in school if one.holiday]
    return Cell(
        on=day,
        inside=month is None or day.month == month.month,
        is_today=day == today,
        chips=kept,
        more=len(others) - len(kept),
        duties=duties,
        bank_holiday=bank_holiday(day, home.territory),
        zones=" ".join(one.zone for one in on_holiday),
        holiday=", ".join(dict.fromkeys(f"{one.holiday.label}, {area_text(one.zone)}" for one in on_holiday if one.holiday)),
        is_home=any(one.zone == home.area for one in on_holiday),
    )


def _has_hours(item: Item) -> bool:
    return item.start is not None and item.on == item.until and item.kind not in (NIGHT, ABSENCE)


def _placed(item: Item, on: date, first: int, movable: frozenset[str]) -> Chip:
    row = _row(item, item.start, first)
    rows = max(_row(item, item.end, first, up=True) - row, 2) if item.end else 2
    return Chip(item, on, item.key in movable, row + 1, rows)


def _row(item: Item, at: datetime | None, first: int, *, up: bool = False) -> int:
    """Return how many half-hours there are from the first hour shown of the item’s day to a moment."""
    assert at is not None  # only what has hours is placed
    past = at - datetime.combine(item.on, time(first))
    return -(-past // HALF) if up else past // HALF
