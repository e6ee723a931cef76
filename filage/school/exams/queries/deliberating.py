"""What a jury has before it: for each candidate the grids side by side, what they propose, what is decided, what it gives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.db.models import CharField
from django.db.models.functions import Cast

from filage.rules.schooling import grading
from filage.rules.schooling.certification import Competence
from filage.rules.schooling.deliberation import Exemption, Final, Frame, Outcome, Result, deliberated, final, frame
from filage.rules.schooling.grading import Proposal, proposed
from filage.school.exams.enums import Judged
from filage.school.exams.models import (
    Candidate,
    CompetenceDecision,
    CriterionExemption,
    Deliberation,
    ExamSession,
    Grid,
    Verdict,
)
from filage.school.exams.queries.acquired import asked as examined
from filage.school.exams.queries.acquired import earlier as held_before
from filage.school.exams.queries.jury import Member, Panel, grading_rule, panel


@dataclass(frozen=True, slots=True)
class Cell:
    """One competence of a candidate: the grids of who may grade her, what they propose, what the jury decided."""

    competence: Competence
    marks: Sequence[tuple[Member, str]]  # in the order of the jury
    comments: Sequence[tuple[Member, str]]
    proposal: Proposal
    decision: CompetenceDecision | None
    earlier: bool
    asked: bool  # she presents it; what she holds already, or leaves for later, is not
    exempt: frozenset[int]

    @property
    def said(self) -> str:
        """Return what the grids propose, in French; empty while they cannot say."""
        return Judged(self.proposed).label if self.proposed else ""

    @property
    def proposed(self) -> Result | None:
        """Return what the grids propose, None while they cannot say."""
        if self.proposal.acquired is None:
            return None
        return Result.ACQUIRED if self.proposal.acquired else Result.NOT_ACQUIRED


@dataclass(frozen=True)
class Sheet:
    """What the jury has before it of one candidate, and what its decisions give."""

    candidate: Candidate
    graders: Sequence[Member]
    set_aside: Sequence[Member]
    cells: Sequence[Cell]
    earlier: frozenset[str]
    exemptions: Sequence[CriterionExemption]
    verdict: Verdict | None
    asked: Frame

    @cached_property
    def results(self) -> dict[str, Result]:
        """Return what was decided, by competence."""
        return {one.competence.code: Result(one.decision.result) for one in self.cells if one.decision}

    @cached_property
    def outcome(self) -> Outcome:
        """Return what the decisions give."""
        told = [told_of(one) for one in self.exemptions if self.results.get(one.competence) is Result.EXEMPT]
        return deliberated(self.asked, self.results, earlier=self.earlier, exemptions=told)

    @property
    def final(self) -> Final:
        """Return the decision that the results make, unless the jury adjourns."""
        if self.verdict is not None and self.verdict.adjourned:
            return Final.ADJOURNED
        return final(self.outcome, self.results, self.earlier)

    @property
    def begun(self) -> bool:
        """Tell whether the jury has decided anything of her, or she holds something already."""
        return bool(self.results or self.earlier or (self.verdict and self.verdict.adjourned))

    @property
    def again(self) -> list[str]:
        """Return what she presented and still has to obtain."""
        return [one.competence.code for one in self.cells if one.asked and not self.outcome.held[one.competence.code]]

    @property
    def undecided(self) -> list[str]:
        """Return the competences that still wait for a decision; none once the candidate is adjourned."""
        if self.verdict is not None and self.verdict.adjourned:
            return []
        return [one.competence.code for one in self.cells if one.decision is None and one.asked]


@dataclass(frozen=True)
class Bench:
    """An exam before its jury."""

    panel: Panel
    deliberation: Deliberation | None  # the last one
    sheets: Sequence[Sheet]

    @property
    def is_open(self) -> bool:
        """Tell whether the jury is deciding."""
        return self.deliberation is not None and self.deliberation.closed_at is None

    def sheet(self, pk: UUID) -> Sheet | None:
        """Return the sheet of a candidate."""
        return next((one for one in self.sheets if one.candidate.pk == pk), None)


def told_of(row: CriterionExemption) -> Exemption:
    """Return an exemption as the rules read it; one that the jury did not grant lacks nothing less than its conditions."""
    return Exemption(
        criterion=f"{row.competence}, critère {row.criterion + 1}",
        competence=row.competence,
        whole=row.whole and row.granted,
        unused=row.unused and row.granted,
        opinion=row.reasoned and row.opined_on is not None,
    )


def last(exam: ExamSession) -> Deliberation | None:
    """Return the last version of the deliberation of an exam; one query."""
    held = Deliberation.objects.within(exam.organisation_id).filter(exam=exam)
    found: Deliberation | None = held.order_by("-version").first()
    return found


def bench(exam: ExamSession, *, only: UUID | None = None) -> Bench:
    """Return an exam before its jury, for one candidate only when she is named; some fourteen queries whatever their number."""
    held, current = panel(exam), last(exam)
    if held.certification is None:
        return Bench(held, current, ())
    told = _told(held, current, only)
    asked, rule = frame(held.certification), grading_rule(held.rules)
    chosen = [one for one in held.candidates if only in (None, one.pk)]
    return Bench(held, current, [_sheet(held, one, told, asked, rule) for one in chosen])


@dataclass(frozen=True, slots=True)
class _Told:
    """What was written of the candidates, by candidate."""

    grids: Mapping[tuple[UUID, str], Mapping[UUID, tuple[str, str]]]
    decisions: Mapping[tuple[UUID, str], CompetenceDecision]
    verdicts: Mapping[UUID, Verdict]
    exemptions: Mapping[UUID, Sequence[CriterionExemption]]
    earlier: Mapping[UUID, frozenset[str]]


def _told(held: Panel, current: Deliberation | None, only: UUID | None) -> _Told:
    organisation, whose = held.exam.organisation_id, [one.pk for one in held.candidates if only in (None, one.pk)]
    grids: dict[tuple[UUID, str], dict[UUID, tuple[str, str]]] = {}
    named = _texts([*whose, *(one.juror.pk for one in held.members)])
    rows = Grid.objects.within(organisation).filter(candidate__in=whose).order_by()
    ids = rows.annotate(by=Cast("juror", CharField()), of=Cast("candidate", CharField()))  # thousands of texts, few identifiers
    for juror, candidate, code, marks, comment in ids.values_list("by", "of", "competence", "marks", "comment"):
        grids.setdefault((named[candidate], code), {})[named[juror]] = (marks, comment)
    exemptions: dict[UUID, list[CriterionExemption]] = {}
    for one in CriterionExemption.objects.within(organisation).filter(candidate__in=whose):
        exemptions.setdefault(one.candidate_id, []).append(one)
    decided = CompetenceDecision.objects.within(organisation).filter(deliberation=current, candidate__in=whose).order_by()
    decided = decided if only else decided.defer("organisation", "deliberation", "rank")
    verdicts = Verdict.objects.within(organisation).filter(deliberation=current, candidate__in=whose)
    return _Told(
        grids=grids,
        decisions={(one.candidate_id, one.competence): one for one in decided} if current else {},
        verdicts={one.candidate_id: one for one in verdicts} if current else {},
        exemptions=exemptions,
        earlier=held_before(held.exam, [one for one in held.candidates if one.pk in whose]),
    )


def _texts(ids: Sequence[UUID]) -> dict[str, UUID]:
    """Return identifiers by the texts that the databases write of them."""
    return {text: one for one in ids for text in (one.hex, str(one))}


def _sheet(held: Panel, candidate: Candidate, told: _Told, asked: Frame, rule: grading.Rule) -> Sheet:
    assert held.certification is not None
    graders, earlier = held.graders(candidate), told.earlier.get(candidate.pk, frozenset())
    exemptions = told.exemptions.get(candidate.pk, ())
    exempt: dict[str, set[int]] = {}
    for one in exemptions:
        if not told_of(one).lacks:
            exempt.setdefault(one.competence, set()).add(one.criterion)
    wanted = examined(candidate, held.certification, earlier)
    cells = [
        _cell(each, candidate, graders, told, rule, frozenset(exempt.get(each.code, ())), each.code in wanted)
        for each in held.certification.competences
    ]
    set_apart = [one for one in held.sitting if candidate.pk in one.aside]
    return Sheet(candidate, graders, set_apart, cells, earlier, exemptions, told.verdicts.get(candidate.pk), asked)


def _cell(
    competence: Competence,
    candidate: Candidate,
    graders: Sequence[Member],
    told: _Told,
    rule: grading.Rule,
    exempt: frozenset[int],
    asked: bool,
) -> Cell:
    grids, blank = told.grids.get((candidate.pk, competence.code), {}), grading.BLANK * len(competence.criteria)
    written = [(one, *grids.get(one.juror.pk, (blank, ""))) for one in graders]
    marks = [(one, (given or blank).ljust(len(blank), grading.BLANK)) for one, given, _ in written]
    return Cell(
        competence=competence,
        marks=marks,
        comments=[(one, said) for one, _, said in written if said],
        proposal=proposed([(given, one.juror.president) for one, given in marks], rule, competence.code, exempt),
        decision=told.decisions.get((candidate.pk, competence.code)),
        earlier=bool({competence.code, competence.block} & told.earlier.get(candidate.pk, frozenset())),
        asked=asked,
        exempt=exempt,
    )
