"""Reads a calendar file whole: each event becomes its moments in a window, or is refused with its line, in French."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from icalendar import vDuration

from filage.documents.agenda import recurring
from filage.documents.agenda.lines import NOT_A_CALENDAR, Component, Property, components
from filage.documents.agenda.shapes import Agenda, Occurrence, RefusedEvent, Window
from filage.documents.agenda.zones import LATEST, OLDEST, Clock, Zones, moment
from filage.documents.recap.files import decoded
from filage.documents.shapes import EventStatus
from filage.rules.reading import Unreadable
from filage.rules.reading.unreadable import shown

LARGEST = 2 * 1024 * 1024  # bytes
MOST_EVENTS = 2_000  # of the file, and moments they make
MOST_TRIED = 500_000  # days that the rules of one file may try
LONGEST = timedelta(days=400)  # of one event
LONGEST_TITLE, LONGEST_UID = 200, 400
TOO_BIG = f"Cet agenda dépasse {LARGEST // 1024 // 1024} Mo : exportez-en une partie, puis recommencez."
TOO_MANY = f"Cet agenda contient plus de {MOST_EVENTS} évènements : exportez-en une partie, ou resserrez les dates."
OTHERS = {"VTODO": "tâche", "VJOURNAL": "note de journal", "VFREEBUSY": "disponibilité", "VAVAILABILITY": "disponibilité"}
STATUSES: dict[str, EventStatus] = {"TENTATIVE": "tentative", "CANCELLED": "cancelled"}

type Day = datetime | date


def read(content: bytes, window: Window, *, zone: str = "Europe/Paris") -> Agenda:
    """Return what a calendar file says of some days; a moment without zone is read on the clocks of `zone`.

    Raise Unreadable, in French and with the line, when the file as a whole cannot be read.
    """
    if len(content) > LARGEST:
        raise Unreadable(TOO_BIG)
    try:
        text = decoded(content)
    except Unreadable:
        raise Unreadable(f"Ce fichier n’est pas un texte. {NOT_A_CALENDAR}") from None
    return _Reader(components(text), window, zone).agenda()


class _Reader:
    """One file being read."""

    def __init__(self, roots: list[Component], window: Window, zone: str) -> None:
        self.roots, self.window = roots, window
        inside = [one for root in roots for one in root.inside]
        self.zones = Zones((one for one in inside if one.name == "VTIMEZONE"), zone, window.since - LONGEST, window.until)
        self.events = [one for one in inside if one.name == "VEVENT"]
        self.others = [one.name for one in inside if one.name in OTHERS]
        self.refused: list[RefusedEvent] = []
        self.tried = self.outside = 0

    def agenda(self) -> Agenda:
        """Return what the file says."""
        if len(self.events) > MOST_EVENTS:
            raise Unreadable(TOO_MANY)
        found: list[Occurrence] = []
        for master, moved in self._by_event():
            if master is not None:
                found += self._of(master, moved)
            for each in moved if master is None else ():
                found += self._of(each, [])
            if len(found) > MOST_EVENTS:
                raise Unreadable(TOO_MANY)
        name = next((text for root in self.roots for key in ("X-WR-CALNAME", "NAME") if (text := root.text(key))), "")
        return Agenda(
            name=name[:LONGEST_TITLE],
            events=tuple(sorted(found, key=lambda one: (_day(one.start), one.line, one.key))),
            refused=tuple(sorted(self.refused, key=lambda one: one.line)),
            notes=tuple(self._notes()),
        )

    def _by_event(self) -> Iterator[tuple[Component | None, list[Component]]]:
        """Yield each event with the moments of it that were moved one by one (RECURRENCE-ID)."""
        masters: dict[str, Component] = {}
        moved: dict[str, list[Component]] = defaultdict(list)
        for rank, each in enumerate(self.events):
            uid = each.text("UID") or f"{_named(each)} {rank}"
            if each.first("RECURRENCE-ID"):
                moved[uid].append(each)
            elif uid in masters and _sequence(masters[uid]) > _sequence(each):
                continue  # an older state of the same event
            else:
                masters[uid] = each
        for uid in dict.fromkeys((*masters, *moved)):
            yield masters.get(uid), moved[uid]

    def _of(self, held: Component, moved: list[Component]) -> list[Occurrence]:
        """Return the moments of an event in the window; an event that cannot be read is refused whole."""
        try:
            return [one for one in self._moments(held, moved) if self._within(one)]
        except Unreadable as error:
            title = (held.text("SUMMARY") or "sans titre")[:LONGEST_TITLE]
            self.refused.append(RefusedEvent(held.line, title, str(error)))
            return []

    def _within(self, one: Occurrence) -> bool:
        first = _day(one.start)
        if first <= self.window.until and (_day(one.end) if one.end else first) >= self.window.since:
            return True
        self.outside += 1
        return False

    def _moments(self, held: Component, moved: list[Component]) -> list[Occurrence]:
        starts = _needed(held, "DTSTART")
        clock, first = self._read(starts)
        last = self._end(held, clock, first)
        repeats = bool(held.first("RRULE") or held.first("RDATE"))
        if not repeats:
            key = self._key(held)
            return [self._made(held, key, first, last, clock)]
        taken = self._instead(moved)
        keys = {self._spelled(clock, each) for each in self._days(held, "EXDATE", clock)}
        found = []
        for start in self._falls(held, clock, first):
            key = self._spelled(clock, start)
            if key not in keys:
                end = _moved(first, last, start, clock)
                found.append(taken.pop(key) if key in taken else self._made(held, key, start, end, clock))
        return [*found, *taken.values()]

    def _instead(self, moved: list[Component]) -> dict[str, Occurrence]:
        """Return the moments that were moved one by one, by the moment they stood at."""
        found: dict[str, Occurrence] = {}
        for each in moved:
            where = _needed(each, "RECURRENCE-ID")
            if where.options.get("RANGE"):
                raise Unreadable(f"ligne {where.line}, il change toute la suite d’un coup (RANGE) : faites-en un autre évènement")
            clock, first = self._read(_needed(each, "DTSTART"))
            key = self._key(each)
            found[key] = self._made(each, key, first, self._end(each, clock, first), clock)
        return found

    def _key(self, held: Component) -> str:
        where = held.first("RECURRENCE-ID")
        return self._spelled(*self._read(where)) if where else ""

    def _falls(self, held: Component, clock: Clock, first: Day) -> list[Day]:
        """Return the moments at which an event begins, its own first; those before the window may be left out."""
        found = {first: None}
        if given := held.first("RRULE"):
            try:
                rule = recurring.read(given.value)
                last = self._last(rule, clock, first)
                self._spend(recurring.tried(rule, _day(first), last, self.window.since))
                for day in recurring.days(rule, _day(first), last, self.window.since - LONGEST):
                    found[_at(first, day)] = None
            except Unreadable as error:
                raise Unreadable(f"ligne {given.line}, {error}") from None
        for each in self._days(held, "RDATE", clock):
            found[each] = None
        return list(found)

    def _last(self, rule: recurring.Rule, clock: Clock, first: Day) -> date:
        """Return the last day of a rule within the window."""
        if not rule.until:
            return self.window.until
        if len(rule.until) == len("20270309"):
            return min(_date(rule.until), self.window.until)
        local, universal = moment(rule.until)
        until = clock.local(local.replace(tzinfo=UTC)) if universal else local
        early = isinstance(first, datetime) and until.time() < first.time()
        return min(until.date() - timedelta(days=early), self.window.until)

    def _spend(self, days: int) -> None:
        self.tried += days
        if self.tried > MOST_TRIED:
            raise Unreadable("le fichier a trop de répétitions à déplier : exportez-en une partie")

    def _days(self, held: Component, name: str, clock: Clock) -> Iterator[Day]:
        """Yield the moments of an EXDATE or an RDATE, on the clocks of the event."""
        for given in held.every(name):
            for text in given.value.split(",")[:MOST_EVENTS]:
                if text.strip():
                    theirs, found = self._read(given, text.partition("/")[0])
                    yield clock.local(theirs.instant(found)) if isinstance(found, datetime) else found

    def _read(self, given: Property, text: str = "") -> tuple[Clock, Day]:
        """Return a moment on its own clocks, without its zone, or a day."""
        text = (text or given.value).strip()
        try:
            if given.options.get("VALUE", "").upper() == "DATE" or "T" not in text.upper():
                return self.zones.default, _date(text)
            local, universal = moment(text)
            if universal:
                return Clock("UTC"), local
            tzid = given.options.get("TZID", "")
            return (self.zones.clock(tzid) if tzid else self.zones.default), local
        except Unreadable as error:
            raise Unreadable(f"ligne {given.line}, {error}") from None

    def _end(self, held: Component, clock: Clock, first: Day) -> Day | None:
        """Return the end of an event: an instant in universal time, or its last day, included."""
        if given := held.first("DTEND"):
            theirs, end = self._read(given)
            if isinstance(end, datetime) and isinstance(first, datetime):
                return _checked(_utc(clock, first), _utc(theirs, end), given.line)
            if isinstance(end, datetime) or isinstance(first, datetime):
                raise Unreadable(f"ligne {given.line}, il commence à une heure et finit un jour, ou l’inverse")
            return _checked(first, end - timedelta(days=1) if end > first else end, given.line)
        if given := held.first("DURATION"):
            length = _length(given)
            if not isinstance(first, datetime):
                return _checked(first, first + max(length - timedelta(days=1), timedelta()), given.line)
            days, exact = timedelta(days=length.days), timedelta(seconds=length.seconds)  # a day is one of the clocks
            return _checked(_utc(clock, first), _utc(clock, first + days) + exact, given.line)
        return None

    def _spelled(self, clock: Clock, at: Day) -> str:
        """Return a moment as the key of an occurrence: in universal time, or as a day."""
        return f"{_utc(clock, at):%Y%m%dT%H%M%SZ}" if isinstance(at, datetime) else f"{at:%Y%m%d}"

    def _made(self, held: Component, key: str, start: Day, end: Day | None, clock: Clock) -> Occurrence:
        uid = held.text("UID") or _named(held)
        if len(uid) > LONGEST_UID:
            raise Unreadable(f"son identifiant (UID) dépasse {LONGEST_UID} signes")
        begins = clock.instant(start) if isinstance(start, datetime) else start
        zone = clock.name if isinstance(begins, datetime) and clock.name != "UTC" else ""
        return Occurrence(
            uid=uid,
            key=key,
            title=held.text("SUMMARY")[:LONGEST_TITLE],
            start=begins,
            end=end.astimezone(begins.tzinfo) if isinstance(end, datetime) and isinstance(begins, datetime) else end,
            zone=zone,
            place=held.text("LOCATION")[:300],
            status=STATUSES.get(held.text("STATUS").upper(), "confirmed"),
            kind=held.text("CATEGORIES")[:LONGEST_TITLE],
            line=held.line,
        )

    def _notes(self) -> Iterator[str]:
        for what, count in Counter(OTHERS[name] for name in self.others).items():
            yield f"Laissé de côté : {_counted(count, what)} de l’agenda ; seuls les évènements sont repris."
        if self.outside:
            yield f"{_counted(self.outside, 'évènement')} hors des dates demandées."
        unread = [line for one in self.events for line in one.unread]
        if unread:
            said = ", ".join(map(str, unread[:5])) + ("…" if len(unread) > 5 else "")
            yield f"Laissé de côté, illisible : ligne{'s' if len(unread) > 1 else ''} {said}."
        if nameless := sum(not one.text("UID") for one in self.events):
            yield (
                f"{_counted(nameless, 'évènement')} sans identifiant (UID) : reconnu à la prochaine lecture "
                "tant que ni son titre ni son heure ne changent."
            )


def _named(held: Component) -> str:
    """Return what stands for the identifier of an event that has none: its title and its moment."""
    said = f"{held.text('SUMMARY')}|{held.text('DTSTART')}"
    return f"sans-uid:{hashlib.sha256(said.encode()).hexdigest()[:32]}"


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'s' if count > 1 else ''}"


def _needed(held: Component, name: str) -> Property:
    found = held.first(name)
    if found is None:
        raise Unreadable("il ne dit pas quand il commence (DTSTART)")
    return found


def _checked(first: Day, end: Day, line: int) -> Day:
    """Return the end of an event, both being instants in universal time or days; Unreadable when it cannot be one."""
    length = _between(first, end)
    if length < timedelta():
        raise Unreadable(f"ligne {line}, il finit avant de commencer")
    if length > LONGEST:
        raise Unreadable(f"ligne {line}, il dure plus d’un an")
    return end


def _between(first: Day, end: Day) -> timedelta:
    """Return how long it is from one moment to another, both being instants or days."""
    return end - first if isinstance(end, datetime) and isinstance(first, datetime) else _day(end) - _day(first)


def _length(given: Property) -> timedelta:
    try:
        found: timedelta = vDuration.from_ical(given.value)  # type: ignore[no-untyped-call]
    except (ValueError, OverflowError):
        raise Unreadable(f"ligne {given.line}, {shown(given.value)} n’est pas une durée (PT1H30M)") from None
    if not timedelta() <= found <= LONGEST:
        raise Unreadable(f"ligne {given.line}, il finit avant de commencer ou dure plus d’un an")
    return found


def _moved(first: Day, last: Day | None, start: Day, clock: Clock) -> Day | None:
    """Return the end of another moment of an event: it lasts exactly as long as the first."""
    if last is None:
        return None
    if isinstance(first, datetime) and isinstance(last, datetime) and isinstance(start, datetime):
        return _utc(clock, start) + (last - _utc(clock, first))
    return _day(start) + _between(first, last)


def _utc(clock: Clock, local: datetime) -> datetime:
    """Return an instant in universal time: two moments on the same clocks are not subtracted over a change of hour."""
    return clock.instant(local).astimezone(UTC)


def _at(first: Day, day: date) -> Day:
    return datetime.combine(day, first.time()) if isinstance(first, datetime) else day


def _day(at: Day) -> date:
    return at.date() if isinstance(at, datetime) else at


def _date(text: str) -> date:
    try:
        if len(text) != len("20270309") or not text.isdecimal():
            raise ValueError
        made = date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        raise Unreadable(f"{shown(text)} n’est pas un jour (20270309)") from None
    if not OLDEST <= made.year <= LATEST:
        raise Unreadable(f"l’année {made.year} n’est pas une année d’agenda")
    return made


def _sequence(held: Component) -> int:
    text = held.text("SEQUENCE")
    return int(text[:9]) if text.isdecimal() else 0
