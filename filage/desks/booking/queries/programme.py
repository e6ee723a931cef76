"""The evenings of a venue or a festival: what is played on each stage, when, and by whom it is sold to us."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from filage.core.prepared import Prepared
from filage.core.rails import rare
from filage.core.rails.season import once
from filage.desks.booking.models import Slot
from filage.productions.models import Activity

rare.declare(Slot)


@Prepared
def SLOTS(organisation: UUID, ids: Sequence[UUID]) -> Any:
    return Slot.objects.within(organisation).filter(activity__production__in=ids).order_by("starts_at", "rank", "id")


@once
def slots(season: Any) -> dict[UUID, list[Slot]]:
    """Return the running order of each evening of a season, by the hour; only a house that buys or programmes has one."""
    held = [production.pk for production in season.productions]
    found: dict[UUID, list[Slot]] = defaultdict(list)
    for slot in SLOTS(season.organisation_id, held) if rare.held(season, Slot) else []:
        found[slot.activity_id].append(slot)
    return dict(found)


def bought(season: Any) -> dict[UUID, list[Activity]]:
    """Return the evenings that each purchase covers by its place in a running order; nothing is read when nobody buys."""
    if not any(deal.buys for deal in season.deals):
        return {}
    found: dict[UUID, list[Activity]] = defaultdict(list)
    for activity_id, order in slots(season).items():
        activity = season.activity(activity_id)
        for slot in order:
            if slot.deal_id and activity not in found[slot.deal_id]:
                found[slot.deal_id].append(activity)
    return found
