"""Engaging a whole distribution in one gesture, with the people that the directory does not know yet."""

from collections.abc import Mapping, Sequence
from typing import Any

from filage.core.changes import ChangeSet
from filage.core.refusal import Refusal
from filage.desks.payroll.operations import engage_all, refuse_unless_pay_reader
from filage.productions.models import Engagement, Person, Production
from filage.productions.operations import next_rank
from filage.rules.reading.folding import folded


def engage(production: Production, rows: Sequence[Mapping[str, Any]], *, add_people: bool, by: Any) -> list[Engagement]:
    """Engage the people of some rows, each the terms of an embauche with `who`, a name; an empty one is a post still open.

    With `add_people`, a name that nobody bears in the directory is added to it, once; otherwise it stays a post to fill.
    """
    refuse_unless_pay_reader(by, production)
    if not rows:
        raise Refusal("Personne à engager : écrivez au moins une ligne.")
    people, made = _people(production.organisation_id, [row["who"] for row in rows], add_people)
    each: list[dict[str, Any]] = []
    for row in rows:
        terms = {key: value for key, value in row.items() if key != "who"}
        person = people.get(folded(row["who"])) if row["who"] and terms.get("headcount", 1) == 1 else None
        each.append(terms | {"person": person, "placeholder": "" if person else row["who"]})
    return engage_all(production, each, by=by, before=made)


def _people(organisation: Any, names: Sequence[str], add: bool) -> tuple[dict[str, Person], ChangeSet]:
    """Return who bears each name, folded, and the change that adds those whom nobody is; Refusal for a name that two bear."""
    rows = Person.objects.within(organisation)
    known: dict[str, list[Person]] = {}
    for person in rows:
        known.setdefault(folded(person.name), []).append(person)
    found: dict[str, Person] = {}
    made, rank = ChangeSet(), next_rank(rows)
    for name in names:
        said = folded(name)
        if not said or said in found:
            continue
        same = known.get(said, [])
        if len(same) > 1:
            raise Refusal(f"{len(same)} personnes s’appellent « {name} » : engagez-la sur une fiche, où elle se choisit.")
        if same:
            found[said] = same[0]
        elif add:
            found[said] = Person(organisation_id=organisation, name=name, rank=rank)
            made, rank = made + ChangeSet.create(found[said]), rank + 1
    return found, made
