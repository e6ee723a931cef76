"""What changed in the dates of a show since a moment, person by person: what each must be told, and nobody else."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from filage.core import values
from filage.core.journal import TOUCHED, JournalEntry
from filage.core.rails import season as seasons
from filage.desks.schedule.queries import calendar
from filage.desks.schedule.queries.people_at import people_at, usual_people
from filage.productions.enums import LIVE, ActivityKind, DateStatus
from filage.productions.models import Activity, Person, Production, Room, Venue
from filage.rules.reading import private
from filage.web import format as french

ACTIVITY = Activity._meta.label
FIELDS = {  # what is told of a date, in this order; never its note, its terms, its seats
    "on": "jour",
    "until": "dernier jour",
    "starts_at": "début",
    "ends_at": "fin",
    "title": "titre",
    "kind": "sorte",
    "venue": "lieu",
    "room": "salle",
    "status": "état",
}
PEOPLE = "participants"
NAMED = Activity.participants.through._meta.label
OVER = timedelta(days=1)  # what is over is no news

type Kind = str  # ajoute, retire, change


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What one person must know of one date; texts are as they are read, in French."""

    activity: str
    on: str  # ISO day
    what: str
    kind: Kind
    at: str  # ISO instant: when it last changed
    moves: list[list[str]] = field(default_factory=list)  # label, before, after


@dataclass(slots=True)
class _Trail:
    """The journal of one date since a moment: its first values, and when it last changed."""

    before: dict[str, Any] = field(default_factory=dict)
    created: bool = False
    deleted: dict[str, Any] | None = None
    named: list[UUID] = field(default_factory=list)  # at the date, when it was deleted
    at: datetime | None = None


def changed(production: Production, since: datetime) -> dict[UUID, list[Line]]:
    """Return what each person must be told of the dates of a show, by day; a dozen queries whatever the number of dates."""
    season = seasons.load(production.organisation_id, (production.pk,))
    trails = _trails(production, since)
    told = _Told(season, production)
    found: dict[UUID, list[Line]] = defaultdict(list)
    for pk, trail in trails.items():
        for person, line in told.of(pk, trail):
            found[person].append(line)
    return {person: sorted(lines, key=lambda one: (one.on, one.what)) for person, lines in found.items()}


def names(organisation: Any, people: Iterable[UUID]) -> Mapping[UUID, Person]:
    """Return people by their ids, in the order of their names; one query."""
    rows = Person.objects.within(organisation).filter(pk__in=list(people)).order_by("name", "id")
    return {one.pk: one for one in rows}


def written(lines: Mapping[UUID, Sequence[Line]]) -> dict[str, Any]:
    """Return what is told, as an announcement keeps it."""
    return {"personnes": {str(person): [asdict(one) for one in held] for person, held in lines.items()}}


def read(kept: Any, person: UUID) -> list[Line]:
    """Return what an announcement tells one person; nothing when what is kept was not written here."""
    try:
        return [Line(**one) for one in kept["personnes"].get(str(person), ())]
    except (AttributeError, KeyError, TypeError):
        return []


def _trails(production: Production, since: datetime) -> dict[UUID, _Trail]:
    rows = JournalEntry.objects.within(production.organisation_id).filter(at__gt=since)
    rows = rows.filter(subjects__model=TOUCHED, subjects__object_id__in=[str(production.pk), str(production.organisation_id)])
    here = Activity.objects.within(production.organisation_id).filter(production=production)
    mine = {str(pk) for pk in here.values_list("pk", flat=True)}
    found: dict[UUID, _Trail] = defaultdict(_Trail)
    for entry in rows.distinct().order_by("at", "id"):
        for change in entry.changes:
            if change["model"] == ACTIVITY and _is_mine(change, production, mine):
                _follow(found[UUID(change["id"])], change, entry.at)
            elif change["model"] == NAMED and not change["field"] and change["old"]:  # who leaves with the date itself
                found[UUID(change["old"]["activity"])].named.append(UUID(change["old"]["person"]))
    return dict(found)


def _is_mine(change: Mapping[str, Any], production: Production, mine: set[str]) -> bool:
    row = change.get("old") or change.get("new")
    if change["id"] in mine:
        return True
    return not change["field"] and isinstance(row, dict) and row.get("production") == str(production.pk)


