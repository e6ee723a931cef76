"""What a trainer holds: her half-days of these days, and the former ones that she has not signed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from filage.rules.schooling.signing import Verdict
from filage.school.attendance.queries.book import Book, Half, book

SINCE = timedelta(days=60)  # former half-days that may still be signed from a link
MOST = 12


@dataclass(frozen=True, slots=True)
class Sheet:
    """A half-day of a trainer, in the book of its session."""

    slot: Any
    book: Book
    half: Half
    late: bool


def sheets_of(trainer: Any, at: datetime) -> Sequence[Sheet]:
    """Return the half-days that a trainer may sign at an instant, the latest first; a few queries a session."""
    rows = trainer.slots.select_related("session__organisation").filter(on__lte=at.date(), on__gte=at.date() - SINCE)
    books: dict[Any, Book] = {}
    found = []
    for slot in rows.order_by("-on", "-moment"):
        if slot.session_id not in books:
            books[slot.session_id] = book(slot.session)
        held = books[slot.session_id]
        half = held.half(slot.pk)
        if half is None or not half.counts:
            continue
        verdict = held.window(half).verdict(at)
        today = half.on == at.date()
        if today or (verdict is Verdict.LATE and half.pk not in held.held):
            found.append(Sheet(slot, held, half, verdict is Verdict.LATE))
    return found[:MOST]
