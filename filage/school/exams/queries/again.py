"""Who may come back to an exam: those whom an earlier jury did not certify whole, with what each keeps and what she misses."""

from dataclasses import dataclass

from filage.rules.schooling.certification import Certification
from filage.school.exams.enums import FinalDecision
from filage.school.exams.models import Candidate, ExamSession, Verdict
from filage.school.exams.queries.acquired import acquired_by, asked, codes
from filage.school.exams.queries.sitting import kept, record

COME_BACK = (FinalDecision.PARTIAL, FinalDecision.REFUSED, FinalDecision.ABSENT, FinalDecision.ADJOURNED)


@dataclass(frozen=True, slots=True)
class Back:
    """Somebody to present again: her last candidacy, what was decided, the blocks that she keeps, the competences she misses."""

    candidate: Candidate
    decision: str
    kept: tuple[str, ...]
    missing: tuple[str, ...]


def waiting(exam: ExamSession) -> list[Back]:
    """Return who may be presented again at an exam and is not there yet; five queries, one when nobody is."""
    found, last = record(exam), _last(exam)
    if found is None or not last:
        return []
    people = [one.candidate.person_id for one in last]
    there = ExamSession.objects.within(exam.organisation_id).filter(certification=exam.certification, first__gte=exam.first)
    taken = set(Candidate.objects.within(exam.organisation_id).filter(exam__in=there).values_list("person", flat=True))
    held = acquired_by(exam.organisation_id, exam.certification, people, but=exam.pk)
    wanted = [one for one in last if one.candidate.person_id not in taken]
    return [_back(one, found, held.get(one.candidate.person_id, frozenset())) for one in wanted]


def _last(exam: ExamSession) -> list[Verdict]:
    """Return the last closed decision of each person who was not certified whole; a jury that was opened again says nothing."""
    rows = Verdict.objects.within(exam.organisation_id).filter(
        deliberation__exam__certification=exam.certification, deliberation__exam__first__lt=exam.first
    )
    rows = rows.exclude(deliberation__exam__deliberations__closed_at=None).select_related("candidate__person", "candidate__exam")
    last = {one.candidate.person_id: one for one in rows.order_by("candidate__exam__first", "deliberation__version")}
    return [one for one in last.values() if one.decision in COME_BACK]


def _back(verdict: Verdict, found: Certification, held: frozenset[str]) -> Back:
    one = verdict.candidate
    before = held | frozenset(codes(one.acquired))
    wanted = asked(one, found, before)
    blocks = {block.code for block in found.blocks}
    return Back(
        candidate=one,
        decision=str(FinalDecision(verdict.decision).label),
        kept=tuple(code for code in kept(found, before) if code in blocks),
        missing=tuple(each.code for each in found.competences if each.code in wanted),
    )
