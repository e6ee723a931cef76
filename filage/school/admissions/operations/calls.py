"""Writes a call for applications with its lists; what did not move keeps its identity, and what serves is not taken away."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction

from filage.core.changes import ChangeSet
from filage.core.refusal import Refusal
from filage.productions.operations import next_rank, refuse_unless_editor
from filage.rules.schooling.asked import CriterionSaid, MeetingSaid, PieceAsked, QuotaSaid
from filage.rules.schooling.certification import Entry
from filage.school.admissions.models import (
    InfoMeeting,
    Intake,
    IntakeAssessor,
    IntakeCriterion,
    IntakeEntry,
    IntakePiece,
    IntakeQuota,
)

type Key = tuple[Any, ...]


@transaction.atomic
def write(
    intake: Intake,
    *,
    by: Any,
    pieces: Sequence[PieceAsked],
    quotas: Sequence[QuotaSaid],
    criteria: Sequence[CriterionSaid],
    assessors: Sequence[Any],
    meetings: Sequence[MeetingSaid],
    entries: Sequence[tuple[str, Entry]] = (),
    **fields: Any,
) -> Intake:
    """Write a call; Refusal for a piece, a criterion or a quota taken away while applications hold it."""
    refuse_unless_editor(by, intake)
    if intake._state.adding:
        for name, value in fields.items():
            setattr(intake, name, value)
        intake.rank = next_rank(Intake.objects.within(intake.organisation_id))
        changes = ChangeSet.create(intake)
    else:
        changes = ChangeSet.on(intake, **fields)
    whole: dict[Any, tuple[dict[Key, dict[str, Any]], Any]] = {
        IntakeEntry: ({(route, e.level, e.ects, e.experience, e.months): _entry(route, e) for route, e in entries}, _key_entry),
        IntakePiece: ({(one.name,): {"name": one.name, "required": one.required} for one in pieces}, _named),
        IntakeQuota: ({(one.name,): _quota(one) for one in quotas}, _named),
        IntakeCriterion: ({(one.name,): {"name": one.name, "weight": one.weight, "most": one.most} for one in criteria}, _named),
        IntakeAssessor: ({(one.pk,): {"person": one} for one in assessors}, lambda row: (row.person_id,)),
        InfoMeeting: ({(one.starts_at,): _meeting(one) for one in meetings}, lambda row: (row.starts_at,)),
    }
    for model, (wanted, key_of) in whole.items():
        for each in _moves(intake, model, wanted, key_of):
            changes += each
    changes.apply(by=by, why=f"appel à candidatures : {intake.name}"[:300])
    return intake


def remove(intake: Intake, *, by: Any) -> None:
    """Take a call away; Refusal while somebody applied to it."""
    refuse_unless_editor(by, intake)
    if intake.applications.exists():
        raise Refusal("Des candidatures ont été déposées ici : l’appel se dépublie, il ne se supprime plus.")
    ChangeSet.delete(intake).apply(by=by, why=f"appel supprimé : {intake.name}"[:300])


def _moves(intake: Intake, model: Any, wanted: Mapping[Key, dict[str, Any]], key_of: Any) -> Iterable[ChangeSet]:
    rows = [] if intake._state.adding else list(model.objects.within(intake.organisation_id).filter(intake=intake))
    held = {key_of(one): one for one in rows}
    for key, row in held.items():
        if key not in wanted:
            _refuse_when_serving(row)
            yield ChangeSet.delete(row)
    for rank, (key, fields) in enumerate(wanted.items()):
        if key in held:
            yield ChangeSet.on(held[key], rank=rank, **fields)
        else:
            yield ChangeSet.create(model(organisation_id=intake.organisation_id, intake=intake, rank=rank, **fields))


def _refuse_when_serving(row: Any) -> None:
    for name in ("joined", "marks", "applications", "guests", "assessments"):
        if hasattr(row, name) and getattr(row, name).exists():
            raise Refusal(f"« {row} » sert déjà à une candidature ou à une inscription : gardez cette ligne.")


def _named(row: Any) -> Key:
    return (row.name,)


def _key_entry(row: Any) -> Key:
    return (row.route, row.level, row.ects, row.experience, row.months)


def _entry(route: str, entry: Entry) -> dict[str, Any]:
    return {
        "route": route, "level": entry.level, "ects": entry.ects, "experience": entry.experience, "months": entry.months
    }  # fmt: skip


def _quota(said: QuotaSaid) -> dict[str, Any]:
    return {"name": said.name, "places": said.places, "funders": ",".join(said.funders)}


def _meeting(said: MeetingSaid) -> dict[str, Any]:
    return {"starts_at": said.starts_at, "place": said.place, "video": said.video, "capacity": said.capacity}
