"""Write a session with its calendar in one act, or take it away."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import transaction

from filage.core.changes import ChangeSet
from filage.core.refusal import Refusal
from filage.core.scope import Owned
from filage.productions.operations import next_rank, refuse_unless_editor
from filage.rules.schooling.feasibility import Period, Stretch
from filage.school.programmes.models import Learner, SchoolSession, SessionClosure, SessionPeriod, Track
from filage.school.programmes.queries.certifications import known, pinned

type Line = SessionPeriod | SessionClosure


@transaction.atomic
def write(
    session: SchoolSession,
    *,
    by: Any,
    periods: Sequence[Period],
    closures: Sequence[Stretch],
    tracks: Sequence[str] = (),
    **fields: Any,
) -> SchoolSession:
    """Write a session; a line of its calendar that did not move keeps its identity, as a track that keeps its name."""
    refuse_unless_editor(by, session)
    if "certification" in fields:
        kept = session.version if fields["certification"] == session.certification else ""
        fields["version"] = pinned(session.organisation_id, fields["certification"], fields.get("version") or kept)
    named = ChangeSet()
    for value in fields.values():
        if isinstance(value, Owned) and value._state.adding:
            named += ChangeSet.create(value)
    if session._state.adding:
        for name, value in fields.items():
            setattr(session, name, value)
        session.rank = next_rank(SchoolSession.objects.within(session.organisation_id))
        change = ChangeSet.create(session)
        held: list[Line] = []
    else:
        change = ChangeSet.on(session, **fields)
        held = [*session.periods.all(), *session.closures.all()]
    for each in (*_moves(held, [*_lines(session, periods, closures)]), *_tracks(session, tracks)):
        change += each
    (named + change).apply(by=by, why=f"session de formation : {session.name}"[:300])
    return session


def attach(session: SchoolSession, version: str, *, by: Any) -> None:
    """Judge a session on another version of its certification; Refusal when it is not here."""
    refuse_unless_editor(by, session)
    if not any(one.version == version for one in known(session.organisation_id).get(session.certification, [])):
        raise Refusal("Cette version n’est plus ici : importez-la d’abord.")
    ChangeSet.on(session, version=version).apply(by=by, why=f"{session.name} : version « {version} »"[:300])


def remove(session: SchoolSession, *, by: Any) -> None:
    """Take a session away, with its calendar."""
    refuse_unless_editor(by, session)
    ChangeSet.delete(session).apply(by=by, why=f"session supprimée : {session.name}"[:300])


def _tracks(session: SchoolSession, names: Sequence[str]) -> Iterator[ChangeSet]:
    held = {} if session._state.adding else {one.name: one for one in session.tracks.all()}
    gone = [one for name, one in held.items() if name not in names]
    if gone and Learner.objects.within(session.organisation_id).filter(track__in=gone).exists():
        raise Refusal(f"Le parcours « {gone[0].name} » a des stagiaires : changez-les de parcours d’abord.")
    yield from map(ChangeSet.delete, gone)
    for rank, name in enumerate(dict.fromkeys(names)):
        if name not in held:
            yield ChangeSet.create(Track(organisation_id=session.organisation_id, session=session, name=name, rank=rank))


def _lines(session: SchoolSession, periods: Sequence[Period], closures: Sequence[Stretch]) -> Iterator[Line]:
    shared: dict[str, Any] = {"organisation_id": session.organisation_id, "session": session}
    for rank, one in enumerate(periods):
        yield SessionPeriod(where=one.nature.value, first=one.first, last=one.last, rank=rank, **shared)
    for rank, closed in enumerate(closures):
        yield SessionClosure(first=closed.first, last=closed.last, rank=rank, **shared)


def _moves(held: Sequence[Line], wanted: Sequence[Line]) -> Iterator[ChangeSet]:
    kept = {_key(line) for line in held} & {_key(line) for line in wanted}
    yield from (ChangeSet.delete(line) for line in held if _key(line) not in kept)
    yield from (ChangeSet.create(line) for line in wanted if _key(line) not in kept)


def _key(line: Line) -> tuple[Any, ...]:
    return type(line), getattr(line, "where", ""), line.first, line.last
