"""The hours that were signed: those that count for the trainers, the modules, the funders and the yearly declaration."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from filage.school.attendance.queries.book import Book, book, half_day


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
