"""Keeps the days on which somebody cannot come, and takes them back."""

from datetime import date, timedelta
from typing import Any

from filage.core.changes import ChangeSet
from filage.core.refusal import Refusal
from filage.desks.schedule.models import Unavailability
from filage.productions.models import Person
from filage.productions.operations import next_rank, refuse_unless_editor

LONGEST = timedelta(days=400)


def absent(person: Person, *, since: date, until: date, note: str, by: Any) -> Unavailability:
    """Keep days on which somebody cannot come."""
    refuse_unless_editor(by, person)
    if until < since:
        raise Refusal("Le dernier jour précède le premier.")
    if until - since > LONGEST:
        raise Refusal("Plus d’un an d’absence : resserrez les jours.")
    known = Unavailability.objects.within(person.organisation_id).filter(person=person, since__lte=since, until__gte=until)
    if known.exists():
        raise Refusal(f"C’est déjà noté : {person.name} n’est pas disponible ces jours-là.")
    rank = next_rank(Unavailability.objects.within(person.organisation_id))
    row = Unavailability(organisation_id=person.organisation_id, person=person, since=since, until=until, note=note, rank=rank)
    ChangeSet.create(row).apply(by=by, why=f"{person.name} n’est pas disponible")
    return row


def back(row: Unavailability, *, by: Any) -> None:
    """Take an absence back."""
    refuse_unless_editor(by, row)
    ChangeSet.delete(row).apply(by=by, why=f"{row.person.name} est de nouveau disponible")
