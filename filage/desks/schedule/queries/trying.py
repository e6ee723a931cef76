"""What a service would break elsewhere in the calendar: rest and hours of its people, their other services, its room, its day."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from filage.desks.schedule.queries.agenda import ABSENCE, JOURNEY, Agenda, Item
from filage.desks.schedule.queries.closed_days import bank_holiday_of, closed_to_schools, school_is_unknown
from filage.productions.enums import PerformanceType
from filage.productions.models import Activity
from filage.rules import working_time
from filage.rules.engine.text import counted, hours_text
from filage.rules.working_time import EASED, Limits, Service, Span

AROUND = timedelta(days=14)  # what is read on each side of the days that are tried
NEAR = timedelta(days=8)  # what the rules of rest look at around a day: its week, and the days in a row
NAMED = 2
ALERT, INFO = "alerte", "info"

type Rule = Callable[[Iterable[Service], Limits], Iterable[Span]]


@dataclass(frozen=True, slots=True)
class Broken:
    """One thing that a place on the calendar breaks: how grave, said in a line."""

    severity: str
    text: str


@dataclass(frozen=True, slots=True)
class Somebody:
    """What a person does around the days that are tried, without the service that moves, and her limits."""

    person: UUID
    services: tuple[Service, ...]
    limits: Limits
    others: tuple[Item, ...]  # services and journeys whose hours are unknown, absences


class Trial:
    """A service that is tried elsewhere, among what surrounds it; read once, then tried on as many days as there are."""

    def __init__(self, agenda: Agenda, activity: Activity) -> None:
        self.agenda, self.activity = agenda, activity
        self.item = next(one for one in agenda.items if one.activity is not None and one.activity.pk == activity.pk)
        self.team = [self._somebody(person) for person in self.item.people]

    def at(self, on: date, hour: time | None = None) -> list[Broken]:
        """Return what the service would break on a day, at its own hour or at another; the gravest first."""
        moved = self._moved(on, hour)
        found = [*self._of_people(moved), *self._of_room(moved), *self._of_show(moved), *self._of_day(moved)]
        return sorted(found, key=lambda one: (one.severity != ALERT, one.text))

    def _moved(self, on: date, hour: time | None) -> Item:
        gap = on - self.item.on
        start, end, service = self.item.start, self.item.end, self.item.service
        if start is not None:
            shift = datetime.combine(on, hour or start.time()) - datetime.combine(self.item.on, start.time())
            start, end = start + shift, end + shift if end else None
        if service is not None:
            assert start is not None and end is not None  # a service has hours
            zone = ZoneInfo(self.activity.zone)
            begun, over = (at.replace(tzinfo=zone).astimezone(UTC) for at in (start, end))
            service = replace(service, start=start, end=end, from_instant=begun, to_instant=over)
        return replace(self.item, on=on, until=self.item.until + gap, start=start, end=end, service=service)

    def _somebody(self, person: UUID) -> Somebody:
        mine = [one for one in self.agenda.items if person in one.people and one.key != self.item.key]
        work = [one for one in mine if one.is_work]
        services = tuple(service for service in map(service_or_journey, mine) if service is not None)
        limits = limits_of(self.agenda, [*work, self.item], self.activity)
        untimed = tuple(one for one in mine if one.kind == ABSENCE or (one.is_work and one.service is None))
        return Somebody(person, services, limits, untimed)

    def _of_people(self, moved: Item) -> Iterator[Broken]:
        """Yield what is broken, once for everybody whom it breaks."""
        said: dict[tuple[str, str], list[UUID]] = defaultdict(list)
        known: dict[tuple[Limits, tuple[Service, ...]], list[str]] = {}
        for one in self.team:
            team = one.limits, one.services
            if team not in known:
                known[team] = list(new_spans(one, moved.service, self.item.service))
            for text in (*known[team], *_clashes(one, moved)):
                said[ALERT, text].append(one.person)
        for (severity, text), people in said.items():
            yield Broken(severity, f"{self._names(people)} : {text}")

    def _names(self, people: Sequence[UUID]) -> str:
        if len(people) == len(self.team) > NAMED:
            return "Toute l’équipe"
        names = [self.agenda.names.get(person, "") for person in people]
        if len(names) <= NAMED:
            return " et ".join(names)
        return f"{names[0]} et {len(names) - 1} autres"

    def _of_room(self, moved: Item) -> Iterator[Broken]:
        room = self.activity.room_id
        if room is None or moved.service is None:
            return
        for one in self.agenda.items:
            same = one.is_work and one.activity is not None and one.activity.room_id == room and one.key != moved.key
            if same and one.service is not None and _meet(one.service, moved.service):
                yield Broken(ALERT, f"{one.place} : prise par {one.work}, {one.what.lower()}")

    def _of_show(self, moved: Item) -> Iterator[Broken]:
        """Yield the other places where the show is already to be played that day."""
        if not moved.is_performance:
            return
        for one in self.agenda.items:
            elsewhere = one.is_work and one.is_performance and one.production == moved.production and one.key != moved.key
            if elsewhere and one.on == moved.on and one.venue != moved.venue:
                yield Broken(ALERT, f"Le spectacle est aussi posé à {one.town or one.place}, ce jour-là")

    def _of_day(self, moved: Item) -> Iterator[Broken]:
        venue, holiday = self.activity.venue, bank_holiday_of(moved.on, self.activity.venue)
        if self.activity.type == PerformanceType.SCOLAIRE:
            if closed := closed_to_schools(moved.on, venue):
                yield Broken(ALERT, f"Séance scolaire un jour sans classe : {closed}")
            elif school_is_unknown(moved.on, venue):
                yield Broken(INFO, "Calendrier scolaire inconnu ce jour-là")
        elif holiday:
            yield Broken(INFO, f"Jour férié : {holiday}")


def window(since: date, until: date) -> tuple[date, date]:
    """Return the days that must be read to try a service on some days."""
    return since - AROUND, until + AROUND


def limits_of(agenda: Agenda, work: Sequence[Item], activity: Activity) -> Limits:
    """Return the limits of somebody: those of 1285 when every structure that calls her applies it, or says nothing."""
    agreements = {one.activity.production.structure.idcc or EASED for one in work if one.activity is not None}
    agreement = EASED if agreements <= {EASED} else min(agreements - {EASED})
    return working_time.limits_of(agenda.law(activity.production.structure_id), activity.on, agreement)


def service_or_journey(item: Item) -> Service | None:
    """Return what an item takes of somebody’s day: a service that stands, or a journey whose hours are known."""
    if item.is_work:
        return item.service
    return item.service if item.kind == JOURNEY else None


def new_spans(one: Somebody, moved: Service | None, before: Service | None) -> Iterator[str]:
    """Yield, in words, what the rules of working time find with a service where it is tried and not where it is."""
    if moved is None:
        return
    near = [service for service in one.services if abs(service.begun - moved.begun) < NEAR]
    already = set(_spans(near, one.limits))
    if before is not None and abs(before.begun - moved.begun) < NEAR:
        already |= set(_spans([*near, before], one.limits))
    yield from (text for text in _spans([*near, moved], one.limits) if text not in already)


def _spans(services: Sequence[Service], limits: Limits) -> Iterator[str]:
    for rule, said in RULES:
        for span in rule(services, limits):
            yield said(span, limits)


def _day_limit(span: Span, limits: Limits) -> timedelta:
    return limits.extended_day if any(service.extended for service in span.services) else limits.day


RULES: tuple[tuple[Rule, Callable[[Span, Limits], str]], ...] = (
    (
        working_time.short_rests,
        lambda span, limits: (
            f"{hours_text(span.length)} de repos avant le {span.last.day:%d/%m}, {hours_text(limits.rest)} au moins"
        ),
    ),
    (
        working_time.long_spans,
        lambda span, limits: (
            f"amplitude de {hours_text(span.length)} le {span.first.day:%d/%m}, {hours_text(limits.span)} au plus"
        ),
    ),
    (
        working_time.long_days,
        lambda span, limits: (
            f"{hours_text(span.length)} de travail le {span.first.day:%d/%m}, {hours_text(_day_limit(span, limits))} au plus"
        ),
    ),
    (
        working_time.long_weeks,
        lambda span, limits: f"{hours_text(span.length)} de travail dans la semaine, {hours_text(limits.week)} au plus",
    ),
    (
        working_time.long_runs,
        lambda span, limits: (
            f"{counted(span.length.days, 'jour')} de travail de suite, {counted(limits.days_in_row, 'jour')} au plus"
        ),
    ),
    (
        working_time.short_weekly_rests,
        lambda span, limits: (
            f"{hours_text(span.length)} de repos de suite dans la semaine, {hours_text(limits.weekly_rest)} au moins"
        ),
    ),
)


def _clashes(one: Somebody, moved: Item) -> Iterator[str]:
    """Yield what else somebody is expected at then: a service at the same moment, another town, days she cannot come."""
    if moved.service is not None:
        for service in one.services:
            if _meet(service, moved.service):
                yield f"autre service de {service.start:%H} h {service.start:%M} à {service.end:%H} h {service.end:%M}"
    for other in one.others:
        if not other.touches(moved.on, moved.until):
            continue
        if other.kind == ABSENCE:
            yield "indisponible ce jour-là"
        elif other.venue != moved.venue and other.town != moved.town:
            yield f"autre service à {other.town or other.place}, {other.what.lower()}"


def _meet(one: Service, other: Service) -> bool:
    return one.begun < other.over and other.begun < one.over


def tried(trial: Trial, days: Iterable[date], hour: time | None = None) -> Mapping[date, list[Broken]]:
    """Return what a service would break on each of these days; a day that breaks nothing is left out."""
    found = {day: trial.at(day, hour) for day in days}
    return {day: broken for day, broken in found.items() if broken}


def trial_of(activity: Activity, productions: Any, since: date, until: date) -> Trial:
    """Return the trial of a service on some days, its own included."""
    first, last = window(min(since, activity.on), max(until, activity.until or activity.on))
    return Trial(Agenda(activity.organisation_id, productions, first, last), activity)
