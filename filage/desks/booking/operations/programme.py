"""What may be done to the running order of an evening: place a passage, move it, take it away."""

from typing import Any

from filage.core.changes import ChangeSet
from filage.desks.booking.models import Slot
from filage.productions.models import Activity
from filage.productions.operations import next_rank, refuse_unless_editor


def add(activity: Activity, *, by: Any, **fields: Any) -> Slot:
    """Place a passage in an evening."""
    refuse_unless_editor(by, activity.production)
    rank = next_rank(Slot.objects.within(activity.organisation_id))
    slot = Slot(organisation_id=activity.organisation_id, activity=activity, rank=rank, **fields)
    ChangeSet.create(slot).apply(by=by, why=f"passage de {slot.title}")
    return slot


def change(slot: Slot, *, by: Any, **fields: Any) -> Slot:
    """Move or complete a passage."""
    refuse_unless_editor(by, slot.activity.production)
    ChangeSet.on(slot, **fields).apply(by=by, why=f"passage de {slot.title}")
    return slot


def remove(slot: Slot, *, by: Any) -> None:
    """Take a passage away."""
    refuse_unless_editor(by, slot.activity.production)
    ChangeSet.delete(slot).apply(by=by, why=f"passage de {slot.title} retiré")
