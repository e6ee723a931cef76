"""What of the attendance of a house is late, missing or wrong, as plain facts: duties and checks read them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Min, Q

from filage.core import clock
from filage.rules.schooling import chain
from filage.rules.schooling.chain import Break
from filage.rules.schooling.placement import WEEK
from filage.rules.schooling.signing import Verdict
from filage.school.attendance.enums import Gesture, PlacementState, ProofState
from filage.school.attendance.models import AttendanceRecord, Justification, Placement
from filage.school.attendance.queries.book import Book, book
from filage.school.attendance.queries.placements import Followed, followed, too_short
from filage.school.attendance.queries.register import checked
from filage.school.programmes.enums import Hours
from filage.school.programmes.models import SchoolSession, Slot

AFTER = timedelta(days=60)  # a session is still looked at, once over
TO_AGREE = (PlacementState.PROPOSED, PlacementState.APPROVED)


@dataclass(frozen=True, slots=True)
class Unsigned:
    """The past half-days of a session that nobody who taught has signed: how many, since when."""

    session: Any
    count: int
    since: date


@dataclass(frozen=True, slots=True)
class Stay:
    """A period in a company under way: the Mondays of the weeks that are over and not said, those said and not signed."""

    followed: Followed
    unsaid: Sequence[date]
    unsigned: Sequence[date]


@dataclass(frozen=True, slots=True)
class Wrong:
    """What the attendance of a session has that does not hold, learner by learner or record by record."""

    session: Any
    absences: Sequence[tuple[Any, str]]  # a learner, and what is said of her absences
    late: Sequence[tuple[int, Any]]  # number and learner of a signature that came late and says no reason
    broken: Break | None
    share: Decimal  # of the hours, from which an absence is told here
    in_a_row: int
    stays: Sequence[tuple[Any, str]]  # a placement, and why its hours or its length are not what is asked


def unsigned(organisation: Any, today: date) -> list[Unsigned]:
    """Return, by session, the half-days of the last weeks that no trainer signed; one query."""
    rows = Slot.objects.within(organisation).filter(on__lt=today, on__gte=today - AFTER).exclude(kind=Hours.SELF_STUDY)
    rows = rows.exclude(attendance__gesture=Gesture.TRAINER).filter(session__learners__isnull=False)
    told = rows.order_by().values("session").annotate(count=Count("id", distinct=True), since=Min("on"))
    found = {row["session"]: row for row in told}
    sessions = SchoolSession.objects.within(organisation).filter(pk__in=list(found)) if found else ()
    return [Unsigned(one, found[one.pk]["count"], found[one.pk]["since"]) for one in sessions]


def ending(organisation: Any, today: date) -> list[tuple[Any, date]]:
    """Return the sessions whose last half-day is near, with that day: their certificates are due; one query."""
    rows = SchoolSession.objects.within(organisation).filter(learners__isnull=False)
    held = rows.annotate(ends=Max("slots__on"), ended=Max("periods__last")).distinct()
    found = [(one, max(day for day in (one.ends, one.ended) if day)) for one in held if one.ends or one.ended]
    return [(one, last) for one, last in found if last - WEEK <= today <= last + AFTER / 2]


def to_read(organisation: Any) -> list[tuple[UUID, str, int, date | None]]:
    """Return, by session, the proofs of absence that wait: the session, its name, how many, since when; one query."""
    rows = Justification.objects.within(organisation).filter(state=ProofState.RECEIVED).order_by()
    told = rows.values_list("learner__session", "learner__session__name")
    return list(told.annotate(count=Count("id"), since=Min("received_on")))


def to_agree(organisation: Any, today: date) -> list[Placement]:
    """Return the placements that begin soon, or began, without an agreement signed by the three; one query."""
    rows = Placement.objects.within(organisation).filter(state__in=TO_AGREE, last__gte=today)
    return list(rows.select_related("learner__person", "learner__session", "structure").order_by("first", "id"))


def stays(organisation: Any, today: date) -> list[Stay]:
    """Return the placements whose weeks wait for a learner or a tutor; a few queries for each session that has one."""
    under_way = Q(state=PlacementState.SIGNED, first__lte=today, last__gte=today - AFTER)
    rows = Placement.objects.within(organisation).filter(under_way).order_by()
    sessions = (
        SchoolSession.objects.within(organisation).filter(pk__in=rows.values("learner__session")).select_related("organisation")
    )
    found = []
    for session in sessions:
        for one in followed(session, sayable=True):
            over = [monday for monday in one.to_say if monday + WEEK <= today]
            waiting = [week.monday for week in one.to_sign]
            if over or waiting:
                found.append(Stay(one, over, waiting))
    return found


def wrong(organisation: Any, today: date | None = None) -> Iterator[Wrong]:
    """Yield what does not hold in each session that has a register or a placement; a dozen queries a session."""
    today = today or clock.today(organisation)
    signed = AttendanceRecord.objects.within(organisation).order_by().values("session")
    sent = Placement.objects.within(organisation).order_by().values("learner__session")
    rows = SchoolSession.objects.within(organisation).filter(Q(pk__in=signed) | Q(pk__in=sent)).select_related("organisation")
    for session in rows:
        held = book(session, today=today)
        yield Wrong(
            session=session,
            absences=[(one, text) for one in held.learners for text in held.tally(one).alerts],
            late=late_unsaid(held),
            broken=checked(session).broken,
            share=held.thresholds.share,
            in_a_row=held.thresholds.in_a_row,
            stays=list(_short(session)),
        )


def late_unsaid(held: Book) -> list[tuple[int, Any]]:
    """Return the signatures that came after their delay and say no reason: a page refuses them, a file may bring one."""
    rows = AttendanceRecord.objects.within(held.session.organisation_id).filter(
        session=held.session, gesture__in=(Gesture.PRESENCE, Gesture.TRAINER)
    )
    halves = {half.pk: half for half in held.halves}
    names = {one.pk: one for one in held.learners}
    found = []
    for number, slot, learner, text in rows.order_by("number").values_list("number", "slot_id", "learner_id", "text"):
        said = chain.read(text)
        half, at = halves.get(slot), _instant(said.get("a"))
        late = half is not None and at is not None and held.window(half).verdict(at) is Verdict.LATE
        if (late or said.get("tardive")) and not said.get("motif"):
            found.append((number, names.get(learner)))
    return found


def _short(session: Any) -> Iterator[tuple[Any, str]]:
    mine: dict[Any, list[Followed]] = {}
    for one in followed(session):
        mine.setdefault(one.placement.learner, []).append(one)
    for learner, held in mine.items():
        for one in held:
            if one.progress.out_of_reach and one.placement.state in (*TO_AGREE, PlacementState.SIGNED):
                yield one.placement, f"{one.asked:f} h demandées, plus atteignables"
        text = too_short(session, learner, held)
        if text:
            yield held[-1].placement, text


def _instant(text: Any) -> datetime | None:
    try:
        at = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return at if at.tzinfo else None
