"""What is written of a contact: a moment in touch, what comes next, what was done."""

from datetime import date
from typing import Any
from uuid import UUID

from filage.core import clock, own_settings
from filage.core.changes import ChangeSet
from filage.core.journal import JournalEntry
from filage.core.refusal import Refusal
from filage.core.scope import Owned
from filage.desks.directory.enums import Direction, InteractionKind
from filage.desks.directory.models import Affiliation, Consent, Interaction, NextGesture
from filage.productions import operations
from filage.productions.models import Person
from filage.rules.directory import follow_up
from filage.rules.directory.saying import Said

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

    What they came to see is a sign from them; the rest is ours unless one says otherwise. `organisation` is one, or its id.
    """
    if structure is None and person is None:
        raise Refusal(NOBODY)
    theirs = Direction.ENTRANT if kind == InteractionKind.VU else Direction.SORTANT
    said = {"structure": structure, "person": person, "production": production, "venue": venue, "where": where, "note": note}
    made = Interaction(organisation_id=_id(organisation), kind=kind, on=on, direction=direction or theirs, **said)
    return ChangeSet.create(_last(made))


def gesture(
    organisation: Any,
    what: str,
    due_on: date,
    owner: str = "",
    structure: Any = None,
    person: Any = None,
    production: Any = None,
    *,
    after: int = 0,
) -> ChangeSet:
    """Return the creation of a next gesture, to be applied or added to another set; Refusal when it is with nobody.

    `after` counts the gestures of the same set that come before it, so that they keep their order.
    """
    if structure is None and person is None:
        raise Refusal(NOBODY)
    about = {"structure": structure, "person": person, "production": production}
    made = NextGesture(organisation_id=_id(organisation), what=what[:200], due_on=due_on, owner=owner[:120], **about)
    return ChangeSet.create(_last(made, after))


def note(
    organisation: Any, kind: str, on: date, *, by: Any, follow: bool = False, owner: str = "", **said: Any
) -> JournalEntry | None:
    """Keep a moment in touch and, when `follow` is asked, what usage asks next; one entry of the journal."""
    operations.refuse_unless_editor(by, organisation)
    changes = interaction(organisation, kind, on, **said)
    about = {name: said.get(name) for name in ("structure", "person", "production")}
    if follow:
        law = own_settings.law_for(organisation=organisation)
        for after, each in enumerate(follow_up.follow_ups(kind, on, law)):
            changes += gesture(organisation, each.what, each.due_on, owner, **about, after=after)
    return changes.apply(by=by, why=f"{InteractionKind(kind).label} : {about['person'] or about['structure']}")


def done(made: NextGesture, on: date, *, by: Any) -> JournalEntry | None:
    """Say that a gesture was made on a day."""
    return operations.change(made, by=by, why=f"geste fait : {made}", done_on=on)


def _id(organisation: Any) -> UUID:
    found: UUID = getattr(organisation, "pk", organisation)
    return found


def _last[M: Owned](made: M, after: int = 0) -> M:
    """Return a new row with its rank: the first free one, after those of the same set that are not written yet."""
    made.rank = operations.next_rank(type(made).objects.within(made.organisation_id)) + after
    return made


def tell(thing: Any, said: Said, *, production: Any, follow: bool, by: Any) -> JournalEntry | None:
    """Keep what a line said of a structure or a person, with the gesture it names and, when asked, those of usage."""
    whom = {"person" if isinstance(thing, Person) else "structure": thing, "production": production}
    operations.refuse_unless_editor(by, thing)
    direction = Direction.ENTRANT if said.theirs else Direction.SORTANT
    changes = interaction(thing.organisation, said.kind, said.on, direction=direction, note=said.note, **whom)
    if said.next_on:
        changes += gesture(thing.organisation, said.next_what, said.next_on, getattr(by, "name", ""), **whom)
    if follow:
        usual = follow_up.follow_ups(said.kind, said.on, own_settings.law_for(organisation=thing.organisation))
        for after, each in enumerate(usual, start=bool(said.next_on)):
            changes += gesture(thing.organisation, each.what, each.due_on, getattr(by, "name", ""), **whom, after=after)
    return changes.apply(by=by, why=f"{InteractionKind(said.kind).label} : {thing}")


def place(structure: Any, name: str, *, by: Any, **role: Any) -> JournalEntry | None:
    """Say what somebody does in a structure: she of that name who is already there, else a new card with its legal basis."""
    operations.refuse_unless_editor(by, structure)
    organisation = structure.organisation
    known = list(Person.objects.within(organisation).filter(name__iexact=name.strip())[:2])
    if len(known) > 1:
        raise Refusal(f"Plusieurs personnes s’appellent « {name} » : ajoutez la fonction depuis la fiche de la bonne.")
    changes, person = ChangeSet(), known[0] if known else _last(Person(organisation=organisation, name=name.strip()))
    if not known:
        basis = Consent(organisation=organisation, person=person, since=clock.today(organisation), source="saisie à la main")
        changes = ChangeSet.create(person) + ChangeSet.create(_last(basis))
    made = Affiliation(organisation=organisation, person=person, structure=structure, **role)
    return (changes + ChangeSet.create(_last(made))).apply(by=by, why=f"{person} : {made} à {structure}")


def keep_basis(person: Any, *, by: Any, **fields: Any) -> JournalEntry | None:
    """Say by what right the name of a person is kept, or that she opposed."""
    operations.refuse_unless_editor(by, person)
    held = Consent.objects.within(person.organisation_id).filter(person=person).first()
    changes = (
        ChangeSet.on(held, **fields)
        if held
        else ChangeSet.create(_last(Consent(organisation=person.organisation, person=person, **fields)))
    )
    return changes.apply(by=by, why=f"base légale de « {person} »")
