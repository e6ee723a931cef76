"""What logistics holds of one person: where she travelled and slept, what she spent and what the accounts keep of it."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from filage.core.rails.personal import Told
from filage.desks.logistics.enums import ExpenseState
from filage.desks.logistics.models import AccessNeed, Bed, Expense, FloatMove, Seat

ACCOUNTED = (ExpenseState.VALIDE, ExpenseState.REMBOURSE)
WHY = "Ses notes de frais validées et sa caisse : pièces comptables, gardées dix ans (Code de commerce, art. L123-22)."


def told(organisation: Any, person: UUID) -> Told:
    """Return all of it as plain words; five queries. A need is named, never said."""
    seats = Seat.objects.within(organisation).filter(person=person).select_related("journey").order_by("journey__on")
    beds = Bed.objects.within(organisation).filter(person=person).select_related("stay").order_by("stay__arrives_on")
    notes = Expense.objects.within(organisation).filter(person=person).order_by("on")
    moves = FloatMove.objects.within(organisation).filter(person=person).order_by("on")
    needs = AccessNeed.objects.within(organisation).filter(person=person).defer("text")
    return {
        "trajets": [
            {"le": _day(one.journey.on), "de": one.journey.from_place, "vers": one.journey.to_place, "place": one.place}
            for one in seats
        ],
        "nuits": [
            {
                "hotel": one.stay.hotel,
                "du": _day(one.arrives_on or one.stay.arrives_on),
                "au": _day(one.leaves_on or one.stay.leaves_on),
            }
            for one in beds
        ],
        "notes_de_frais": [
            {"le": _day(one.on), "quoi": one.get_kind_display(), "montant": str(one.amount), "etat": one.get_state_display()}
            for one in notes
        ],
        "caisse": [{"le": _day(one.on), "montant": str(one.amount), "quoi": one.what} for one in moves],
        "besoins_scelles": [{"type": one.get_kind_display(), "jusqu_au": _day(one.until)} for one in needs],
    }


def kept(told: Told) -> Sequence[str]:
    """Return why the accounts keep something of what was told, nothing when they do not."""
    accounted = {state.label for state in ACCOUNTED}
    return [WHY] if told.get("caisse") or any(one["etat"] in accounted for one in told.get("notes_de_frais", ())) else []


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""
