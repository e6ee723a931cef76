"""Which days of a period a show is free, and how they are said in a mail: « du mardi 2 au samedi 6 mars 2027 »."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

MONDAY, SUNDAY = 0, 6
DAY = timedelta(days=1)
LONGEST = 400  # days of a period: more than a year is a typing mistake
DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
NBSP = "\u00a0"


@dataclass(frozen=True, slots=True)
class Taken:
    """Days when the show or its team cannot be had, and why; `firm` when nobody may hope for them."""

    first: date
    last: date
    why: str
    firm: bool = True

    def covers(self, day: date) -> bool:
        """Tell whether a day is one of them."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Free:
    """A day that may be offered: whole, or behind an option."""

    on: date
    behind: str = ""  # the option it comes after


def free_days(
    first: date, last: date, taken: Iterable[Taken], *, off: Collection[int] = (), shut: Collection[date] = ()
) -> list[Free]:
    """Return the days of a period that may be offered; `off` are weekdays of rest, `shut` other days left out."""
    held = list(taken)
    days = (first + DAY * shift for shift in range(min((last - first).days + 1, LONGEST)))
    return [free for day in days if day.weekday() not in off and day not in shut and (free := _free(day, held))]


def _free(day: date, held: Sequence[Taken]) -> Free | None:
    here = [one for one in held if one.covers(day)]
    if any(one.firm for one in here):
        return None
    return Free(day, here[0].why if here else "")


def runs(days: Sequence[Free]) -> list[tuple[Free, Free]]:
    """Return the free days that follow each other as (first, last); a day behind an option stands apart."""
    found: list[tuple[Free, Free]] = []
    for day in days:
        before = found[-1][1] if found else None
        joins = before is not None and day.on - before.on == DAY and before.behind == day.behind
        if joins:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found


def sentences(days: Sequence[Free]) -> list[str]:
    """Return one line a month: « En mars 2027 : du mardi 2 au samedi 6, le lundi 15. »; options are said after their day."""
    return list(_lines(runs(days)))


def _lines(found: Sequence[tuple[Free, Free]]) -> Iterator[str]:
    for (year, month), held in groupby(found, key=lambda run: (run[0].on.year, run[0].on.month)):
        said = ", ".join(_run(first, last) for first, last in held)
        yield f"En {MONTHS[month - 1]}{NBSP}{year}{NBSP}: {said}."


def _run(first: Free, last: Free) -> str:
    behind = f" (après une option{f' à {first.behind}' if first.behind.strip() else ''})" if first.behind else ""
    if first.on == last.on:
        return f"le {_day(first.on)}{behind}"
    if last.on - first.on == DAY:
        return f"les {_day(first.on)} et {_day(last.on, first.on)}{behind}"
    return f"du {_day(first.on)} au {_day(last.on, first.on)}{behind}"


def _day(day: date, after: date | None = None) -> str:
    number = f"1{'er'}" if day.day == 1 else str(day.day)
    month = f"{NBSP}{MONTHS[day.month - 1]}" if after is not None and after.month != day.month else ""
    year = f"{NBSP}{day.year}" if after is not None and after.year != day.year else ""
    return f"{DAYS[day.weekday()]}{NBSP}{number}{month}{year}"
