"""What the hours of an embauche are: foreseen from the services it attends, told day by day, counted apart by what they serve."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from filage.core.rails import season as seasons
from filage.desks.payroll.enums import HoursState
from filage.desks.payroll.models import HoursEntry
from filage.desks.payroll.queries import period
from filage.desks.payroll.queries.playing import played
from filage.desks.payroll.queries.working import DAY_HOURS, SERVICE_HOURS, month_end
from filage.productions.enums import PERFORMANCES, GrossUnit
from filage.productions.models import Activity, Engagement, Production
from filage.rules.engine import to_ten_thousandth
from filage.rules.payroll.terms import HOURS_OF_A_CACHET
from filage.rules.working_time.services import Service, hours, worked

TOLD = (HoursState.SAISI, HoursState.VALIDE, HoursState.TRANSMIS)
CHECKED = (HoursState.VALIDE, HoursState.TRANSMIS)
SATURDAY, DAYS_OF_A_WEEK = 5, 5


@dataclass(frozen=True, slots=True)
class Work:
    """Hours and cachets of a day, and what it cost who was away from home; None is not known."""

    hours: Decimal | None = None
    cachets: int | None = None
    meals: int | None = None  # taken on the road
    nights: int | None = None

    @property
    def is_known(self) -> bool:
        """Tell whether something is said."""
        return self.hours is not None or self.cachets is not None


@dataclass(frozen=True, slots=True)
class Usual:
    """How long a service and a day usually last in a house, in hours; None when it does not say."""

    service: Decimal | None
    day: Decimal | None

    def times(self, each: Decimal | None, units: Decimal) -> Decimal | None:
        """Return so many times a length, None while the length is unknown."""
        return None if each is None else each * units


@dataclass(frozen=True, slots=True)
class Day:
    """One day of an embauche: the services that ask for it, what is foreseen, what was told."""

    engagement: Engagement
    on: date
    activities: tuple[Activity, ...] = ()
    planned: Work = Work()
    entry: HoursEntry | None = None

    @property
    def key(self) -> str:
        """Return what names the day in a page: « <embauche>_<date> »."""
        return f"{self.engagement.pk}_{self.on:%Y-%m-%d}"

    @property
    def state(self) -> HoursState:
        """Return how far the day is."""
        return HoursState(self.entry.state) if self.entry else HoursState.PREVU

    @property
    def is_told(self) -> bool:
        """Tell whether somebody said what was done."""
        return self.state in TOLD

    @property
    def is_closed(self) -> bool:
        """Tell whether the office checked it: it is no longer changed by who worked."""
        return self.state in CHECKED

    @property
    def done(self) -> Work:
        """Return what was done, as it was told."""
        one = self.entry
        return Work(one.done_hours, one.done_cachets, one.meals, one.nights) if one and self.is_told else Work()

    @property
    def differs(self) -> bool:
        """Tell whether what was done is not what was foreseen."""
        if not self.is_told or not self.planned.is_known:
            return False
        return (self.done.hours or 0, self.done.cachets or 0) != (self.planned.hours or 0, self.planned.cachets or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counters:
    """Four counts that are never mixed: cachets, hours of the AEM, hours of the contract, hours present; and the days."""

    days: int = 0
    cachets: int = 0
    aem: Decimal = Decimal(0)
    contract: Decimal = Decimal(0)
    present: Decimal = Decimal(0)
    silent: int = 0  # days whose hours of presence nobody said

    def __add__(self, other: "Counters") -> "Counters":
        return Counters(
            days=self.days + other.days,
            cachets=self.cachets + other.cachets,
            aem=self.aem + other.aem,
            contract=self.contract + other.contract,
            present=self.present + other.present,
            silent=self.silent + other.silent,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Validated:
    """What the office checked of an embauche in a month, for who makes its payslip."""

    engagement: Engagement
    month: date
    counters: Counters
    days: tuple[date, ...]
    states: frozenset[str]
    away: tuple["Away", ...] = ()


@dataclass(frozen=True, slots=True)
class Away:
    """A day on the road: meals and nights to pay back, and where; None is not known."""

    on: date
    meals: int
    nights: int
    postal_code: str | None


@dataclass
class Hours:
    """The days of the embauches of some productions between two days, foreseen or told."""

    season: Any
    since: date
    until: date
    entries: Mapping[UUID, Mapping[date, HoursEntry]] = field(default_factory=dict)

    def of(self, engagement: Engagement) -> list[Day]:
        """Return the days of an embauche, in order."""
        law = self.season.law(engagement.production.structure_id)
        usual = Usual(law.read(SERVICE_HOURS, self.since).value, law.read(DAY_HOURS, self.since).value)
        attended = self._own(engagement)
        foreseen = planned(engagement, attended, usual, following=self._following)
        told = self.entries.get(engagement.pk, {})
        days = sorted({*foreseen, *told})
        return [_day(engagement, on, foreseen.get(on), told.get(on)) for on in days if self.since <= on <= self.until]

    def _own(self, engagement: Engagement) -> list[Activity]:
        """Return the services that an embauche attends; a rehearsal that another embauche of hers pays is not its matter."""
        attended = period.days_in(self.season, engagement)
        if not engagement.per_performance or engagement.person_id is None:
            return attended
        hers = [one for one in self.season.engagements_of(engagement.production_id) if one.person_id == engagement.person_id]
        elsewhere = {one.pk for other in hers if not other.per_performance for one in period.days_in(self.season, other)}
        return [one for one in attended if one.kind in PERFORMANCES or one.pk not in elsewhere]

    @cached_property
    def _following(self) -> frozenset[UUID]:
        each = (played(self.season.performances_of(one.pk)) for one in self.season.productions)
        return frozenset(one.activity.pk for performances in each for one in performances if one.following)


def between(production_ids: Collection[UUID], organisation: Any, since: date, until: date, *, season: Any = None) -> Hours:
    """Return the days of the embauches of some productions between two days; the entries are one query.

    `season` is the one of these productions when somebody has read it already.
    """
    season = season or seasons.load(getattr(organisation, "pk", organisation), tuple(production_ids))
    rows = HoursEntry.objects.within(season.organisation_id).filter(on__range=(since, until))
    held: dict[UUID, dict[date, HoursEntry]] = defaultdict(dict)
    for entry in rows.filter(engagement__production__in=list(production_ids)):
        held[entry.engagement_id][entry.on] = entry
    return Hours(season, since, until, held)


def planned(
    engagement: Engagement, attended: Iterable[Activity], usual: Usual, *, following: Collection[UUID] = frozenset()
) -> dict[date, tuple[tuple[Activity, ...], Work]]:
    """Return the days that services ask of an embauche, with its services and the work foreseen.

    `following` are the performances played where the last one was, the day before. A service of several days asks for those
    of the week, from Monday to Friday. A cachet says no hours: those of presence come from the times of the services. Without
    times, what the terms count in all is spread over the days; hours that nothing says stay unknown.
    """
    by_day: dict[date, list[Activity]] = defaultdict(list)
    for one in attended:
        for on in _days(engagement, one):
            by_day[on].append(one)
    left = engagement.quantity
    found = {}
    for on in sorted(by_day):
        held = tuple(sorted(by_day[on], key=lambda one: (one.starts_at is None, one.starts_at or 0, one.rank)))
        if engagement.per_performance:
            work = _at_performances(engagement, held, usual, following)
        else:
            work = _over_a_period(engagement, held, usual, left, len(by_day))
            left -= _taken(engagement, work)
        found[on] = held, work
    return found


def count(days: Iterable[Day]) -> Counters:
    """Return the counters of what was told."""
    return sum((_counted(day) for day in days if day.is_told), Counters())


def validated(production: Production, month: date) -> tuple[Validated, ...]:
    """Return what the office checked of each embauche of a production in a month (its first day), in file order; one query.

    Days not worked count nothing. Embauches of which nothing was checked are not there.
    """
    rows = HoursEntry.objects.within(production.organisation_id).filter(engagement__production=production, state__in=CHECKED)
    rows = rows.filter(on__range=(month.replace(day=1), month_end(month))).order_by("on")
    rows = rows.select_related("engagement__person", "activity__venue")
    held: dict[UUID, list[HoursEntry]] = defaultdict(list)
    for entry in rows:
        entry.engagement.production = production
        held[entry.engagement_id].append(entry)
    ordered = sorted(held.values(), key=lambda entries: (entries[0].engagement.rank, entries[0].engagement.pk))
    return tuple(_validated(entries, month.replace(day=1)) for entries in ordered)


def _day(engagement: Engagement, on: date, foreseen: tuple[tuple[Activity, ...], Work] | None, entry: HoursEntry | None) -> Day:
    activities, work = foreseen or ((), Work())
    if entry is not None and (entry.state != HoursState.PREVU or foreseen is None):
        work = Work(entry.planned_hours, entry.planned_cachets)  # as it was when somebody answered
    return Day(engagement, on, activities, work, entry)


def _validated(entries: Sequence[HoursEntry], month: date) -> Validated:
    first = entries[0].engagement
    days = [Day(first, one.on, (), Work(one.planned_hours, one.planned_cachets), one) for one in entries]
    worked_on = tuple(day.on for day in days if _counted(day).days)
    return Validated(
        engagement=first,
        month=month,
        counters=count(days),
        days=worked_on,
        states=frozenset(one.state for one in entries),
        away=tuple(Away(one.on, one.meals or 0, one.nights or 0, _where(one)) for one in entries if one.meals or one.nights),
    )


def _where(entry: HoursEntry) -> str | None:
    venue = entry.activity.venue if entry.activity else None
    return (venue.postal_code or None) if venue and venue.country in ("", "FR") else None


def _counted(day: Day) -> Counters:
    done, cachet = day.done, day.engagement.unit == GrossUnit.CACHET
    if not done.hours and not done.cachets:
        return Counters()
    cachets = done.cachets or 0
    return Counters(
        days=1,
        cachets=cachets,
        aem=Decimal(HOURS_OF_A_CACHET * cachets) if cachet else done.hours or Decimal(0),
        contract=Decimal(0) if cachet else day.planned.hours or Decimal(0),
        present=done.hours or Decimal(0),
        silent=int(done.hours is None),
    )


def _days(engagement: Engagement, activity: Activity) -> Iterator[date]:
    first, last = activity.on, activity.until or activity.on
    first, last = max(first, engagement.starts_on or first), min(last, engagement.ends_on or last)
    for rank in range((last - first).days + 1):
        day = first + timedelta(days=rank)
        if activity.until is None or day.weekday() < SATURDAY:
            yield day


def _at_performances(engagement: Engagement, held: Sequence[Activity], usual: Usual, after: Collection[UUID]) -> Work:
    """Return the work of a day of performances: its units are those of the terms for each of them."""
    played_then = [one for one in held if one.kind in PERFORMANCES]
    if not played_then:
        return Work(_timed_hours(held))  # a get-in, a rehearsal: her hours there
    units = sum((_units(engagement, one, after) for one in played_then), Decimal(0))
    whole = units == units.to_integral_value()
    match engagement.unit:
        case GrossUnit.HEURE:
            return Work(units)
        case GrossUnit.SERVICE:
            return Work(_timed_hours(held) or usual.times(usual.service, units))
        case GrossUnit.CACHET:
            return Work(None, int(units) if whole else None)  # the length of a show is not the time of presence
    return Work(_timed_hours(held))


def _units(engagement: Engagement, performance: Activity, after: Collection[UUID]) -> Decimal:
    if engagement.quantity_following is not None and performance.pk in after:
        return engagement.quantity_following
    return engagement.quantity


def _over_a_period(engagement: Engagement, held: Sequence[Activity], usual: Usual, left: Decimal, days: int) -> Work:
    """Return the work of a day of rehearsals: the times of the services, else a share of what the terms count in all."""
    timed = _timed_hours(held)
    match engagement.unit:
        case GrossUnit.CACHET:
            return Work(timed, int(min(max(left, Decimal(0)), Decimal(1))))
        case GrossUnit.SERVICE if timed is None:
            share = max((engagement.quantity / days).quantize(Decimal(1), ROUND_HALF_UP), Decimal(1))
            return Work(usual.times(usual.service, share))
        case GrossUnit.HEURE if timed is None:
            return Work(None if usual.day is None else max(min(usual.day, left), Decimal(0)))
        case GrossUnit.JOUR if timed is None:
            return Work(usual.day)
        case GrossUnit.MOIS if timed is None:
            return Work(usual.day if engagement.weekly_hours is None else engagement.weekly_hours / DAYS_OF_A_WEEK)
    return Work(timed)


def _taken(engagement: Engagement, work: Work) -> Decimal:
    if engagement.unit == GrossUnit.CACHET:
        return Decimal(work.cachets or 0)
    return work.hours or Decimal(0) if engagement.unit == GrossUnit.HEURE else Decimal(0)


def _timed_hours(held: Sequence[Activity]) -> Decimal | None:
    """Return the hours that the times of services make, a moment of two of them counted once; None when one has no times."""
    timed = [_timed(one) for one in held]
    return to_ten_thousandth(hours(worked([one for one in timed if one]))) if all(timed) else None


def _timed(activity: Activity) -> Service | None:
    """Return the time that a service takes on one of its days, None while its hours are unknown."""
    if activity.starts_at is None or activity.ends_at is None:
        return None
    zone = ZoneInfo(activity.zone)
    start, end = (moment.astimezone(zone).replace(tzinfo=None) for moment in (activity.starts_at, activity.ends_at))
    if activity.until is not None and activity.until > activity.on:
        end = datetime.combine(start.date(), end.time())
    begun, over = (moment.replace(tzinfo=zone, fold=at.fold).astimezone(UTC) for moment, at in ((start, start), (end, end)))
    return Service(activity.pk, start, end, from_instant=begun, to_instant=over) if over > begun else None
