"""What may be said of the missions of a label: that one is held, by what, or no longer."""

from datetime import date
from typing import Any

from filage.core.changes import ChangeSet
from filage.core.journal import JournalEntry
from filage.core.refusal import Refusal
from filage.desks.booking.models import LabelDuty
from filage.desks.booking.queries import duties
from filage.productions.models import Production
from filage.productions.operations import next_rank, refuse_unless_editor


def say(production: Production, code: str, *, note: str, on: date, by: Any) -> JournalEntry | None:
    """Say that a mission is held and by what, or take it back. Refusal when no label of the house asks for it."""
    refuse_unless_editor(by, production)
    known = {duty.code: duty for asked in duties.asked_of(production, on) for duty in asked.duties}
    duty = known.get(code)
    if duty is None:
        raise Refusal("Cette mission n’est pas de celles que le label de la structure demande.")
    if duty.said is not None:
        return ChangeSet.delete(duty.said).apply(by=by, why=f"mission de {duty.name} : reprise")
    made = LabelDuty(
        organisation_id=production.organisation_id,
        production=production,
        label=duty.label,
        mission=duty.mission,
        held_on=on,
        note=note.strip()[:300],
        rank=next_rank(LabelDuty.objects.within(production.organisation_id)),
    )
    return ChangeSet.create(made).apply(by=by, why=f"mission de {duty.name} : tenue")