def _follow(trail: _Trail, change: Mapping[str, Any], at: datetime) -> None:
    name = change["field"]
    if not name:
        if change["old"] is None:
            trail.created, trail.deleted = trail.deleted is None and not trail.before, None
        else:
            trail.deleted = {key: values.from_json(Activity, key, one) for key, one in change["old"].items() if key in FIELDS}
        trail.at = at
    elif name in FIELDS or name == PEOPLE:
        trail.before.setdefault(name, values.from_json(Activity, name, change["old"]))
        trail.at = at


class _Told:
    """Says what a trail means for each person."""

    def __init__(self, season: Any, production: Production) -> None:
        self.season, self.production = season, production
        self.now = {one.pk: one for one in season.activities}
        self.people = people_at(season)
        self.places: dict[tuple[type[Any], Any], str] = {}

    def of(self, pk: UUID, trail: _Trail) -> Iterator[tuple[UUID, Line]]:
        """Yield each person with what she must know of a date."""
        activity, at = self.now.get(pk), trail.at
        if at is None or (activity is None and (trail.created or trail.deleted is None)):
            return
        if activity is None:
            yield from self._gone(pk, trail, at)
            return
        if (activity.until or activity.on) < self.season.today - OVER:
            return
        was_live = not trail.created and trail.before.get("status", activity.status) in LIVE
        here = set(self.people.get(pk, ()))
        before = self._before(trail, here) if was_live else set()
        after = here if activity.status in LIVE else set()
        moves = self._moves(activity, trail)
        for person in sorted(before | after, key=str):
            kind = "change" if person in before and person in after else "ajoute" if person in after else "retire"
            if kind != "change" or moves:
                said = moves if kind == "change" else self._begins(activity) if kind == "ajoute" else []
                yield person, self._line(activity, kind, at, said)

    def _before(self, trail: _Trail, here: set[UUID]) -> set[UUID]:
        """Return who was at a date; a service that named nobody was for those engaged for its kind."""
        if PEOPLE not in trail.before:
            return here
        return set(trail.before[PEOPLE])

    def _gone(self, pk: UUID, trail: _Trail, at: datetime) -> Iterator[tuple[UUID, Line]]:
        """Yield who was named at a date that is no longer there."""
        old = {**(trail.deleted or {}), **trail.before}
        if old.get("status") not in LIVE or old["on"] < self.season.today - OVER:
            return
        what = private.without(old.get("title") or ActivityKind(old["kind"]).label)
        line = Line(activity=str(pk), on=old["on"].isoformat(), what=what, kind="retire", at=at.isoformat())
        was = Activity(production_id=self.production.pk, kind=old["kind"], on=old["on"], until=old.get("until"))
        for person in trail.before.get(PEOPLE) or trail.named or usual_people(self.season, was):
            yield person, line

    def _line(self, activity: Activity, kind: Kind, at: datetime, moves: list[list[str]]) -> Line:
        venue = activity.venue
        where = ", ".join(part for part in (calendar.what(activity), venue.name if venue else "") if part)
        on = activity.on.isoformat()
        return Line(activity=str(activity.pk), on=on, what=private.without(where), kind=kind, at=at.isoformat(), moves=moves)

    def _begins(self, activity: Activity) -> list[list[str]]:
        """Return the hour of a date that is new for somebody."""
        starts = self._shown(activity, "starts_at", activity.starts_at)
        return [["début", "", starts]] if starts and activity.status in LIVE else []

    def _moves(self, activity: Activity, trail: _Trail) -> list[list[str]]:
        found = []
        for name, label in FIELDS.items():
            if name in trail.before and trail.before[name] != values.read(activity, name):
                here = self._shown(activity, name, values.read(activity, name))
                found.append([label, self._shown(activity, name, trail.before[name]), here])
        return [pair for pair in found if pair[1] != pair[2]]

    def _shown(self, activity: Activity, name: str, value: Any) -> str:
        """Return a value as somebody reads it, on the clocks of the place."""
        if value in (None, ""):
            return ""
        if isinstance(value, datetime):
            local = value.astimezone(ZoneInfo(activity.zone))
            return french.hour(local) if local.date() == activity.on else f"{french.day(local.date())}, {french.hour(local)}"
        if isinstance(value, date):
            return french.day(value)
        if name in ("venue", "room"):
            return private.without(self._place(Venue if name == "venue" else Room, value))
        if name in ("kind", "status"):
            return str((ActivityKind if name == "kind" else DateStatus)(value).label)
        return private.without(str(value))

    def _place(self, model: type[Any], pk: Any) -> str:
        if (model, pk) not in self.places:
            found = model.objects.within(self.production.organisation_id).filter(pk=pk).first()
            self.places[model, pk] = str(found or "")
        return self.places[model, pk]
