"""The hours that the yearly declaration (BPF) asks: those that were signed, by who pays, each learner once in each."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from filage.school.admissions.enums import Funder
from filage.school.attendance.queries.book import Book
from filage.school.attendance.queries.hours import signed_in

UNSAID = "financement non dit"


@dataclass(frozen=True, slots=True)
class Declared:
    """Who pays, how many learners, their hours in the centre; `unknown` counts without minutes."""

    label: str
    learners: int
    hours: Decimal
    unknown: int


def declared(book: Book) -> Sequence[Declared]:
    """Return the hours signed by funder, as the file of each learner says who pays; one query."""
    funders: dict[UUID, str] = dict(book.session.learners.values_list("pk", "application__funder"))
    lines: dict[str, tuple[set[UUID], list[Decimal | None]]] = {}
    for one in signed_in(book):
        who, hours = lines.setdefault(_label(funders.get(one.learner)), (set(), []))
        who.add(one.learner)
        hours.append(one.hours)
    return [
        Declared(label, len(who), round(sum((one for one in hours if one is not None), Decimal(0)), 2), hours.count(None))
        for label, (who, hours) in sorted(lines.items())
    ]


def _label(code: Any) -> str:
    return str(Funder(code).label) if code in Funder.values else UNSAID
