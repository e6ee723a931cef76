"""A retroplanning as bars on the months: where each begins and ends, in thousandths of the width, ready to be drawn."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from filage.desks.schedule.queries.tasks import Planned
from filage.web import format as french

WIDE = 1000
COLUMNS = 8  # at most: more would not be read on a phone
THINNEST = 6  # a task of a day is still seen


@dataclass(frozen=True, slots=True)
class Drawn:
    """A task as a bar: its place, how much of it is done, and what is told aloud."""

    row: Planned
    x: int
    width: int
    done: int
    tone: str
    said: str


@dataclass(frozen=True, slots=True)
class Gantt:
    """The bars, the columns behind them, today."""

    bars: Sequence[Drawn]
    columns: Sequence[str]
    grid: str  # the path of the rules between columns
    today: int | None


def drawn(rows: Sequence[Planned], today: date) -> Gantt | None:
    """Return the bars of the tasks that have a day; None when none has."""
    dated = [row for row in rows if row.due_on is not None]
    if not dated:
        return None
    first = _month(min(row.starts_on or row.due_on or today for row in dated))
    last = _month(max(row.due_on or today for row in dated)) + 1
    step = -(-(last - first) // COLUMNS)
    count = -(-(last - first) // step)
    span = count * step

    def place(day: date, *, end: bool = False) -> int:
        within = (day.day - (0 if end else 1)) / monthrange(day.year, day.month)[1]
        return round(WIDE * (_month(day) - first + within) / span)

    bars = []
    for row in dated:
        assert row.due_on is not None
        start, stop = place(row.starts_on or row.due_on), place(row.due_on, end=True)
        x = min(start, WIDE - THINNEST)
        width = max(stop - x, THINNEST)
        bars.append(Drawn(row, x, width, round(width * row.percent / 100), tone(row, today), _said(row)))
    columns = [_named(first + rank * step, step) for rank in range(count)]
    grid = "".join(f"M{round(WIDE * rank / count)} 0V20" for rank in range(1, count))
    here = place(today) if first <= _month(today) < first + span else None
    return Gantt(bars, columns, grid, here)


def tone(row: Planned, today: date) -> str:
    """Return how a task looks: done, late, blocked, critical, or plain."""
    if row.over:
        return "done"
    if row.task.state == "bloquee":
        return "blocked"
    if row.late(today):
        return "late"
    return "critical" if row.margin is not None and row.margin <= 0 else "plain"


def _said(row: Planned) -> str:
    assert row.due_on is not None
    days = french.period(row.starts_on, row.due_on) if row.starts_on and row.starts_on != row.due_on else french.day(row.due_on)
    return f"{row.task.label}, {days}, {row.said.lower()}"


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _named(month: int, step: int) -> str:
    year, rank = divmod(month, 12)
    return str(year) if step >= 12 else french.month(date(year, rank + 1, 1), short=True, year=rank < step)
