"""On which clocks a moment of a calendar file is read: those of a known zone, or those that the file defines itself."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from filage.documents.agenda import recurring
from filage.documents.agenda.lines import Component
from filage.rules.reading import Unreadable
from filage.rules.reading.unreadable import shown

_OFFSET = re.compile(r"([+-])(\d\d)(\d\d)(\d\d)?")
_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(Z?)")
OLDEST, LATEST = 1900, 2100  # years that a calendar of ours may speak of
MOST_CHANGES = 500  # of the offset of a zone that a file defines
MARGIN = timedelta(days=800)  # around the days that are read: a change of hour of two years before still holds
_HOURS = re.compile(r"BY(?:HOUR|MINUTE|SECOND)=\d+;?", re.IGNORECASE)


type Change = tuple[datetime, timedelta, timedelta]  # local moment, offset before, offset after


@dataclass(frozen=True, slots=True)
class Clock:
    """A zone: its IANA name, or the changes of hour of one that the file defines."""

    name: str
    changes: tuple[Change, ...] = ()

    def instant(self, local: datetime) -> datetime:
        """Return the instant of a local moment, on these clocks when their zone is known, else in universal time.

        An hour that does not exist is read with the offset before the change, one that comes twice is the first (RFC 5545).
        """
        if self.name:
            return local.replace(tzinfo=ZoneInfo(self.name))
        offset = self.changes[0][1]
        for at, before, after in self.changes:
            if max(at, at + after - before) > local:
                break
            offset = after
        return (local - offset).replace(tzinfo=UTC)

    def local(self, instant: datetime) -> datetime:
        """Return the local moment of an instant, without its zone."""
        if self.name:
            return instant.astimezone(ZoneInfo(self.name)).replace(tzinfo=None)
        utc, offset = instant.astimezone(UTC).replace(tzinfo=None), self.changes[0][1]
        for at, before, after in self.changes:
            if at - before > utc:
                break
            offset = after
        return utc + offset


@cache
def known() -> dict[str, str]:
    """Return the IANA zones by their name in small letters."""
    return {name.lower(): name for name in available_timezones()}


class Zones:
    """The zones of one file: nothing of it is kept for the next one."""

    def __init__(self, defined: Iterable[Component], default: str, since: date, until: date) -> None:
        self.default, self.since, self.until = Clock(default), since - MARGIN, until + MARGIN
        self.defined = {one.text("TZID"): one for one in defined}
        self.held: dict[str, Clock] = {}

    def clock(self, tzid: str) -> Clock:
        """Return the clock of a TZID; Unreadable when nobody knows it."""
        tzid = tzid.strip().strip('"')
        if tzid not in self.held:
            self.held[tzid] = self._found(tzid)
        return self.held[tzid]

    def _found(self, tzid: str) -> Clock:
        for ending in (tzid, "/".join(tzid.split("/")[-2:]), "/".join(tzid.split("/")[-3:])):
            if name := known().get(ending.lower()) or WINDOWS_TO_OLSON.get(ending):
                return Clock(name)
        if tzid in self.defined:
            return Clock("", defined(self.defined[tzid], self.since, self.until))
        raise Unreadable(f"le fuseau {shown(tzid)} n’est ni connu, ni défini dans le fichier")


def moment(text: str) -> tuple[datetime, bool]:
    """Return a moment without zone and whether it is said in universal time; Unreadable when it is none."""
    found = _MOMENT.fullmatch(text.strip().upper())
    try:
        if not found:
            raise ValueError
        year, *rest = (int(part) for part in found.groups()[:6])
        made = datetime.combine(date(year, rest[0], rest[1]), time(rest[2], rest[3], min(rest[4], 59)))
    except ValueError:
        raise Unreadable(f"{shown(text)} n’est pas un instant (20270309T203000)") from None
    if not OLDEST <= made.year <= LATEST:
        raise Unreadable(f"l’année {made.year} n’est pas une année d’agenda")
    return made, bool(found[7])


def defined(held: Component, since: date, until: date) -> tuple[Change, ...]:
    """Return the changes of hour, around some days, of a zone that a file defines; Unreadable, with the line, when untold."""
    changes = sorted(change for each in held.inside for change in _changes(each, since, until))
    if not changes:
        raise Unreadable(f"le fuseau défini ligne {held.line} ne dit aucune heure")
    return tuple(changes)


def _changes(held: Component, since: date, until: date) -> Iterable[Change]:
    """Return the changes of hour of one observance of a zone."""
    try:
        before, after = _offset(held.text("TZOFFSETFROM")), _offset(held.text("TZOFFSETTO"))
        begins = re.sub(r"^1[0-8]\d\d", str(OLDEST), held.text("DTSTART"))
        first, _ = moment(f"{begins}T000000"[:15])  # a day alone is its midnight
        days = {first.date()}
        for given in held.every("RDATE"):
            days |= {moment(one)[0].date() for one in given.value.split(",")[:MOST_CHANGES] if "T" in one}
        if rule := held.text("RRULE"):
            read = recurring.read(_HOURS.sub("", rule))  # its hour is that of its first moment
            if read.frequency != "YEARLY":
                raise Unreadable("ses changements d’heure ne sont pas annuels")
            last = min(moment(f"{read.until}T000000"[:15])[0].date(), until) if read.until else until
            days |= set(recurring.days(read, first.date(), last, min(since, last - MARGIN)))
    except Unreadable as error:
        raise Unreadable(f"le fuseau défini ligne {held.line} ne se lit pas : {error}") from None
    return [(datetime.combine(day, first.time()), before, after) for day in days]


def _offset(text: str) -> timedelta:
    found = _OFFSET.fullmatch(text)
    if not found or int(found[2]) > 23 or int(found[3]) > 59:
        raise Unreadable(f"{shown(text)} n’est pas un décalage (+0100)")
    size = timedelta(hours=int(found[2]), minutes=int(found[3]), seconds=min(59, int(found[4] or 0)))
    return -size if found[1] == "-" else size
