"""Hold an exam: draw its timetable, move a trial, arrange, note who came and what happened."""

from collections.abc import Sequence
from copy import copy
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from filage.core.changes import ChangeSet
from filage.core.refusal import Refusal
from filage.productions.operations import create, next_rank, refuse_unless_editor
from filage.rules.schooling.benches import named
from filage.rules.schooling.timetable import Comer, Days, Meeting, NoTime, Sat, arranged
from filage.school.exams.enums import CandidateState
from filage.school.exams.models import Arrangement, Candidate, ExamSession, Incident, Trial
from filage.school.exams.permissions import is_referent
from filage.school.exams.queries import benches, holding, sitting

NOBODY = "Personne n’est encore admis à se présenter : admettez d’abord les candidatures."
ANYWAY = "Rien n’est encore posé : changez ce qui coince, ou cochez « Poser quand même »."
SEALED = "Le besoin se dit à la personne référente handicap, et à elle seule : elle seule l’écrit ici."


@transaction.atomic
def draw(exam: ExamSession, *, trials: Sequence[Sat], days: Days, room: Any = None, anyway: bool = False, by: Any) -> int:
    """Draw the timetable of those who may sit, in place of the one there was, and return how many trials it holds."""
    refuse_unless_editor(by, exam)
    called = [one for one in sitting.whole(exam).seated if one.candidate.state in holding.CALLED]
    if not called:
        raise Refusal(NOBODY)
    extra = {pk: one.extra for pk, one in holding.arrangements(exam).items()}
    comers = [
        Comer(str(one.candidate.pk), tuple(block.code for block in one.presents), extra.get(one.candidate.pk, 0))
        for one in called
    ]
    try:
        made = arranged(trials, comers, days)
    except NoTime as full:
        raise Refusal(str(full)) from None
    if not made:
        raise Refusal("Aucune épreuve n’est dite : donnez la durée d’au moins une.")
    said, longer = {(one.block, one.title): one for one in trials}, {one.key: one.extra for one in comers}
    held = [_trial(exam, one, said[one.block, one.title], longer[one.key], room, rank) for rank, one in enumerate(made)]
    _refuse(() if anyway else benches.drawn_clashes(exam, held))
    drawn = [ChangeSet.create(one) for one in held]
    change = sum((ChangeSet.delete(one) for one in holding.trials(exam)), start=sum(drawn[1:], start=drawn[0]))
    change.apply(by=by, why=f"horaires de {exam.name}"[:300])
    return len(made)


@transaction.atomic
def write_trial(one: Trial, *, at: datetime, anyway: bool = False, by: Any, **fields: Any) -> Trial:
    """Move a trial; Refusal outside the days of the exam, or where it collides unless it is placed anyway.

    The last trial of a panel that takes another name takes its jurors along.
    """
    refuse_unless_editor(by, one)
    on = timezone.localtime(at).date()
    if not one.exam.first <= on <= one.exam.last:
        raise Refusal(f"Le {on:%d/%m/%Y} n’est pas un jour de l’examen ({one.exam.first:%d/%m/%Y} – {one.exam.last:%d/%m/%Y}).")
    if not anyway:
        placed = copy(one)
        for name, value in (fields | {"starts_at": at}).items():
            setattr(placed, name, value)
        _refuse(benches.clashes(placed))
    change = _along(one, fields.get("panel", one.panel)) + ChangeSet.on(one, starts_at=at, **fields)
    change.apply(by=by, why=f"horaire de {one.candidate.person}"[:300])
    return one


def remove_trial(one: Trial, *, by: Any) -> None:
    """Take a trial away."""
    refuse_unless_editor(by, one)
    ChangeSet.delete(one).apply(by=by, why=f"épreuve retirée : {one.candidate.person}"[:300])


@transaction.atomic
def arrange(one: Candidate, *, need: str = "", extra: int = 0, helper: Any = None, by: Any, **fields: Any) -> Arrangement:
    """Note what is arranged for a candidate; her trials last as much longer, at the same hours."""
    refuse_unless_editor(by, one)
    held = holding.arrangement(one)
    if need and not is_referent(by, one.exam):
        raise Refusal(SEALED)
    if helper is not None and helper._state.adding:
        create(helper, by=by)
    before, values = held.extra, {**fields, "extra": extra, "helper": helper} | ({"need": need} if need else {})
    if held._state.adding:
        for name, value in values.items():
            setattr(held, name, value)
        change = ChangeSet.create(held)
    else:
        change = ChangeSet.on(held, **values)
    for trial in holding.of_candidate(one) if extra != before else ():
        change += ChangeSet.on(trial, extra=extra)
    change.apply(by=by, why=f"aménagement pour {one.person}"[:300])
    return held


@transaction.atomic
def mark(one: Candidate, came: bool, *, at: datetime, by: Any) -> None:
    """Note on the day that a candidate came, her identity checked, or did not."""
    refuse_unless_editor(by, one)
    if one.state not in holding.CALLED:
        raise Refusal(f"{one.person} n’est pas admis à se présenter.")
    state = CandidateState.PRESENT if came else CandidateState.ABSENT
    ChangeSet.on(one, state=state, identity_at=at if came else None).apply(by=by, why=f"{one.person} : {state.label}"[:300])


def tell(exam: ExamSession, *, by: Any, **fields: Any) -> Incident:
    """Note what happened during an exam."""
    refuse_unless_editor(by, exam)
    rank = next_rank(exam.incidents.all())
    told = Incident(organisation_id=exam.organisation_id, exam=exam, rank=rank, **fields)
    ChangeSet.create(told).apply(by=by, why=f"incident : {exam.name}"[:300])
    return told


def days_of(exam: ExamSession) -> tuple[date, ...]:
    """Return every day of an exam, first and last included."""
    return tuple(date.fromordinal(day) for day in range(exam.first.toordinal(), exam.last.toordinal() + 1))


def _along(one: Trial, label: str) -> ChangeSet:
    """Return what the jurors of a panel now say, when its last trial gives it a name that nobody said yet."""
    change = ChangeSet()
    old, new = named(one.panel), named(label)
    others = {named(each) for each in one.exam.trials.exclude(pk=one.pk).values_list("panel", flat=True)}
    said = {juror: juror.panels.splitlines() for juror in one.exam.jurors.all()} if old != new and old not in others else {}
    if new and not any(named(each) == new for lines in said.values() for each in lines):
        for juror, lines in said.items():
            moved = [label if named(each) == old else each for each in lines]
            if moved != lines:
                change += ChangeSet.on(juror, panels="\n".join(moved))
    return change


def _refuse(clashes: Sequence[str]) -> None:
    if clashes:
        raise Refusal(" ".join([*clashes, ANYWAY]))


def _trial(exam: ExamSession, one: Meeting, sat: Sat, extra: int, room: Any, rank: int) -> Trial:
    return Trial(
        organisation_id=exam.organisation_id,
        exam=exam,
        candidate_id=one.key,
        block=one.block,
        title=one.title,
        starts_at=timezone.make_aware(one.starts),
        minutes=sat.minutes,
        preparation=sat.preparation,
        extra=extra,
        room=room,
        panel=one.panel,
        rank=rank,
    )
