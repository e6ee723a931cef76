"""What the calendar of somebody else would change here: what is new, moved or gone there, before anything is written."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from filage.desks.schedule.models import ImportedEvent
from filage.documents.agenda import Agenda, Occurrence
from filage.productions import pointing
from filage.productions.enums import PERFORMANCES, ActivityKind, DateStatus
from filage.productions.models import Activity, Production, Venue
from filage.rules.planning.happening import kind_of

type State = Literal["nouveau", "change", "conflit", "disparu", "pareil"]
type Said = dict[str, Any]

OURS = "@filage"  # what ends the identifiers of the dates that we wrote ourselves
STATUSES = {"tentative": DateStatus.OPTION, "cancelled": DateStatus.ANNULE, "confirmed": DateStatus.CONFIRME}
FIELDS = ("title", "on", "until", "starts_at", "ends_at", "zone", "place", "status")
MOMENT = ("on", "until", "starts_at", "ends_at", "zone")
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One event of the file, or one date that it no longer holds, and what keeping it would write."""

    key: str
    state: State
    label: str
    line: int = 0
    event: Occurrence | None = None
    activity: Activity | None = None
    held: ImportedEvent | None = None
    said: Said = field(default_factory=dict)  # as the file says it
    kind: str = ""  # of service, that a new date would be
    venue: Venue | None = None  # of the house, that a new place names
    moved: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)  # field -> here, there
    why: str = ""  # what its reader must know first
    ticked: bool = True
    takeable: bool = True

    @property
    def imprint(self) -> str:
        """Return what names this row as it was shown: what moves meanwhile gets another one."""
        shown = [self.state, self.key, self.said, {name: [str(one) for one in pair] for name, pair in self.moved.items()}]
        return hashlib.sha256(json.dumps(shown, default=str, sort_keys=True).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Asked:
    """How a file is read: its days, the clocks of a moment without zone, what an event is when nothing tells."""

    since: date
    until: date
    zone: str
    kind: str
    calendar: str  # its name, by which its events are known


def rows(production: Production, agenda: Agenda, asked: Asked) -> list[Row]:
    """Return what the file says, event by event in its order, then what it no longer says; two queries and one a place."""
    comparing = _Comparing(production, asked)
    return [*comparing.told(agenda.events), *comparing.gone(agenda.events)]


class _Comparing:
    """The dates of one show, beside one file."""

    def __init__(self, production: Production, asked: Asked) -> None:
        self.production, self.asked, organisation = production, asked, production.organisation_id
        joined = Activity.objects.within(organisation).filter(production=production).select_related("venue", "production")
        self.activities = {one.pk: one for one in joined}
        known = ImportedEvent.objects.within(organisation).filter(activity__production=production)
        self.known = {(one.uid, one.occurrence): one for one in known}
        self.places: dict[str, Venue | None] = {}
        self.ours = {f"{pk}{OURS}": one for pk, one in self.activities.items()}

    def told(self, events: Iterable[Occurrence]) -> Iterator[Row]:
        """Yield what becomes of each event."""
        taken = {(one.on, one.starts_at): one for one in self.activities.values()}
        for event in events:
            said = self._said(event)
            held = self.known.get((event.uid, event.key))
            activity = self.activities[held.activity_id] if held else self.ours.get(event.uid)
            if activity is None:
                yield self._new(event, said, taken.get((said["on"], said["starts_at"])))
            else:
                yield self._known(event, said, activity, held)

    def gone(self, events: Sequence[Occurrence]) -> Iterator[Row]:
        """Yield the dates that came from this calendar, on the days asked, and that it no longer holds."""
        there = {(one.uid, one.key) for one in events}
        for key, held in self.known.items():
            activity = self.activities[held.activity_id]
            within = self.asked.since <= activity.on <= self.asked.until
            if key in there or held.calendar != self.asked.calendar or not within or activity.status == DateStatus.ANNULE:
                continue
            sold = activity.kind in PERFORMANCES
            why = "Une représentation s’annule depuis sa page, qui montre ce que cela coûte." if sold else ""
            yield Row(
                key="|".join(("disparu", *key)),
                state="disparu",
                label=str(activity.title or activity.get_kind_display()),
                activity=activity,
                held=held,
                moved={"status": (activity.status, DateStatus.ANNULE)},
                why=why,
                ticked=False,
                takeable=not sold,
            )

    def _new(self, event: Occurrence, said: Said, same: Activity | None) -> Row:
        cancelled = event.status == "cancelled"
        why = "Annulé là-bas : rien à poser." if cancelled else ""
        if same is not None:
            why = f"Une date est déjà posée au même moment : {same.title or same.get_kind_display()}."
        label = event.title or "sans titre"
        key = f"{event.uid}|{event.key}"
        return Row(
            key=key,
            state="nouveau",
            label=label,
            line=event.line,
            event=event,
            said=said,
            kind=_kind(event, self.asked),
            venue=self._venue(said["place"]),
            why=why,
            ticked=same is None and not cancelled,
        )

    def _known(self, event: Occurrence, said: Said, activity: Activity, held: ImportedEvent | None) -> Row:
        before = read(held.said) if held else {}
        here = self._here(activity)
        compared = FIELDS if before else MOMENT  # what we wrote ourselves comes back with our own words
        moved, both = {}, False
        for name in compared:
            if said[name] == here[name] or (before and said[name] == before.get(name)):
                continue
            moved[name] = (here[name], said[name])
            both = both or (bool(before) and here[name] != before.get(name))
        if not before and event.status == "cancelled" and activity.status != DateStatus.ANNULE:
            moved["status"] = (activity.status, DateStatus.ANNULE)
        why = "Changé ici et là-bas : cochez pour prendre ce que dit l’agenda." if both else ""
        if "status" in moved and activity.kind in PERFORMANCES:
            del moved["status"]
            why = "L’agenda en change l’état : une représentation se confirme ou s’annule depuis sa page."
        state: State = "conflit" if both and moved else "change" if moved or why else "pareil"
        return Row(
            key=f"{event.uid}|{event.key}",
            state=state,
            label=str(activity.title or event.title or activity.get_kind_display()),
            line=event.line,
            event=event,
            activity=activity,
            held=held,
            said=said,
            venue=self._venue(said["place"]) if "place" in moved else None,
            moved=moved,
            why=why,
            ticked=not both and bool(moved),
            takeable=bool(moved),
        )

    def _said(self, event: Occurrence) -> Said:
        """Return an event as our columns would hold it."""
        zone = event.zone or self.asked.zone
        timed = isinstance(event.start, datetime)
        first = event.start.astimezone(ZoneInfo(zone)).date() if isinstance(event.start, datetime) else event.start
        last = event.end.astimezone(ZoneInfo(zone)) if isinstance(event.end, datetime) else event.end
        days = last.date() if isinstance(last, datetime) else last
        lasting = days if days and days > first + (DAY if timed else DAY * 0) else None
        prefix = f"{self.production.title} : "
        return {
            "title": event.title.removeprefix(prefix)[:200],
            "on": first,
            "until": lasting,
            "starts_at": event.start.astimezone(UTC) if isinstance(event.start, datetime) else None,
            "ends_at": event.end.astimezone(UTC) if isinstance(event.end, datetime) else None,
            "zone": zone if timed else self.asked.zone,
            "place": event.place,
            "status": str(STATUSES[event.status]),
        }

    def _venue(self, place: str) -> Venue | None:
        """Return the place of the house whose name an event gives, before a comma; asked once a name."""
        name = place.partition(",")[0].strip()
        if name not in self.places:
            self.places[name] = pointing.named(Venue, self.production.organisation_id, name) if name else None
        return self.places[name]

    def _here(self, activity: Activity) -> Said:
        place = activity.venue.name if activity.venue else ""
        return {name: getattr(activity, name) for name in FIELDS if name != "place"} | {"place": place}


def _kind(event: Occurrence, asked: Asked) -> str:
    """Return the kind of a new date: what its words say, else what was asked."""
    found = kind_of(f"{event.kind} {event.title}")
    return found if found in ActivityKind else asked.kind


def written(said: Said) -> Said:
    """Return what a file said, as JSON keeps it."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in said.items()}


def read(kept: Mapping[str, Any]) -> Said:
    """Return what a file had said; empty when what is kept is not what `written` gives."""
    if not set(FIELDS) <= set(kept):
        return {}
    try:
        days = {name: kept[name] and date.fromisoformat(kept[name]) for name in ("on", "until")}
        moments = {name: kept[name] and datetime.fromisoformat(kept[name]) for name in ("starts_at", "ends_at")}
    except (TypeError, ValueError):
        return {}
    return {**kept, **days, **moments}
