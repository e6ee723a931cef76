"""The book of a session: every half-day, who was expected, who signed, and what that makes in hours."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils import timezone

from filage.core import clock
from filage.rules.reading.folding import folded
from filage.rules.schooling import attendance, chain
from filage.rules.schooling.attendance import ABSENCES, HalfDay, Status, Tally, Thresholds
from filage.rules.schooling.excuses import Excuse, excuses, standing
from filage.rules.schooling.signing import Clock, Window, clock_time, window
from filage.school.attendance.enums import Gesture
from filage.school.attendance.models import AttendanceRecord, AttendanceRules
from filage.school.programmes.enums import Hours, Moment

READ = ("number", "gesture", "slot_id", "learner_id", "trainer_id", "status", "minutes")


@dataclass(frozen=True, slots=True)
class Half:
    """A half-day of the calendar, with what a sheet says of it; `hours` None is unknown."""

    pk: UUID
    on: date
    moment: str
    hours: Decimal | None
    kind: str
    track: UUID | None
    module: str
    trainer: UUID | None
    trainer_name: str

    @property
    def counts(self) -> bool:
        """Tell whether its hours are hours of the centre: self-study never is."""
        return self.kind != Hours.SELF_STUDY

    @property
    def label(self) -> str:
        """Return how a page names it."""
        return Moment(self.moment).label

    @property
    def order(self) -> tuple[date, bool]:
        """Return its place in the calendar."""
        return self.on, self.moment != Moment.MORNING


@dataclass(slots=True)
class Mark:
    """What the register says of a learner for a half-day: the number of her signature, and her state when it was said."""

    signed: int | None = None
    stated: int | None = None
    status: str = ""
    minutes: int | None = None
    excused: bool = False  # a paper that was accepted covers it

    @property
    def reading(self) -> Status:
        """Return how she was there; a signature alone is a presence, an accepted paper excuses an absence and no more."""
        if self.excused and not (self.signed and not self.status):
            return Status.EXCUSED
        if self.status:
            return Status(self.status)
        return Status.PRESENT if self.signed else Status.UNSIGNED


NOTHING = Mark()


@dataclass(slots=True, kw_only=True)
class Book:
    """The attendance of a session, loaded once."""

    session: Any
    rules: AttendanceRules
    halves: Sequence[Half]
    learners: Sequence[Any]
    marks: dict[tuple[UUID, UUID], Mark]
    held: dict[UUID, int]  # half-day -> number of the signature of who taught it
    today: date
    _tallies: dict[UUID, Tally] = field(default_factory=dict)

    def mark(self, half: Half, learner: Any) -> Mark:
        """Return what is known of a learner for a half-day."""
        return self.marks.get((half.pk, learner.pk), NOTHING)

    def expected(self, half: Half, learner: Any) -> bool:
        """Tell whether a learner was to be there: her track, between her entry and her departure; what she signed stays hers."""
        if half.counts and self.mark(half, learner).signed:
            return True
        if not half.counts or half.track not in (None, learner.track_id):
            return False
        return (learner.entered_on or half.on) <= half.on <= (learner.left_on or half.on)

    def of(self, learner: Any) -> list[Half]:
        """Return the half-days of a learner."""
        return [half for half in self.halves if self.expected(half, learner)]

    def tally(self, learner: Any) -> Tally:
        """Return the hours of a learner up to today, and her alerts."""
        found = self._tallies.get(learner.pk)
        if found is None:
            found = self._tallies[learner.pk] = self._tally(learner)
        return found

    def _tally(self, learner: Any) -> Tally:
        mine = [half for half in self.of(learner) if half.hours is not None]
        past = [half for half in mine if half.on < self.today or (half.on == self.today and self._said(half, learner))]
        planned = sum((half.hours for half in mine if half.hours), Decimal(0))
        rows = [half_day(half, self.mark(half, learner)) for half in past]
        return attendance.tally(rows, thresholds=self.thresholds, volume=self.session.centre_hours or planned)

    def _said(self, half: Half, learner: Any) -> bool:
        return self.mark(half, learner).reading != Status.UNSIGNED

    def unsigned(self, learner: Any) -> list[Half]:
        """Return the past half-days that a learner neither signed nor missed, so far as the register says."""
        return [half for half in self.of(learner) if half.on < self.today and self.mark(half, learner).reading == Status.UNSIGNED]

    def to_countersign(self) -> list[Half]:
        """Return the past half-days that nobody who taught has signed."""
        return [half for half in self.halves if half.counts and half.on < self.today and half.pk not in self.held]

    def half(self, pk: UUID) -> Half | None:
        """Return a half-day of the session."""
        return next((half for half in self.halves if half.pk == pk), None)

    def week(self, monday: date) -> list[Half]:
        """Return the half-days of a week that count."""
        return [half for half in self.halves if half.counts and monday <= half.on < monday + timedelta(days=7)]

    @property
    def weeks(self) -> list[date]:
        """Return the Mondays of the weeks that hold a half-day."""
        return sorted({half.on - timedelta(days=half.on.weekday()) for half in self.halves if half.counts})

    @property
    def thresholds(self) -> Thresholds:
        """Return from when an absence is an alert here."""
        return Thresholds(in_a_row=self.rules.in_a_row, share=self.rules.absence_share / 100)

    @property
    def hours_unknown(self) -> int:
        """Return how many half-days have no known length."""
        return sum(half.hours is None for half in self.halves if half.counts)

    def window(self, half: Half) -> Window:
        """Return when a half-day is signed."""
        return window(half.on, half.moment, half.hours, clock_of(self.rules))


def half_day(half: Half, mark: Mark) -> HalfDay:
    """Return a half-day as the rule of attendance reads it."""
    minutes = None if mark.minutes is None else Decimal(mark.minutes)
    return HalfDay(half.on, half.moment, half.hours or Decimal(0), mark.reading, minutes)


def attended(hours: Decimal, mark: Mark) -> Decimal | None:
    """Return the hours that a mark makes of a half-day, None while the minutes missed are not said."""
    minutes = None if mark.minutes is None else Decimal(mark.minutes)
    return HalfDay(date.min, Moment.MORNING, hours, mark.reading, minutes).attended


def is_absence(mark: Mark) -> bool:
    """Tell whether somebody was said to miss the whole half-day: a paper given ahead keeps nobody from coming."""
    return mark.status in ABSENCES


def book(session: Any, *, learner: Any = None, today: date | None = None) -> Book:
    """Return the book of a session, or the pages of one learner in it; five queries, one more for a day that is not said."""
    records = AttendanceRecord.objects.within(session.organisation_id).filter(session=session, slot__isnull=False)
    learners = session.learners.select_related("person", "track").order_by("id")
    if learner is not None:
        records, learners = records.filter(learner=learner), learners.filter(pk=learner.pk)
    marks, held = marks_of(records.order_by("number").values_list(*READ))
    halves = halves_of(session)
    excuse(marks, halves, papers_of(session, learner))
    return Book(
        session=session,
        rules=rules_of(session),
        halves=halves,
        learners=sorted(learners, key=lambda one: folded(str(one))),
        marks=marks,
        held=held,
        today=today or clock.today(session.organisation),
    )


def marks_of(rows: Iterable[tuple[Any, ...]]) -> tuple[dict[tuple[UUID, UUID], Mark], dict[UUID, int]]:
    """Return what the records of a session say of each learner and half-day, read in their order: the last word holds."""
    marks: dict[tuple[UUID, UUID], Mark] = {}
    held: dict[UUID, int] = {}
    for number, gesture, slot, learner, _, status, minutes in rows:
        if gesture == Gesture.TRAINER:
            held[slot] = number
            continue
        mark = marks.setdefault((slot, learner), Mark())
        if gesture == Gesture.PRESENCE:
            mark.signed = number
        else:
            mark.stated, mark.status, mark.minutes = number, status, minutes
    return marks, held


def papers_of(session: Any, learner: Any = None) -> dict[UUID, list[Excuse]]:
    """Return the papers that stand accepted, by learner, as the register says them; one query."""
    rows = AttendanceRecord.objects.within(session.organisation_id).filter(session=session, gesture=Gesture.PROOF)
    if learner is not None:
        rows = rows.filter(learner=learner)
    told: dict[UUID, list[tuple[int, Any]]] = {}
    for number, who, text in rows.order_by("number").values_list("number", "learner_id", "text"):
        told.setdefault(who, []).append((number, chain.read(text)))
    return {who: standing(decisions) for who, decisions in told.items()}


def excuse(marks: dict[tuple[UUID, UUID], Mark], halves: Iterable[Half], papers: Mapping[UUID, Sequence[Excuse]]) -> None:
    """Mark the half-days that a paper covers and that were not signed."""
    for who, held in papers.items():
        for half in halves if held else ():
            mark = marks.get((half.pk, who), NOTHING)
            if excuses(held, half.on, status=mark.status, stated=mark.stated):
                marks.setdefault((half.pk, who), Mark()).excused = True


def halves_of(session: Any) -> list[Half]:
    """Return the half-days of a session in the order of the calendar."""
    rows = session.slots.order_by("on", "rank", "id").values_list(
        "pk", "on", "moment", "hours", "kind", "track_id", "module__code", "module__title", "trainer_id", "trainer__person__name"
    )
    halves = [
        Half(
            pk,
            on,
            moment,
            hours or length_of(session, moment),
            kind,
            track,
            f"{code or ''} {title or ''}".strip(),
            trainer,
            who or "",
        )
        for pk, on, moment, hours, kind, track, code, title, trainer, who in rows
    ]
    return sorted(halves, key=lambda half: half.order)


def length_of(session: Any, moment: str) -> Decimal | None:
    """Return the hours of a half-day that says none of its own; None is unknown."""
    length: Decimal | None = session.morning_hours if moment == Moment.MORNING else session.afternoon_hours
    return length


def rules_of(session: Any) -> AttendanceRules:
    """Return what a session sets for its attendance, what is usual when it says nothing."""
    found = AttendanceRules.objects.within(session.organisation_id).filter(session=session).first()
    return found or AttendanceRules(organisation_id=session.organisation_id, session=session)


def clock_of(rules: AttendanceRules) -> Clock:
    """Return the hours of a centre."""
    return Clock(clock_time(rules.morning_from), clock_time(rules.afternoon_from), rules.delay)


def now(organisation: Any) -> datetime:
    """Return the instant it is for an organisation: now, on its pinned day when it has one."""
    at, day = timezone.localtime(), clock.today(organisation)
    return at if at.date() == day else at.replace(year=day.year, month=day.month, day=day.day)
