"""Forget what logistics holds of somebody who is erased: her needs, the notes nobody accepted, where she went and slept."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Q

from filage.core import clock
from filage.desks.logistics.models import AccessNeed, Bed, Expense, Seat
from filage.desks.logistics.queries.personal import ACCOUNTED


def forget(organisation: Any, person: UUID) -> Collection[UUID]:
    """Take what no account keeps; an accepted note keeps its amount and its proof, not its words. Return the ids of what went.

    A journey or a night to come keeps its place: somebody is to be asked in her stead first.
    """
    today = clock.today(organisation)
    notes = Expense.objects.within(organisation).filter(person=person)
    over = Q(leaves_on__lt=today) | Q(leaves_on=None, stay__leaves_on__lt=today)
    rows: tuple[Any, ...] = (
        AccessNeed.objects.within(organisation).filter(person=person),
        notes.exclude(state__in=ACCOUNTED),
        Seat.objects.within(organisation).filter(person=person, journey__on__lt=today),
        Bed.objects.within(organisation).filter(over, person=person),
    )
    gone: set[UUID] = set(notes.values_list("pk", flat=True))  # the journal forgets the words of the accepted ones too
    for each in rows:
        gone |= set(each.values_list("pk", flat=True))
        each.delete()
    Bed.objects.within(organisation).filter(shared_with=person, stay__leaves_on__lt=today).update(shared_with=None)
    notes.update(label="", note="")
    return gone
