"""Ask prices for a journey or a stay, and take one: its price, its day and its reference become those of the booking."""

from typing import Any

from filage.core.changes import ChangeSet
from filage.core.refusal import Refusal
from filage.desks.logistics.enums import BookingState
from filage.desks.logistics.models import Journey, Offer, Stay
from filage.desks.logistics.queries import offers as queries
from filage.productions.operations import next_rank, refuse_unless_editor


def add(row: Journey | Stay, *, by: Any, **fields: Any) -> Offer:
    """Write a price that was asked, or given."""
    refuse_unless_editor(by, row.production)
    made = Offer(
        organisation_id=row.organisation_id,
        production=row.production,
        rank=next_rank(Offer.objects.within(row.organisation_id)),
        **{queries.name_of(row): row},
        **fields,
    )
    ChangeSet.create(made).apply(by=by, why=f"devis de {made.supplier}, {row}"[:300])
    return made


def take(row: Journey | Stay, offer: Offer, *, by: Any) -> None:
    """Take an offer: the booking is placed at its price, the others are left."""
    refuse_unless_editor(by, row.production)
    if offer.price is None:
        raise Refusal(f"{offer.supplier} n’a pas encore dit son prix.")
    whole = ChangeSet()
    for one in queries.of(row):
        whole += ChangeSet.on(one, taken=one.pk == offer.pk)
    said: dict[str, Any] = {"state": BookingState.POSE, "cancellable_until": offer.cancellable_until}
    if offer.reference:
        said["reference"] = offer.reference
    said |= {"cost": offer.price} if isinstance(row, Journey) else {"price": offer.price, "hotel": offer.supplier}
    whole += ChangeSet.on(row, **said)
    whole.apply(by=by, why=f"devis retenu : {offer.supplier}"[:300])


def remove(offer: Offer, *, by: Any) -> None:
    """Take an offer away."""
    refuse_unless_editor(by, offer.production)
    ChangeSet.delete(offer).apply(by=by, why=f"devis supprimé : {offer.supplier}"[:300])
