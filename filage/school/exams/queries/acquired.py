"""What people obtained before: competences that a closed jury granted, kept from one session to the next."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from filage.rules.schooling.certification import Certification
from filage.rules.schooling.deliberation import COUNTED
from filage.school.exams.models import Candidate, CompetenceDecision, Deliberation, ExamSession


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


def earlier(exam: ExamSession, candidates: Collection[Candidate]) -> dict[UUID, frozenset[str]]:
    """Return what each candidate of an exam held before it: competences of closed juries, blocks that were said; two queries."""
    before = acquired_by(exam.organisation_id, exam.certification, [one.person_id for one in candidates], but=exam.pk)
    return {one.pk: before.get(one.person_id, frozenset()) | frozenset(codes(one.acquired)) for one in candidates}


def asked(one: Candidate, record: Certification, held: Collection[str]) -> frozenset[str]:
    """Return the competences that a candidate is examined on: those of the blocks that she presents, less what she holds."""
    named = codes(one.presents)
    return frozenset(
        each.code for each in record.competences if not {each.code, each.block} & set(held) and (not named or each.block in named)
    )


def codes(text: str) -> tuple[str, ...]:
    """Return the codes of a list apart by commas."""
    return tuple(part.strip() for part in text.split(",") if part.strip())
