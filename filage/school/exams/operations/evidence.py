"""Link a candidate to her productions, add a proof, say her levels, hand the dossier in: frozen, with its imprint."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from filage.core import archive, clock, files, uploads
from filage.core.archive import IssuedDocument
from filage.core.changes import ChangeSet
from filage.core.refusal import Refusal
from filage.productions.operations import next_rank, refuse_unless_editor
from filage.school.exams.models import Candidate, CandidateWork, Proof, SelfLevel
from filage.school.exams.operations.convening import key
from filage.school.exams.queries.evidence import CODE, is_late


@transaction.atomic
def link(one: Candidate, works: Sequence[Any], *, by: Any) -> Candidate:
    """Say which productions a candidate presents, among those that the user may read; the others stay as they are."""
    refuse_unless_editor(by, one)
    held = {each.work_id: each for each in one.works.all()}
    wanted = {work.pk: work for work in works}
    moves = [ChangeSet.delete(each) for pk, each in held.items() if pk not in wanted]
    first = next_rank(one.works.all())
    added = [work for pk, work in wanted.items() if pk not in held]
    for rank, work in enumerate(added, first):
        moves.append(ChangeSet.create(CandidateWork(organisation_id=one.organisation_id, candidate=one, work=work, rank=rank)))
    if moves:
        sum(moves[1:], start=moves[0]).apply(by=by, why=f"spectacles présentés par {one.person}"[:300])
    return one


@transaction.atomic
def prove(one: Proof, *, file: Any = None, by: Any, **fields: Any) -> Proof:
    """Write a proof, with the bytes of its file when one came; Refusal of a file of another kind than its name says."""
    refuse_unless_editor(by, one)
    if file is not None:
        content = file.read()
        kind = uploads.recognised(file.name, content)
        kept = files.store(one.candidate.organisation, file.name, content, kind.media_type)
        fields |= kept.facts
    if not one._state.adding:
        ChangeSet.on(one, **fields).apply(by=by, why=f"preuve de {one.candidate.person}"[:300])
        return one
    for name, value in fields.items():
        setattr(one, name, value)
    one.rank = next_rank(one.candidate.proofs.all())
    ChangeSet.create(one).apply(by=by, why=f"preuve de {one.candidate.person}"[:300])
    return one


def remove(one: Proof, *, by: Any) -> None:
    """Take a proof away; its file stays for whoever goes back."""
    refuse_unless_editor(by, one)
    ChangeSet.delete(one).apply(by=by, why=f"preuve retirée : {one.candidate.person}"[:300])


@transaction.atomic
def judge(one: Candidate, levels: Mapping[str, int | None], *, by: Any) -> None:
    """Say how a candidate who follows no session judges herself, competence by competence."""
    refuse_unless_editor(by, one)
    held = {each.competence: each for each in one.levels.all()}
    moves = []
    for code, level in levels.items():
        mine = held.get(code)
        if mine is None and level is not None:
            made = SelfLevel(organisation_id=one.organisation_id, candidate=one, competence=code, level=level, rank=len(held))
            moves.append(ChangeSet.create(made))
        elif mine is not None and level is None:
            moves.append(ChangeSet.delete(mine))
        elif mine is not None and mine.level != level:
            moves.append(ChangeSet.on(mine, level=level))
    if moves:
        sum(moves[1:], start=moves[0]).apply(by=by, why=f"auto-évaluation de {one.person}"[:300])


def hand_in(one: Candidate, *, on: date, by: Any) -> tuple[IssuedDocument, bool]:
    """Freeze the dossier of a candidate with its imprint, and say whether it is late; Refusal once it is handed in."""
    refuse_unless_editor(by, one)
    if one.handed_sha256:
        raise Refusal("Ce dossier est déjà remis : il ne change plus. Reprenez d’abord la remise, qui restera au journal.")
    if not one.works.exists() and not one.proofs.exists():
        raise Refusal("Ce dossier est vide : reliez un spectacle ou ajoutez une preuve.")
    made = archive.issue(CODE, organisation=one.organisation, by=by, on=on, about=(key(one),))
    at = clock.now(one.organisation_id)
    ChangeSet.on(one, handed_at=at, handed_sha256=made.sha256).apply(by=by, why=f"dossier remis : {one.person}"[:300])
    return made, is_late(one.exam, at)


def take_back(one: Candidate, *, by: Any) -> None:
    """Open a dossier again; what was handed in stays in the archive, and the gesture in the journal."""
    refuse_unless_editor(by, one)
    ChangeSet.on(one, handed_at=None, handed_sha256="").apply(by=by, why=f"remise reprise : {one.person}"[:300])
