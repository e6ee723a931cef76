"""What people obtained before: competences that a closed jury granted, kept from one session to the next."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from filage.rules.schooling.deliberation import COUNTED
from filage.school.exams.models import CompetenceDecision, Deliberation


def acquired(person: Any, certification: str) -> frozenset[str]:
    """Return the competences that a person obtained before closed juries of a certification; two queries."""
    return acquired_by(person.organisation_id, certification, [person.pk]).get(person.pk, frozenset())


def acquired_by(
    organisation: Any, certification: str, people: Collection[UUID], *, but: UUID | None = None
) -> dict[UUID, frozenset[str]]:
    """Return what each person obtained, an exam left aside when one is said; two queries.

    Only the last version of a deliberation counts: one that was opened again is worth nothing until it closes.
    """
    held = Deliberation.objects.within(organisation).filter(exam__certification=certification).exclude(exam=but)
    last = {one.exam_id: one for one in held.order_by("version").defer("minutes")}
    closed = [one.pk for one in last.values() if one.closed_at]
    if not closed:
        return {}
    granted = CompetenceDecision.objects.within(organisation).filter(deliberation__in=closed, candidate__person__in=people)
    found: dict[UUID, set[str]] = {}
    for person, code in granted.filter(result__in=[str(one) for one in COUNTED]).values_list("candidate__person", "competence"):
        found.setdefault(person, set()).add(code)
    return {person: frozenset(codes) for person, codes in found.items()}
