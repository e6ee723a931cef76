"""Giving a post still open to somebody: its terms, its cost and its tracks stay as they are."""

from typing import Any

from filage.core.changes import ChangeSet
from filage.core.identity import uuid7
from filage.core.journal import JournalEntry
from filage.core.refusal import Refusal
from filage.desks.payroll.operations import refuse_unless_pay_reader
from filage.desks.payroll.operations.following import follow_person
from filage.productions.models import Engagement, Person
from filage.productions.operations import next_rank
from filage.rules.reading.folding import folded

LONGEST_NAME = 160


def name(engagement: Engagement, who: str, *, by: Any) -> JournalEntry | None:
    """Give a post to the person of the directory who bears this name, else to a new one; Refusal when two people bear it.

    Of several identical posts, one is taken out for the person; the others stay open.
    """
    refuse_unless_pay_reader(by, engagement.production)
    if engagement.person_id is not None:
        raise Refusal(f"« {engagement.function} » est déjà à {engagement.person} : remplacez-la plutôt.")
    person, made = found_or_new(engagement.organisation_id, who)
    return (made + _given(engagement, person)).apply(by=by, why=f"{engagement.function} : {person.name}")


def found_or_new(organisation: Any, who: str) -> tuple[Person, ChangeSet]:
    """Return the person of the directory who bears a name, or a new one with the change that writes her."""
    said = " ".join(who.split())
    if not said:
        raise Refusal("Écrivez un nom.")
    if len(said) > LONGEST_NAME:
        raise Refusal(f"Un nom compte {LONGEST_NAME} signes au plus.")
    rows = Person.objects.within(organisation)
    same = [person for person in rows.filter(folded__begins=folded(said)) if folded(person.name) == folded(said)]
    if len(same) > 1:
        raise Refusal(f"{len(same)} personnes s’appellent « {said} » : choisissez-la sur la fiche de l’embauche.")
    if same:
        return same[0], ChangeSet()
    person = Person(organisation_id=organisation, name=said, rank=next_rank(rows))
    return person, ChangeSet.create(person)


def _given(engagement: Engagement, person: Person) -> ChangeSet:
    if engagement.headcount == 1:
        return ChangeSet.on(engagement, person=person, placeholder="") + follow_person(engagement, person)
    copied = {field.attname: getattr(engagement, field.attname) for field in Engagement._meta.concrete_fields}
    own = copied | {"id": uuid7(), "person_id": person.pk, "placeholder": "", "headcount": 1}
    return ChangeSet.on(engagement, headcount=engagement.headcount - 1) + ChangeSet.create(Engagement(**own))
