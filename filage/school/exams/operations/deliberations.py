"""Open the deliberation of a jury, decide, close it for good, and open it again with a reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from filage.core import clock
from filage.core.changes import ChangeSet
from filage.core.refusal import Refusal
from filage.productions.operations import next_rank, refuse_unless_editor
from filage.rules.schooling.deliberation import Result
from filage.school.exams.enums import Judged
from filage.school.exams.models import (
    Candidate,
    CompetenceDecision,
    CriterionExemption,
    Deliberation,
    ExamSession,
    Verdict,
)
from filage.school.exams.queries import deliberating, minutes
from filage.school.exams.queries.deliberating import Bench, Cell, Sheet
from filage.school.exams.queries.jury import panel

NOT_OPEN = "La délibération n’est pas ouverte : ouvrez-la d’abord."


@dataclass(frozen=True, slots=True)
class Decided:
    """What the jury says of one competence, and why when it departs from its grids."""

    result: str
    reason: str = ""


@transaction.atomic
def open_(exam: ExamSession, *, place: str = "", by: Any) -> Deliberation:
    """Open the deliberation; Refusal while the jury may not sit, with all it lacks and who says so."""
    refuse_unless_editor(by, exam)
    held = panel(exam)
    if held.lacks:
        said = " ".join(f"{one.text.rstrip('.')} ({one.source})." for one in held.lacks)
        raise Refusal(f"Le jury ne peut pas délibérer. {said}")
    if not held.candidates:
        raise Refusal("Personne à juger : inscrivez les candidats.")
    if deliberating.last(exam) is not None:
        raise Refusal("La délibération de cet examen est déjà ouverte, ou close.")
    present = ChangeSet()
    for one in held.sitting:
        present += ChangeSet.on(one.juror, present=True) if one.juror.present is None else ChangeSet()
    made = Deliberation(organisation_id=exam.organisation_id, exam=exam, opened_at=clock.now(exam.organisation_id), place=place)
    (present + ChangeSet.create(made)).apply(by=by, why=f"délibération ouverte : {exam.name}"[:300])
    return made


@transaction.atomic
def decide(
    exam: ExamSession,
    candidate: UUID,
    said: Mapping[str, Decided],
    *,
    adjourned: bool = False,
    reasons: str = "",
    advice: str = "",
    arrangements: str = "",
    by: Any,
) -> None:
    """Write what the jury decides of a candidate, competence by competence; an empty result takes a decision back.

    A decision that departs from what the grids propose is motivated, and so is an adjournment.
    """
    refuse_unless_editor(by, exam)
    bench, sheet = _open_sheet(exam, candidate)
    cells = {one.competence.code: one for one in sheet.cells}
    if set(said) - set(cells):
        raise Refusal("Une compétence dite ici n’est pas de la certification.")
    if adjourned and not reasons.strip():
        raise Refusal("Un ajournement se motive : dites pourquoi.")
    change = ChangeSet()
    for code, each in said.items():
        change += _decision(bench, sheet, cells[code], each)
    fields = {"adjourned": adjourned, "reasons": reasons, "advice": advice, "arrangements": arrangements}
    change += _verdict(bench, sheet, fields)
    change.apply(by=by, why=f"délibération : {sheet.candidate.person.name}"[:300])


@transaction.atomic
def keep_proposals(exam: ExamSession, *, only: UUID | None = None, by: Any) -> int:
    """Decide what the grids propose wherever nothing is decided yet; return how many competences that makes."""
    refuse_unless_editor(by, exam)
    bench = deliberating.bench(exam, only=only)
    if not bench.is_open:
        raise Refusal(NOT_OPEN)
    change, count = ChangeSet(), 0
    for sheet in bench.sheets:
        for cell in sheet.cells:
            if cell.decision is None and cell.asked and cell.proposed is not None:
                change += _decision(bench, sheet, cell, Decided(str(cell.proposed)))
                count += 1
    change.apply(by=by, why=f"délibération : {count} propositions retenues")
    return count


def exempt(candidate: Candidate, competence: str, criterion: int, *, by: Any, **fields: Any) -> CriterionExemption:
    """Write an exemption of a criterion; the jury grants it only with both conditions and the referent's reasoned opinion."""
    refuse_unless_editor(by, candidate)
    bench, _ = _open_sheet(candidate.exam, candidate.pk)
    record = bench.panel.certification
    known = next((one for one in record.competences if one.code == competence), None) if record else None
    if known is None or not 0 <= criterion < len(known.criteria):
        raise Refusal("Ce critère n’est pas de la certification.")
    rows = CriterionExemption.objects.within(candidate.organisation_id)
    held = rows.filter(candidate=candidate, competence=competence, criterion=criterion).first()
    row = held or CriterionExemption(
        organisation_id=candidate.organisation_id, candidate=candidate, competence=competence, criterion=criterion
    )
    fields["reasoned"] = bool(str(fields.get("opinion", row.opinion) or "").strip())
    for name, value in fields.items():
        setattr(row, name, value)
    lacks = deliberating.told_of(row).lacks
    if row.granted and lacks:
        raise Refusal(f"Exemption refusée : {' ; '.join(lacks)}. Les deux conditions et l’avis sont exigés ensemble.")
    if held is None:
        row.rank = next_rank(rows)
        ChangeSet.create(row).apply(by=by, why="exemption de critère")
    else:
        fresh = rows.get(pk=held.pk)
        ChangeSet.on(fresh, **fields).apply(by=by, why="exemption de critère")
    return row


