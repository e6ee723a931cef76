"""Write or take away one card of the school: a programme, a trainer, a habilitation, a paper, an act of a session."""

from typing import Any

from filage.core.changes import ChangeSet
from filage.core.refusal import Refusal
from filage.core.scope import Owned
from filage.productions.operations import next_rank, refuse_unless_editor


def save(row: Any, *, by: Any, why: str = "", **fields: Any) -> Any:
    """Write a card; a person or a structure that was only named is made in the same act."""
    refuse_unless_editor(by, row)
    change = ChangeSet()
    for value in fields.values():
        if isinstance(value, Owned) and value._state.adding:
            change += ChangeSet.create(value)
    if row._state.adding:
        for name, value in fields.items():
            setattr(row, name, value)
        row.rank = next_rank(type(row).objects.within(row.organisation_id))
        change += ChangeSet.create(row)
    else:
        change += ChangeSet.on(row, **fields)
    change.apply(by=by, why=(why or f"{row._meta.verbose_name} : {row}")[:300])
    return row


def drop(row: Any, *, by: Any, held: str = "") -> None:
    """Take a card away; `held` says why it cannot go."""
    refuse_unless_editor(by, row)
    if held:
        raise Refusal(held)
    ChangeSet.delete(row).apply(by=by, why=f"supprimé : {row}"[:300])
