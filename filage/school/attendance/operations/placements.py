"""What is done around a period in a company: ask places, agree on one, follow it, sign its weeks, judge it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from filage.core import rails
from filage.core.changes import ChangeSet
from filage.core.refusal import Refusal
from filage.productions.operations import next_rank, refuse_unless_editor
from filage.rules.schooling.placement import WEEK, monday_of
from filage.rules.schooling.signing import drawn, typed
from filage.school.attendance.enums import Gesture, Level, PlacementState, Stage
from filage.school.attendance.models import (
    AttendanceRecord,
    Canvass,
    Placement,
    PlacementDayOff,
    PlacementMark,
    PlacementMission,
    PlacementVisit,
)
from filage.school.attendance.operations.register import Author, Signature, append
from filage.school.attendance.queries.placements import SAID, Followed, Week
from filage.web import format as french

MOST = Decimal(24)  # hours of a day
DECIDED = {PlacementState.APPROVED, PlacementState.REFUSED}


def ask(learner: Any, *, by: Any, **said: Any) -> Canvass:
    """Note that a learner asked a place."""
    refuse_unless_editor(by, learner)
    if not said.get("structure") and not said.get("place"):
        raise Refusal("Dites quel lieu : une structure du carnet, ou son nom.")
    made = Canvass(organisation_id=learner.organisation_id, learner=learner, **said)
    made.rank = next_rank(Canvass.objects.within(learner.organisation_id))
    ChangeSet.create(made).apply(by=by, why=f"démarche de {learner}"[:300])
    return made


@transaction.atomic
def write(
    placement: Placement,
    *,
    by: Any,
    missions: Sequence[tuple[str, str]],
    off: Sequence[date],
    **fields: Any,
) -> Placement:
    """Write the terms of a period in a company, its missions and the days when nobody works."""
    refuse_unless_editor(by, placement)
    if placement._state.adding:
        for name, value in fields.items():
            setattr(placement, name, value)
        placement.rank = next_rank(Placement.objects.within(placement.organisation_id))
        change, held_missions, held_off = ChangeSet.create(placement), [], []
    else:
        change = ChangeSet.on(placement, **fields)
        held_missions, held_off = list(placement.missions.all()), list(placement.days_off.all())
    change += _lines(placement, held_missions, held_off, missions, off)
    change.apply(by=by, why=f"période en entreprise de {placement.learner}"[:300])
    return placement


def decide(placement: Placement, *, state: str, reason: str, on: date, by: Any) -> None:
    """Approve or refuse a place, with what that rests on."""
    refuse_unless_editor(by, placement)
    if state not in DECIDED or not reason:
        raise Refusal("Approuver ou refuser un lieu demande une raison : missions, tuteur, conditions d’accueil.")
    ChangeSet.on(placement, state=state, decision=reason, decided_on=on).apply(by=by, why=f"lieu de {placement.learner}"[:300])


def agree(placement: Placement, *, on: date, by: Any) -> None:
    """Note that the three parties signed the agreement; Refusal while the place is not approved or nobody is tutor."""
    refuse_unless_editor(by, placement)
    if placement.state != PlacementState.APPROVED:
        raise Refusal("Approuvez d’abord le lieu.")
    if placement.tutor_id is None:
        raise Refusal("Dites d’abord qui est tuteur ou tutrice.")
    signed = {"learner_signed_on": on, "host_signed_on": on, "body_signed_on": on}
    ChangeSet.on(placement, state=PlacementState.SIGNED, **signed).apply(by=by, why="convention signée par les trois parties")


def end(placement: Placement, *, on: date, by: Any) -> None:
    """Note that a period was broken before its last day."""
    refuse_unless_editor(by, placement)
    if not placement.first <= on <= placement.last:
        raise Refusal("La rupture tombe dans la période.")
    ChangeSet.on(placement, state=PlacementState.BROKEN, ended_on=on).apply(by=by, why="période en entreprise rompue")


def visit(placement: Placement, *, by: Any, **said: Any) -> PlacementVisit:
    """Note a visit or a call to the place."""
    refuse_unless_editor(by, placement)
    made = PlacementVisit(organisation_id=placement.organisation_id, placement=placement, **said)
    ChangeSet.create(made).apply(by=by, why=f"suivi de {placement.learner}"[:300])
    return made


def say_week(
    one: Followed, monday: date, days: Mapping[date, Decimal], *, signature: Signature, by: Author, at: datetime, reason: str = ""
) -> AttendanceRecord:
    """Keep the hours that a learner says of a week and signs; saying them again is a correction, with its reason."""
    placement = one.placement
    last = placement.ended_on or placement.last
    if placement.state not in SAID:
        raise Refusal("La convention n’est pas encore signée : ces heures ne se disent pas, parlez-en à l’organisme.")
    if monday != monday_of(monday) or not monday_of(placement.first) <= monday <= last or monday > at.date():
        raise Refusal("Cette semaine n’est pas à dire.")
    worked = {on: hours for on, hours in days.items() if hours}
    if any(not 0 <= hours <= MOST for hours in worked.values()):
        raise Refusal("Les heures d’un jour vont de 0 à 24.")
    wrong = [on for on in worked if not (monday <= on < monday + WEEK and placement.first <= on <= last and on <= at.date())]
    if wrong:
        raise Refusal(f"{french.day(wrong[0])} n’est pas un jour de cette semaine, ou n’est pas encore passé.")
    held = next((week for week in one.weeks if week.monday == monday), None)
    if held and not reason:
        raise Refusal("Cette semaine est déjà dite : la redire est une correction, dites pourquoi.")
    _accept(signature, by.name)
    said = {
        "stage": {"id": str(placement.pk), "structure": str(placement.structure)},
        "stagiaire": {"id": str(placement.learner_id), "nom": str(placement.learner)},
        "semaine": monday.isoformat(),
        "heures": {on.isoformat(): f"{hours.normalize():f}" for on, hours in sorted(worked.items())},
        "signature": signature.said,
        "motif": reason,
        "corrige": held.number if held else None,
    }
    made = append(
        placement.learner.session, gesture=Gesture.WEEK, by=by, at=at, said=said,
        learner=placement.learner, placement=placement, week=monday,
    )  # fmt: skip
    rails.refresh_touched((), placement.organisation_id)
    return made


def sign_week(one: Followed, week: Week, *, signature: Signature, by: Author, at: datetime) -> AttendanceRecord:
    """Keep the signature of the tutor under the hours that a learner said of a week."""
    if week.tutor:
        raise Refusal("Cette semaine est déjà signée.")
    _accept(signature, by.name)
    said = {
        "stage": {"id": str(one.placement.pk), "structure": str(one.placement.structure)},
        "semaine": week.monday.isoformat(),
        "contresigne": week.number,
        "total": f"{week.hours.normalize():f}",
        "signature": signature.said,
    }
    session, where = one.placement.learner.session, one.placement
    made = append(session, gesture=Gesture.TUTOR, by=by, at=at, said=said, placement=where, week=week.monday)
    rails.refresh_touched((), where.organisation_id)
    return made


@transaction.atomic
def judge(placement: Placement, *, stage: str, marks: Mapping[str, tuple[str, str]], who: str) -> None:
    """Keep what a tutor says of each competence; a mark that she takes back is emptied."""
    if stage not in Stage.values or any(mark not in ("", *Level.values) for mark, _ in marks.values()):
        raise Refusal("Une note va de 0 à 4.")
    held = {one.competence: one for one in placement.marks.filter(stage=stage)}
    change = ChangeSet()
    for competence, (mark, note) in marks.items():
        if competence in held:
            change += ChangeSet.on(held[competence], mark=mark, note=note)
        elif mark or note:
            fresh = PlacementMark(placement=placement, stage=stage, competence=competence, mark=mark, note=note)
            fresh.organisation_id = placement.organisation_id
            change += ChangeSet.create(fresh)
    change.apply(by=None, why=f"évaluation par {who}"[:300])


def _lines(
    placement: Placement, missions: Sequence[Any], days: Sequence[Any], wanted: Sequence[tuple[str, str]], off: Sequence[date]
) -> ChangeSet:
    change, shared = ChangeSet(), {"organisation_id": placement.organisation_id, "placement": placement}
    kept = {(one.text, one.competences) for one in missions} & set(wanted)
    for one in missions:
        change += ChangeSet() if (one.text, one.competences) in kept else ChangeSet.delete(one)
    for rank, (text, competences) in enumerate(wanted):
        if (text, competences) not in kept:
            change += ChangeSet.create(PlacementMission(text=text, competences=competences, rank=rank, **shared))
    for one in days:
        change += ChangeSet() if one.on in off else ChangeSet.delete(one)
    for rank, on in enumerate(off):
        if on not in {one.on for one in days}:
            change += ChangeSet.create(PlacementDayOff(on=on, rank=rank, **shared))
    return change


def _accept(signature: Signature, name: str) -> None:
    good = typed(signature.value, name) if signature.kind == "nom" else drawn(signature.value)
    if not good:
        raise Refusal(f"Signez dans le cadre, ou écrivez votre nom comme il est connu ici : {name}.")
