"""On which days an event comes again (RRULE): read within bounds, since a hostile rule may never fall on any day.

Days are tried one by one from the first to the last asked: no rule, whatever it says, takes longer than these days.
"""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, cast

from filage.rules.reading import Unreadable
from filage.rules.reading.unreadable import shown

type Frequency = Literal["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LISTS: Mapping[str, tuple[int, bool]] = {  # the largest value of each list, and whether it may be counted from the end
    "BYMONTH": (12, False),
    "BYMONTHDAY": (31, True),
    "BYYEARDAY": (366, True),
    "BYWEEKNO": (53, True),
    "BYSETPOS": (366, True),
}
KNOWN = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "WKST", *LISTS}
OFTEN = {"SECONDLY", "MINUTELY", "HOURLY", "BYSECOND", "BYMINUTE", "BYHOUR"}
MOST_INTERVAL, MOST_COUNT = 1_000, 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule, its lists read; `until` is as the file writes it, still to be brought to the zone of the event."""

    frequency: Frequency
    interval: int = 1
    count: int | None = None
    until: str = ""
    weekdays: tuple[tuple[int, int], ...] = ()  # rank in the period (0: each), day of the week (Monday is 0)
    lists: Mapping[str, tuple[int, ...]]
    week_start: int = 0


def read(text: str) -> Rule:
    """Return a rule; Unreadable, in one French sentence, when it says nothing, or several moments a day."""
    said = {
        key.strip().upper(): value.strip().upper() for key, _, value in (one.partition("=") for one in text.split(";") if one)
    }
    if often := (OFTEN & {*said, said.get("FREQ", "")}):
        raise Unreadable(f"il revient plusieurs fois par jour ({min(often)}) : écrivez un évènement par horaire")
    if unknown := set(said) - KNOWN:
        raise Unreadable(f"la répétition dit {shown(min(unknown))}, qui ne se lit pas")
    if said.get("FREQ") not in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY"):
        raise Unreadable("la répétition ne dit pas si elle est quotidienne, hebdomadaire, mensuelle ou annuelle (FREQ)")
    if "COUNT" in said and "UNTIL" in said:
        said.pop("COUNT")  # forbidden together: the day is the surer of the two
    return Rule(
        frequency=cast(Frequency, said["FREQ"]),
        interval=_number(said.get("INTERVAL", "1"), "INTERVAL", MOST_INTERVAL),
        count=_number(said["COUNT"], "COUNT", MOST_COUNT) if "COUNT" in said else None,
        until=said.get("UNTIL", ""),
        weekdays=tuple(_weekday(one) for one in said.get("BYDAY", "").split(",") if one),
        lists={key: _numbers(said[key], key) for key in LISTS if said.get(key)},
        week_start=_weekday(said.get("WKST", "MO"))[1],
    )


def days(rule: Rule, first: date, last: date, since: date | None = None) -> Iterator[date]:
    """Yield the days on which a rule falls, from its first day to a last one, both included.

    With `since`, those of the periods that end before it may be left out.
    """
    return _Falls(rule, first).until(last, since or first)


def tried(rule: Rule, first: date, last: date, since: date) -> int:
    """Return how many days `days` tries at most: what reading a rule costs."""
    return max(0, (last - (first if rule.count is not None else max(first, since))).days + 366)


def _number(text: str, key: str, most: int) -> int:
    if not text.isdecimal() or not 1 <= int(text[:9]) <= most:
        raise Unreadable(f"la répétition dit {key} {shown(text)} : un nombre de 1 à {most} est attendu")
    return int(text)


def _numbers(text: str, key: str) -> tuple[int, ...]:
    most, backward = LISTS[key]
    found = []
    for one in text.split(","):
        size = _number(one.strip().lstrip("+-"), key, most)
        if one.strip().startswith("-") and not backward:
            raise Unreadable(f"la répétition dit {key} {shown(text)} : un nombre de 1 à {most} est attendu")
        found.append(-size if one.strip().startswith("-") else size)
    return tuple(found)


def _weekday(text: str) -> tuple[int, int]:
    rank, day = text.strip()[:-2], text.strip()[-2:]
    if day not in DAYS or (rank and not rank.lstrip("+-").isdecimal()):
        raise Unreadable(f"la répétition tombe un {shown(text)}, qui n’est pas un jour (MO, TU, WE, TH, FR, SA, SU)")
    size = _number(rank.lstrip("+-"), "BYDAY", 53) if rank else 0
    return (-size if rank.startswith("-") else size), DAYS.index(day)


class _Falls:
    """The days of one rule, period by period."""

    def __init__(self, rule: Rule, first: date) -> None:
        self.rule, self.first = rule, first
        self.weekdays, self.lists = rule.weekdays, dict(rule.lists)
        if not ({"BYMONTHDAY", "BYYEARDAY", "BYWEEKNO"} & set(self.lists) or self.weekdays):
            self._as_the_first()
        self.named = {weekday for _, weekday in self.weekdays}

    def _as_the_first(self) -> None:
        """Let a rule that names no day fall as its first day does."""
        if self.rule.frequency == "WEEKLY":
            self.weekdays = ((0, self.first.weekday()),)
        elif self.rule.frequency in ("MONTHLY", "YEARLY"):
            self.lists["BYMONTHDAY"] = (self.first.day,)
            if self.rule.frequency == "YEARLY":
                self.lists.setdefault("BYMONTH", (self.first.month,))

    def until(self, last: date, since: date) -> Iterator[date]:
        """Yield the days from the first to the last; a rule that counts them is followed from its first."""
        left = self.rule.count
        for begins, ends in self._periods(last, since if left is None else self.first):
            found = self._placed([day for day in _each(begins, ends) if self._falls(day)])
            for day in found:
                if day < self.first:
                    continue
                if day > last or left == 0:
                    return
                left = left - 1 if left is not None else None
                yield day

    def _periods(self, last: date, since: date) -> Iterator[tuple[date, date]]:
        """Yield the first and last day of each period that the rule visits, but some that end before a day."""
        step, at = self.rule.interval, self.first
        if self.rule.frequency in ("DAILY", "WEEKLY"):
            length = 1 if self.rule.frequency == "DAILY" else 7
            at -= timedelta(days=(at.weekday() - self.rule.week_start) % 7 if length == 7 else 0)
            at += timedelta(days=max(0, (since - at).days) // (step * length) * step * length)
            while at <= last:
                yield at, at + timedelta(days=length - 1)
                at += timedelta(days=step * length)
            return
        yearly = self.rule.frequency == "YEARLY"
        months, step = at.year * 12 + (0 if yearly else at.month - 1), step * (12 if yearly else 1)
        months += max(0, since.year * 12 + since.month - 1 - months) // step * step
        while (months // 12, months % 12 + 1) <= (last.year, last.month):
            year, number = months // 12, months % 12 + 1
            ends = date(year, 12, 31) if yearly else date(year, number, monthrange(year, number)[1])
            yield date(year, number, 1), ends
            months += step

    def _placed(self, found: list[date]) -> list[date]:
        """Return the days of a period that the rule keeps by their place in it, when it does."""
        places = self.lists.get("BYSETPOS")
        if not places:
            return found
        kept = {place - 1 if place > 0 else len(found) + place for place in places}
        return [day for rank, day in enumerate(found) if rank in kept]

    def _falls(self, day: date) -> bool:
        if "BYMONTH" in self.lists and day.month not in self.lists["BYMONTH"]:
            return False
        if self.weekdays and day.weekday() not in self.named:
            return False
        length = monthrange(day.year, day.month)[1]
        year = date(day.year, 12, 31).timetuple().tm_yday
        rank = day.timetuple().tm_yday
        tried = (
            ("BYMONTHDAY", (day.day, day.day - length - 1)),
            ("BYYEARDAY", (rank, rank - year - 1)),
            ("BYWEEKNO", self._week(day) if "BYWEEKNO" in self.lists else ()),
        )
        if any(key in self.lists and not set(self.lists[key]) & set(values) for key, values in tried):
            return False
        return not self.weekdays or any(self._on(day, place, weekday, length, year) for place, weekday in self.weekdays)

    def _on(self, day: date, place: int, weekday: int, length: int, year: int) -> bool:
        if day.weekday() != weekday:
            return False
        if not place or self.rule.frequency in ("DAILY", "WEEKLY"):
            return True
        in_month = self.rule.frequency == "MONTHLY" or "BYMONTH" in self.lists
        rank, size = (day.day, length) if in_month else (day.timetuple().tm_yday, year)
        return place == ((rank - 1) // 7 + 1 if place > 0 else -((size - rank) // 7 + 1))

    def _week(self, day: date) -> tuple[int, ...]:
        """Return the number of the week of a day in its year, from the start and from the end; weeks hold four days of it."""
        middle = day - timedelta(days=(day.weekday() - self.rule.week_start) % 7) + timedelta(days=3)
        number = (middle.timetuple().tm_yday - 1) // 7 + 1
        whole = (date(middle.year, 12, 31).timetuple().tm_yday - middle.timetuple().tm_yday) // 7 + number
        return (number, number - whole - 1)


def _each(begins: date, ends: date) -> Iterator[date]:
    for rank in range((ends - begins).days + 1):
        yield begins + timedelta(days=rank)
