"""Where each learner stands with her period in a company: what was agreed, the hours signed, what may be missed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import UUID

from filage.core import clock
from filage.rules.reading.folding import folded
from filage.rules.schooling import chain
from filage.rules.schooling.feasibility import Nature, Period, bridges
from filage.rules.schooling.placement import WEEK, Progress, lasts, monday_of, progress
from filage.school.attendance.enums import Gesture, PlacementState
from filage.school.attendance.models import AttendanceRecord, Placement
from filage.school.programmes import queries as programmes

LATELY = 4  # weeks to say, shown at once
SAID = (PlacementState.SIGNED, PlacementState.BROKEN, PlacementState.ENDED)  # the agreement was signed
DEAD = (PlacementState.REFUSED,)
DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


@dataclass(frozen=True, slots=True)
class Week:
    """The hours that a learner said of a week, day by day, and whether her tutor signed that very record."""

    monday: date
    number: int
    days: Mapping[str, Decimal]
    tutor: int  # number of her tutor's signature, 0 without one
    reason: str = ""

    @property
    def hours(self) -> Decimal:
        """Return the hours of the week."""
        return sum(self.days.values(), Decimal(0))

    @property
    def by_day(self) -> list[tuple[date, Decimal]]:
        """Return the hours of each day, in order."""
        return sorted((date.fromisoformat(on), hours) for on, hours in self.days.items())


@dataclass(kw_only=True)
class Followed:
    """A placement with its weeks, its progress and what is said of it."""

    placement: Placement
    weeks: Sequence[Week]
    working: Sequence[date]
    off: Sequence[date]
    asked: Decimal
    hours_a_day: Decimal | None
    today: date
    bridges: Sequence[date] = field(default_factory=tuple)

    @cached_property
    def progress(self) -> Progress:
        """Return where its hours stand."""
        return progress(
            asked=self.asked,
            working=self.working,
            hours_a_day=self.hours_a_day,
            weeks={week.monday: week.hours for week in self.weeks},
            off=set(self.off),
            ended_on=self.placement.ended_on,
        )

    @property
    def to_say(self) -> list[date]:
        """Return the Mondays of the weeks that began and that the learner did not say yet."""
        said = {week.monday for week in self.weeks}
        last = min(self.today, self.placement.ended_on or self.placement.last)
        monday, found = monday_of(self.placement.first), []
        while monday <= last:
            if monday not in said:
                found.append(monday)
            monday += WEEK
        return found

    @property
    def sheets(self) -> list[tuple[date, list[tuple[date, str, Decimal | None]]]]:
        """Return the last weeks to say, each with its days."""
        return [(monday, self.usual(monday)) for monday in self.to_say[-LATELY:]]

    @property
    def earlier(self) -> int:
        """Return how many weeks to say come before those that are shown."""
        return max(0, len(self.to_say) - LATELY)

    @property
    def to_sign(self) -> list[Week]:
        """Return the weeks that the tutor has not signed."""
        return [week for week in self.weeks if not week.tutor]

    @property
    def signed(self) -> Decimal:
        """Return the hours that both signed."""
        return sum((week.hours for week in self.weeks if week.tutor), Decimal(0))

    def usual(self, monday: date) -> list[tuple[date, str, Decimal | None]]:
        """Return the days of a week with the hours that are usual on each, none outside the period."""
        days = (monday + timedelta(days=rank) for rank in range(7))
        return [(on, DAYS[on.weekday()], self.hours_a_day if on in self.working and on not in self.off else None) for on in days]


def followed(session: Any, *, learner: Any = None, pk: UUID | None = None, sayable: bool = False) -> list[Followed]:
    """Return the placements of a session, of one learner, or one, or those alone whose hours are said; six queries."""
    rows = Placement.objects.within(session.organisation_id).filter(learner__session=session)
    if learner is not None:
        rows = rows.filter(learner=learner)
    if pk is not None:
        rows = rows.filter(pk=pk)
    if sayable:
        rows = rows.filter(state__in=SAID)
    rows = rows.select_related("learner__person", "structure", "tutor").prefetch_related("days_off")
    held = list(rows.order_by("learner__person__name", "first", "id"))
    weeks, plan, today = _weeks(session, held), programmes.told(session).plan, clock.today(session.organisation)
    found = []
    for one in held:
        period = Period(one.first, one.last, Nature.COMPANY)
        found.append(
            Followed(
                placement=one,
                weeks=weeks.get(one.pk, []),
                working=plan.days_of(period) if plan else (),
                off=[each.on for each in one.days_off.all()],
                asked=session.company_hours,
                hours_a_day=(one.hours_a_day or session.hours_a_day) if plan else None,
                today=today,
                bridges=bridges(plan, period) if plan else (),
            )
        )
    return found


def overview(session: Any) -> list[tuple[Any, list[Followed], int]]:
    """Return each learner with her placements and the number of places that she asked."""
    learners = sorted(session.learners.select_related("person").prefetch_related("canvasses"), key=lambda one: folded(str(one)))
    mine: dict[UUID, list[Followed]] = {}
    for one in followed(session):
        mine.setdefault(one.placement.learner_id, []).append(one)
    return [(learner, mine.get(learner.pk, []), len(learner.canvasses.all())) for learner in learners]


def too_short(session: Any, learner: Any, held: Sequence[Followed]) -> str:
    """Return what the exam would say of how long a learner was in a company, by her route; empty when nothing is asked."""
    record = programmes.certification(session.organisation_id, session.certification, session.version)
    route = record.routes.get(learner.route) if record and isinstance(record.routes, Mapping) else None
    if route is None or route.placement is None:
        return ""
    kept = [one.placement for one in held if one.placement.state not in DEAD]
    return lasts([(one.first, one.ended_on or one.last) for one in kept], route.placement)


def _weeks(session: Any, placements: Sequence[Placement]) -> dict[UUID, list[Week]]:
    rows = AttendanceRecord.objects.within(session.organisation_id).filter(
        session=session, placement__in=placements, week__isnull=False
    )
    said: dict[tuple[UUID, Any], Week] = {}
    week: Any
    for number, gesture, placement, week, text in rows.order_by("number").values_list(
        "number", "gesture", "placement_id", "week", "text"
    ):
        told = chain.read(text)
        held = said.get((placement, week))
        if gesture == Gesture.WEEK:
            days = {day: Decimal(str(hours)) for day, hours in (told.get("heures") or {}).items()}
            said[placement, week] = Week(week, number, days, 0, told.get("motif", ""))
        elif held is not None and told.get("contresigne") == held.number:
            said[placement, week] = Week(week, held.number, held.days, number, held.reason)
    found: dict[UUID, list[Week]] = {}
    for (placement, _), one in sorted(said.items(), key=lambda item: item[0][1]):
        found.setdefault(placement, []).append(one)
    return found


def competences(session: Any, placement: Placement) -> list[tuple[str, str]]:
    """Return the competences that a tutor may judge: those of the missions, all of the certification when none is said."""
    record = programmes.certification(session.organisation_id, session.certification, session.version)
    known = [(one.code, one.title) for one in record.competences] if record else []
    named = {code.strip() for one in placement.missions.all() for code in one.competences.split(",") if code.strip()}
    titles = dict(known)
    return [(code, titles.get(code, "")) for code in sorted(named)] if named else known
