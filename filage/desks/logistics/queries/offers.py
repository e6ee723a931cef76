"""The prices asked for a journey or a stay, side by side, the whole of each beside what it is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from filage.desks.logistics.models import Journey, Offer, Stay
from filage.desks.logistics.queries import rooming


@dataclass(frozen=True, slots=True)
class Compared:
    """An offer: what it comes to, how much dearer than the cheapest."""

    offer: Offer
    whole: Decimal | None
    dearer: Decimal | None


def of(row: Journey | Stay) -> list[Offer]:
    """Return the offers of a journey or of a stay, the cheapest first, those without price last."""
    rows = Offer.objects.within(row.organisation_id).filter(**{name_of(row): row})
    return sorted(rows.order_by("rank", "id"), key=lambda one: (one.price is None, one.price or 0))


def name_of(row: Journey | Stay) -> str:
    """Return the name by which an offer says what it is for."""
    return "journey" if isinstance(row, Journey) else "stay"


def compared(row: Journey | Stay) -> Sequence[Compared]:
    """Return the offers of a row with what each comes to: the leg, or every room of every night."""
    found, many = of(row), nights(row)
    wholes = {one.pk: one.price * many for one in found if one.price is not None}
    least = min(wholes.values(), default=None)
    return [
        Compared(one, wholes.get(one.pk), wholes[one.pk] - least if one.pk in wholes and least is not None else None)
        for one in found
    ]


def nights(row: Journey | Stay) -> int:
    """Return how many times the price of an offer is paid: once for a leg, a room and a night for a stay."""
    if isinstance(row, Journey):
        return 1
    rooms = sum(night.rooms for night in rooming.nights(row, list(row.beds.select_related("person"))))
    return rooms or (row.leaves_on - row.arrives_on).days
