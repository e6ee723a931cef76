"""Write an exam, register its candidates, let them sit or not."""

from typing import Any
from uuid import UUID

from django.db import transaction

from filage.core.changes import ChangeSet
from filage.core.refusal import Refusal
from filage.productions.operations import create, next_rank, refuse_unless_editor
from filage.rules.schooling.sitting import Kept
from filage.school.exams.enums import CandidateState, PreparedBy
from filage.school.exams.models import Candidate, ExamSession
from filage.school.exams.queries import again as back
from filage.school.exams.queries import sitting as queries
from filage.school.exams.queries.acquired import codes
from filage.school.programmes.enums import Where
from filage.school.programmes.models import Learner, SchoolSession

BY_DEFAULT = "continue"
HELD_BACK = "Elle ou il ne peut pas encore se présenter : "


@transaction.atomic
def write(exam: ExamSession, *, by: Any, **fields: Any) -> ExamSession:
    """Write a session of exam."""
    refuse_unless_editor(by, exam)
    if exam._state.adding:
        for name, value in fields.items():
            setattr(exam, name, value)
        exam.rank = next_rank(ExamSession.objects.within(exam.organisation_id))
        change = ChangeSet.create(exam)
    else:
        change = ChangeSet.on(exam, **fields)
    change.apply(by=by, why=f"session d’examen : {exam.name}"[:300])
    return exam


def remove(thing: ExamSession | Candidate, *, by: Any) -> None:
    """Take an exam or a candidate away."""
    refuse_unless_editor(by, thing)
    ChangeSet.delete(thing).apply(by=by, why=f"supprimé : {thing}"[:300])


@transaction.atomic
def write_candidate(one: Candidate, *, by: Any, **fields: Any) -> Candidate:
    """Write a candidate; Refusal when the exam has her already."""
    refuse_unless_editor(by, one)
    person = fields.get("person")
    if person is not None and person._state.adding:
        create(person, by=by)
    elif person is not None and one.exam.candidates.filter(person=person).exclude(pk=one.pk).exists():
        raise Refusal(f"{person} est déjà candidate ou candidat à cet examen.")
    if not one._state.adding:
        ChangeSet.on(one, **fields).apply(by=by, why=f"candidature de {one.person}"[:300])
        return one
    for name, value in fields.items():
        setattr(one, name, value)
    one.rank = next_rank(one.exam.candidates.all())
    one.number = one.number or _numbers(one.exam, 1)[0]
    ChangeSet.create(one).apply(by=by, why=f"candidature de {one.person}"[:300])
    return one


@transaction.atomic
def register_learners(exam: ExamSession, training: SchoolSession, *, by: Any) -> int:
    """Make candidates of the learners of a session who are not yet, and return how many."""
    refuse_unless_editor(by, exam)
    learners = training.learners.select_related("person").filter(left_on=None)
    waiting = list(learners.exclude(person__in=exam.candidates.values("person")))
    first = next_rank(exam.candidates.all())
    change = None
    shared = _of_training(training)
    for rank, (learner, number) in enumerate(zip(waiting, _numbers(exam, len(waiting)), strict=True)):
        made = Candidate(
            organisation_id=exam.organisation_id, exam=exam, rank=first + rank, number=number, **_of_learner(learner, shared)
        )
        change = ChangeSet.create(made) if change is None else change + ChangeSet.create(made)
    if change is not None:
        change.apply(by=by, why=f"{len(waiting)} candidatures : {exam.name}"[:300])
    return len(waiting)


def admit(one: Candidate, *, by: Any) -> None:
    """Let a candidate sit; Refusal with what stands against it, or what nobody said yet."""
    refuse_unless_editor(by, one)
    found = queries.one_seat(one).right
    if not found.is_open:
        raise Refusal(HELD_BACK + " ".join((*found.reasons, *found.lacks)))
    _state(one, CandidateState.ADMITTED, by, "admission à se présenter")


@transaction.atomic
def admit_all(exam: ExamSession, *, by: Any) -> int:
    """Let all those sit who may, and return how many were let."""
    refuse_unless_editor(by, exam)
    ready = [
        one.candidate
        for one in queries.whole(exam).seated
        if one.right.is_open and one.candidate.state == CandidateState.REGISTERED
    ]
    for one in ready:
        _state(one, CandidateState.ADMITTED, by, "admission à se présenter")
    return len(ready)


def refuse(one: Candidate, *, by: Any) -> None:
    """Note that a candidate may not sit."""
    refuse_unless_editor(by, one)
    _state(one, CandidateState.REFUSED, by, "refusée : ne peut pas se présenter")


def again(exam: ExamSession, *, only: UUID | None = None, by: Any) -> int:
    """Let those come back to an exam whom an earlier jury did not certify whole, or one of them; return how many.

    Each is examined on what she misses alone, and her accepted file follows her.
    """
    refuse_unless_editor(by, exam)
    chosen = [one for one in back.waiting(exam) if only in (None, one.candidate.pk)]
    if not chosen:
        raise Refusal("Personne à représenter : toutes les personnes concernées sont déjà inscrites, ou certifiées.")
    for each in chosen:
        one = each.candidate
        write_candidate(
            Candidate(organisation_id=exam.organisation_id, exam=exam),
            by=by,
            person=one.person,
            learner=one.learner,
            previous=one,
            route=Kept.AGAIN.value,
            entered_on=one.entered_on,
            acquired=", ".join(each.kept),
            presents=", ".join(code for code in codes(one.presents) if code not in each.kept),
        )
    return len(chosen)


def _state(one: Candidate, state: CandidateState, by: Any, why: str) -> None:
    ChangeSet.on(one, state=state).apply(by=by, why=f"{one.person} : {why}"[:300])


def _numbers(exam: ExamSession, count: int) -> list[str]:
    """Return the next numbers of an exam: three digits, none given twice."""
    taken = [int(number) for number in exam.candidates.values_list("number", flat=True) if number.isdecimal()]
    last = max(taken, default=0)
    return [f"{last + rank:03d}" for rank in range(1, count + 1)]


def _of_training(training: SchoolSession) -> dict[str, Any]:
    """Return what the calendar of a session says of all who followed it."""
    periods = list(training.periods.all())
    company = [one for one in periods if one.where == Where.COMPANY]
    at_home = training.body_id is not None and training.body_id == training.certifier_id
    prepared = PreparedBy.CERTIFIER if at_home else PreparedBy.PARTNER if training.body_id and training.certifier_id else ""
    return {
        "entered_on": min((one.first for one in periods), default=None),
        "placement_first": min((one.first for one in company), default=None),
        "placement_last": max((one.last for one in company), default=None),
        "placement_hours": training.company_hours or None,
        "prepared": prepared,
    }


def _of_learner(learner: Learner, shared: dict[str, Any]) -> dict[str, Any]:
    own = {"person": learner.person, "learner": learner, "route": learner.route or BY_DEFAULT}
    return {**shared, **own, "entered_on": learner.entered_on or shared["entered_on"]}