@transaction.atomic
def close(exam: ExamSession, *, incidents: str = "", by: Any) -> Deliberation:
    """Close the deliberation at this hour and freeze what its minutes say; Refusal while somebody waits for a decision."""
    refuse_unless_editor(by, exam)
    bench = deliberating.bench(exam)
    current = bench.deliberation
    if current is None or not bench.is_open:
        raise Refusal(NOT_OPEN)
    waiting = [(one.candidate.person.name, one.undecided) for one in bench.sheets if one.undecided]
    if waiting:
        told = " ; ".join(f"{name}, {', '.join(codes[:4])}{'…' if len(codes) > 4 else ''}" for name, codes in waiting[:5])
        raise Refusal(f"Il reste à décider : {told}.")
    if bench.panel.lacks:
        raise Refusal(f"Le jury n’est plus au complet : {bench.panel.lacks[0].text}")
    change = ChangeSet()
    for sheet in bench.sheets:
        change += _verdict(bench, sheet, {"decision": str(sheet.final)})
    current.closed_at, current.incidents = clock.now(exam.organisation_id), incidents
    frozen = minutes.minutes(bench, current)
    fields = {"closed_at": current.closed_at, "incidents": incidents, "minutes": frozen, "sha256": minutes.imprint(frozen)}
    change += ChangeSet.on(Deliberation.objects.within(exam.organisation_id).get(pk=current.pk), **fields)
    change.apply(by=by, why=f"délibération close : {exam.name}"[:300])
    return Deliberation.objects.within(exam.organisation_id).get(pk=current.pk)


@transaction.atomic
def reopen(exam: ExamSession, *, reason: str, by: Any) -> Deliberation:
    """Make a new version of a closed deliberation, with what was decided; the closed one stays as it was signed."""
    refuse_unless_editor(by, exam)
    if not reason.strip():
        raise Refusal("Une délibération close se rouvre avec un motif.")
    current = deliberating.last(exam)
    if current is None or current.closed_at is None:
        raise Refusal("La délibération n’est pas close.")
    made = Deliberation(
        organisation_id=exam.organisation_id,
        exam=exam,
        version=current.version + 1,
        reason=reason.strip()[:500],
        opened_at=clock.now(exam.organisation_id),
        place=current.place,
    )
    change = ChangeSet.create(made)
    for one in current.decisions.all():
        change += ChangeSet.create(CompetenceDecision(**_copied(one) | {"deliberation": made}))
    for each in current.verdicts.all():
        change += ChangeSet.create(Verdict(**_copied(each) | {"deliberation": made, "decision": "", "notified_on": None}))
    change.apply(by=by, why=f"délibération rouverte : {reason}"[:300])
    return made


def _copied(row: CompetenceDecision | Verdict) -> dict[str, Any]:
    """Return what a row says, for another version of its deliberation."""
    left = {"id", "deliberation_id"}
    return {one.attname: getattr(row, one.attname) for one in row._meta.concrete_fields if one.attname not in left}


def _open_sheet(exam: ExamSession, candidate: UUID) -> tuple[Bench, Sheet]:
    bench = deliberating.bench(exam, only=candidate)
    if not bench.is_open:
        raise Refusal(NOT_OPEN)
    sheet = bench.sheet(candidate)
    if sheet is None:
        raise Refusal("Cette personne n’est pas candidate ici.")
    return bench, sheet


def _decision(bench: Bench, sheet: Sheet, cell: Cell, said: Decided) -> ChangeSet:
    code, held = cell.competence.code, cell.decision
    if not said.result:
        return ChangeSet.delete(held) if held else ChangeSet()
    if said.result not in Judged:
        raise Refusal(f"{code} : cette décision n’existe pas.")
    result = Result(said.result)
    if result is Result.EXEMPT and not cell.exempt:
        raise Refusal(f"{code} : exempté sans exemption accordée (deux conditions et avis motivé du référent).")
    if result in (Result.ACQUIRED, Result.NOT_ACQUIRED) and cell.proposed not in (None, result) and not said.reason.strip():
        raise Refusal(f"{code} : la décision s’écarte des grilles, elle se motive.")
    vote = cell.proposal
    fields = {
        "result": str(result),
        "votes_for": vote.votes_for,
        "votes_against": vote.votes_against,
        "casting": vote.cast,
        "reason": said.reason.strip()[:500],
    }
    if held is not None:
        moved = {name: value for name, value in fields.items() if getattr(held, name) != value}
        return ChangeSet.on(held, **moved) if moved else ChangeSet()
    assert bench.deliberation is not None
    place = {"deliberation": bench.deliberation, "candidate": sheet.candidate, "competence": code}
    return ChangeSet.create(CompetenceDecision(organisation_id=sheet.candidate.organisation_id, **place, **fields))


def _verdict(bench: Bench, sheet: Sheet, fields: Mapping[str, Any]) -> ChangeSet:
    if sheet.verdict is not None:
        return ChangeSet.on(sheet.verdict, **fields)
    assert bench.deliberation is not None
    row = Verdict(organisation_id=sheet.candidate.organisation_id, deliberation=bench.deliberation, candidate=sheet.candidate)
    for name, value in fields.items():
        setattr(row, name, value)
    return ChangeSet.create(row)
