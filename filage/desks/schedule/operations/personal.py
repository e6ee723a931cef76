"""Forget what the schedule holds of somebody who is erased, and the absences that are over."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any
from uuid import UUID

from filage.core import clock
from filage.desks.schedule.models import Acknowledgement, Poll, PollAnswer, Unavailability

OVER = timedelta(days=90)  # after its last day, an absence serves nobody


def forget(organisation: Any, person: UUID) -> Collection[UUID]:
    """Take her answers, her absences and what she read; nobody asks her anything any more. Return the ids of what went."""
    gone: set[UUID] = set()
    for model in (PollAnswer, Unavailability, Acknowledgement):
        rows = model.objects.within(organisation).filter(person=person)
        gone |= set(rows.values_list("pk", flat=True))
        rows.delete()
    asked = Poll.people.through.objects.filter(poll__organisation=organisation, person=person)
    asked.delete()
    return gone


def forget_old_absences(organisation: UUID) -> int:
    """Take the absences of an organisation that ended long ago; return how many rows went."""
    gone, _ = Unavailability.objects.within(organisation).filter(until__lt=clock.today(organisation) - OVER).delete()
    return gone
