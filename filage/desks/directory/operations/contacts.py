"""What is written of a contact: a moment in touch, what comes next, what was done."""

from datetime import date
from typing import Any

from filage.core import own_settings
from filage.core.changes import ChangeSet
from filage.core.journal import JournalEntry
from filage.core.refusal import Refusal
from filage.core.scope import Owned
from filage.desks.directory.enums import Direction, InteractionKind
from filage.desks.directory.models import Interaction, NextGesture
from filage.productions import operations
from filage.rules.directory import follow_up

NOBODY = "Dites avec qui : une structure ou une personne."


def interaction(
    organisation: Any,
    kind: str,
    on: date,
    *,
    direction: str = "",
    structure: Any = None,
    person: Any = None,
    production: Any = None,
    venue: Any = None,
    where: str = "",
    note: str = "",
) -> ChangeSet:
    """Return the creation of a moment in touch, to be applied or added to another set; Refusal when it is with nobody.

    What they came to see is a sign from them; the rest is ours unless one says otherwise.
    """
    if structure is None and person is None:
        raise Refusal(NOBODY)
    theirs = Direction.ENTRANT if kind == InteractionKind.VU else Direction.SORTANT
    said = {"structure": structure, "person": person, "production": production, "venue": venue, "where": where, "note": note}
    made = Interaction(organisation=organisation, kind=kind, on=on, direction=direction or theirs, **said)
    return ChangeSet.create(_last(made))


def gesture(
    organisation: Any,
    what: str,
    due_on: date,
    owner: str = "",
    structure: Any = None,
    person: Any = None,
    production: Any = None,
) -> ChangeSet:
    """Return the creation of a next gesture, to be applied or added to another set; Refusal when it is with nobody."""
    if structure is None and person is None:
        raise Refusal(NOBODY)
    about = {"structure": structure, "person": person, "production": production}
    return ChangeSet.create(_last(NextGesture(organisation=organisation, what=what, due_on=due_on, owner=owner, **about)))


def note(
    organisation: Any, kind: str, on: date, *, by: Any, follow: bool = False, owner: str = "", **said: Any
) -> JournalEntry | None:
    """Keep a moment in touch and, when `follow` is asked, what usage asks next; one entry of the journal."""
    operations.refuse_unless_editor(by, organisation)
    changes = interaction(organisation, kind, on, **said)
    about = {name: said.get(name) for name in ("structure", "person", "production")}
    if follow:
        law = own_settings.law_for(organisation=organisation)
        for each in follow_up.follow_ups(kind, on, law):
            changes += gesture(organisation, each.what, each.due_on, owner, **about)
    return changes.apply(by=by, why=f"{InteractionKind(kind).label} : {about['person'] or about['structure']}")


def done(made: NextGesture, on: date, *, by: Any) -> JournalEntry | None:
    """Say that a gesture was made on a day."""
    return operations.change(made, by=by, why=f"geste fait : {made}", done_on=on)


def _last[M: Owned](made: M) -> M:
    made.rank = operations.next_rank(type(made).objects.within(made.organisation_id))
    return made
