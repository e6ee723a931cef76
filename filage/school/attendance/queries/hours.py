"""The hours that were signed: those that count for the trainers, the modules, the funders and the yearly declaration."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from filage.school.attendance.models import AttendanceRecord
from filage.school.attendance.queries.book import READ, Book, attended, book, half_day, length_of, marks_of
from filage.school.programmes.enums import Hours


@dataclass(frozen=True, slots=True)
class SignedHours:
    """Hours attended by a learner in a half-day that she signed; `hours` None while the minutes missed are not said."""

    slot: UUID
    learner: UUID
    trainer: UUID | None
    module: str
    kind: str
    hours: Decimal | None


def signed_hours(session: Any) -> list[SignedHours]:
    """Return what every learner of a session signed; self-study is none of it."""
    return signed_in(book(session))


def signed_by_learner(session: Any) -> dict[tuple[UUID, UUID], Decimal]:
    """Return the hours signed by half-day and learner, those whose missed minutes are not said left out; one query."""
    rows = AttendanceRecord.objects.within(session.organisation_id).filter(session=session, slot__isnull=False)
    rows = rows.exclude(slot__kind=Hours.SELF_STUDY).order_by("number")
    kept = list(rows.values_list(*READ, "slot__moment", "slot__hours"))
    marks, _ = marks_of(row[: len(READ)] for row in kept)
    lengths = {row[READ.index("slot_id")]: row[-1] or length_of(session, row[-2]) for row in kept}
    found = {}
    for (slot, learner), mark in marks.items():
        length = lengths[slot]
        hours = None if length is None else attended(length, mark)
        if mark.signed and hours:
            found[slot, learner] = hours
    return found


def why_held(slot: Any) -> str:
    """Return why a half-day may no longer move: it was signed; empty when it may."""
    return "Cette demi-journée est signée : elle ne se déplace plus." if slot.attendance.exists() else ""


def signed_in(held: Book) -> list[SignedHours]:
    """Return what every learner signed in a book that was read."""
    found = []
    for learner in held.learners:
        for half in held.of(learner):
            mark = held.mark(half, learner)
            if mark.signed and half.hours is not None:
                hours = half_day(half, mark).attended
                if hours is None or hours:
                    found.append(SignedHours(half.pk, learner.pk, half.trainer, half.module, half.kind, hours))
    return found
