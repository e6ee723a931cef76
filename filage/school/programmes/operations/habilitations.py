"""Write what a certifier lets a training body do, and who holds each act of a session."""

from datetime import date
from typing import Any

from filage.core.changes import ChangeSet
from filage.core.refusal import Refusal
from filage.productions.operations import refuse_unless_editor
from filage.rules.schooling.sharing import ACTS
from filage.school.programmes.models import Habilitation, SchoolSession, SharedAct
from filage.school.programmes.operations import cards


def write(habilitation: Habilitation, *, by: Any, **fields: Any) -> Habilitation:
    """Write a habilitation; Refusal when a structure would habilitate itself, or when it ends before it begins."""
    if fields["certifier"] == fields["body"]:
        raise Refusal("Le certificateur et l’organisme sont la même structure : elle n’a pas à s’habiliter.")
    if fields["since"] and fields["until"] and fields["until"] < fields["since"]:
        raise Refusal("La fin de l’habilitation précède son début.")
    written: Habilitation = cards.save(habilitation, by=by, **fields)
    return written


def settle(session: SchoolSession, said: dict[str, tuple[str, date | None, str]], *, by: Any) -> None:
    """Keep who holds each act of a session, when it was done and its trace; a line that says nothing is not kept."""
    refuse_unless_editor(by, session)
    held = {one.act: one for one in session.shared_acts.all()}
    change = ChangeSet()
    for rank, act in enumerate(ACTS):
        held_by, done_on, trace = said.get(act.code, ("", None, ""))
        row = held.get(act.code)
        if row is not None and not (held_by or done_on or trace):
            change += ChangeSet.delete(row)
        elif row is not None:
            change += ChangeSet.on(row, held_by=held_by, done_on=done_on, trace=trace)
        elif held_by or done_on or trace:
            fields = {"act": act.code, "held_by": held_by, "done_on": done_on, "trace": trace, "rank": rank}
            change += ChangeSet.create(SharedAct(organisation_id=session.organisation_id, session=session, **fields))
    change.apply(by=by, why=f"qui fait quoi : {session.name}"[:300])
