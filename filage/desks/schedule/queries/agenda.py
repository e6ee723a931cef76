"""Everything that has its day: services, journeys, nights, absences and duties of a few weeks, with who is at each."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q

from filage.core import own_settings
from filage.core.kept import DeadlineRow
from filage.core.rails import agenda as rail
from filage.core.rails.types import Happening
from filage.desks.schedule.queries.attending import attending, engaged, service_of
from filage.productions.enums import LIVE, PERFORMANCES, ActivityKind, DateStatus, PerformanceType
from filage.productions.models import Activity, Engagement
from filage.rules.engine import Law
from filage.rules.working_time import Service

DAY = timedelta(days=1)
DUTY, NIGHT, ABSENCE, JOURNEY = "echeance", "nuit", "absence", "trajet"
SEALED = tuple(f"person__{name}" for name in ("nir", "iban", "access_needs", "withholding_rate"))  # never needed here


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing on the calendar: when, on the clocks of its place, what, where and with whom."""

    key: str
    kind: str  # of a service, or what the rail of the agenda says: trajet, nuit, absence, echeance
    what: str
    on: date
    until: date
    start: datetime | None = None
    end: datetime | None = None
    place: str = ""
    town: str = ""
    work: str = ""
    slug: str = ""
    production: UUID | None = None
    venue: UUID | None = None
    vehicle: UUID | None = None
    vehicle_name: str = ""
    people: tuple[UUID, ...] = ()
    status: str = ""
    rank: int | None = None
    state: str = ""
    url: str = ""
    about: str = ""
    activity: Activity | None = None
    service: Service | None = field(default=None, compare=False)

    @property
    def is_performance(self) -> bool:
        """Tell whether a public is there."""
        return self.kind in PERFORMANCES

    @property
    def is_work(self) -> bool:
        """Tell whether it is a service that stands."""
        return self.activity is not None and self.status in LIVE

    def touches(self, since: date, until: date) -> bool:
        """Tell whether it takes some of these days."""
        return self.on <= until and self.until >= since


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What is looked at; nothing said is everything."""

    person: UUID | None = None
    venue: UUID | None = None
    production: UUID | None = None
    vehicle: UUID | None = None
    kinds: frozenset[str] = frozenset()

    def keeps(self, item: Item) -> bool:
        """Tell whether an item is looked at; a duty belongs to nobody in particular."""
        if self.kinds and item.kind not in self.kinds:
            return False
        if self.production is not None and item.production not in (self.production, None):
            return False
        if self.venue is not None and item.venue != self.venue:
            return False
        if self.vehicle is not None and item.vehicle != self.vehicle:
            return False
        return self.person is None or self.person in item.people


class Agenda:
    """What some days hold for the productions that a user reads; each kind of row is read by one query, when first asked."""

    def __init__(self, organisation: UUID, productions: Collection[UUID] | None, since: date, until: date) -> None:
        self.organisation, self.productions, self.since, self.until = organisation, productions, since, until

    @cached_property
    def activities(self) -> list[Activity]:
        """The services of these days, those that fell included, by day and hour."""
        rows = self._of_productions(Activity.objects.within(self.organisation))
        touching = Q(on__gte=self.since) | Q(until__gte=self.since)
        joined = rows.filter(touching, on__lte=self.until).select_related("production__structure", "venue", "room")
        return list(joined.order_by("on", "starts_at", "rank", "id"))

    @cached_property
    def names(self) -> dict[UUID, str]:
        """The name of everybody engaged in these productions or named at these services."""
        hired = {one.person.pk: one.person.name for one in self.engagements if one.person}
        return hired | {person: name for _, person, name in self._named}

    @cached_property
    def engagements(self) -> list[Engagement]:
        """The embauches of these productions."""
        rows = self._of_productions(Engagement.objects.within(self.organisation))
        joined = rows.filter(person__isnull=False).select_related("person").defer(*SEALED)
        return list(joined.order_by("rank", "id"))

    @cached_property
    def people_of(self) -> Mapping[UUID, tuple[UUID, ...]]:
        """Who is at each service: those it names, else those engaged for its kind."""
        named: dict[UUID, list[UUID]] = defaultdict(list)
        for activity, person, _ in self._named:
            named[activity].append(person)
        hired = engaged(self.engagements)
        return {one.pk: tuple(named.get(one.pk) or attending(hired, one)) for one in self.activities}

    @cached_property
    def happenings(self) -> list[Happening]:
        """Journeys, nights, absences: what the other desks hold on these days."""
        return rail.between(self.organisation, self.productions, self.since, self.until)

    @cached_property
    def duties(self) -> list[DeadlineRow]:
        """What falls due on these days."""
        rows = DeadlineRow.objects.within(self.organisation).filter(on__gte=self.since, on__lte=self.until)
        if self.productions is not None:
            rows = rows.filter(production__in=list(self.productions))
        return list(rows.order_by("on", "key"))

    @cached_property
    def law(self) -> Callable[[UUID | None], Law]:
        """What says the law of a structure, with what the house sets of it."""
        settings, read = own_settings.settings_of(self.organisation), dict[UUID | None, Law]()

        def of(structure: UUID | None) -> Law:
            if structure not in read:
                read[structure] = own_settings.law_with(settings, structure)
            return read[structure]

        return of

    @cached_property
    def items(self) -> list[Item]:
        """Everything, by day then hour; what takes whole days comes first."""
        found = [*self._services(), *map(self._happening, self.happenings), *map(_duty, self.duties)]
        return sorted(found, key=in_order)

    @cached_property
    def _named(self) -> list[tuple[UUID, UUID, str]]:
        here = [one.pk for one in self.activities]
        rows = Activity.participants.through.objects.filter(activity__in=here).order_by("id")
        return [tuple(row) for row in rows.values_list("activity_id", "person_id", "person__name")]  # type: ignore[misc]

    def _of_productions(self, rows: Any) -> Any:
        return rows if self.productions is None else rows.filter(production__in=list(self.productions))

    def _services(self) -> Iterator[Item]:
        for activity in self.activities:
            yield service_item(activity, self.people_of[activity.pk], service_of(activity, self.law))

    def _happening(self, one: Happening) -> Item:
        start, end = (
            at.astimezone(ZoneInfo(zone)).replace(tzinfo=None) if at else None
            for at, zone in ((one.starts_at, one.zone), (one.ends_at, one.end_zone or one.zone))
        )
        return Item(
            key=one.key,
            kind=one.kind,
            what=one.title,
            on=one.on,
            until=max(one.on, one.until or one.on),
            start=start,
            end=end,
            place=one.place,
            production=one.production,
            vehicle=one.vehicle,
            vehicle_name=one.vehicle_name,
            people=one.people,
            state=one.state,
            url=one.url,
            about=one.key,
            service=_ride(one, start, end),
        )


def _ride(one: Happening, start: datetime | None, end: datetime | None) -> Service | None:
    """Return the hours a journey takes of a day, None while they are unknown."""
    if one.kind != JOURNEY or start is None or end is None or one.starts_at is None or one.ends_at is None:
        return None
    if one.ends_at <= one.starts_at:
        return None
    instants = (one.starts_at.astimezone(UTC), one.ends_at.astimezone(UTC))
    return Service(one.key, start, end, extended=True, travel=True, from_instant=instants[0], to_instant=instants[1])


def service_item(activity: Activity, people: tuple[UUID, ...], service: Service | None) -> Item:
    """Return a service as an item."""
    venue, zone = activity.venue, ZoneInfo(activity.zone)
    start = activity.starts_at.astimezone(zone).replace(tzinfo=None) if activity.starts_at else None
    end = activity.ends_at.astimezone(zone).replace(tzinfo=None) if activity.ends_at else None
    return Item(
        key=f"activity:{activity.pk}",
        kind=activity.kind,
        what=called(activity),
        on=activity.on,
        until=max(activity.on, activity.until or activity.on),
        start=service.start if service else start,
        end=service.end if service else end,
        place=", ".join(part for part in (venue.name if venue else "", activity.room.name if activity.room else "") if part),
        town=venue.city if venue else "",
        work=activity.production.title,
        slug=activity.production.slug,
        production=activity.production_id,
        venue=activity.venue_id,
        people=people,
        status=activity.status,
        rank=activity.option_rank,
        state=DateStatus(activity.status).label,
        url=f"/dates/{activity.pk}/",
        about=f"activity:{activity.pk}",
        activity=activity,
        service=service,
    )


def called(activity: Activity) -> str:
    """Return what a service is called: its title, else its kind, with the type of a performance for schools."""
    if activity.title:
        return activity.title
    kind = ActivityKind(activity.kind).label
    said = f"{kind} {PerformanceType(activity.type).label}" if activity.type in ("scolaire", "generale") else kind
    return said[:1].upper() + said[1:]


def in_order(item: Item) -> tuple[Any, ...]:
    """Return the place of an item in its day: whole days first, then by hour."""
    at = item.start.isoformat() if item.start else ""  # a whole day comes first
    return item.on, at, item.kind, item.key


def by_day(items: Iterable[Item], since: date, until: date) -> dict[date, list[Item]]:
    """Return the items of each day, those that last on each of theirs; every day is there."""
    days: dict[date, list[Item]] = {since + DAY * shift: [] for shift in range((until - since).days + 1)}
    for item in items:
        day = max(item.on, since)
        while day <= min(item.until, until):
            days[day].append(item)
            day += DAY
    return days


def _duty(row: DeadlineRow) -> Item:
    return Item(
        key=f"duty:{row.key}",
        kind=DUTY,
        what=row.title,
        on=row.on,
        until=row.on,
        production=row.production,
        state=row.owner,
        url=row.url,
        about=row.key,
    )


def found_in(items: Sequence[Item], look: Filter) -> list[Item]:
    """Return the items that are looked at."""
    return [item for item in items if look.keeps(item)]
