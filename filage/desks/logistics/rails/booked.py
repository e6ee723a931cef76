"""The last days on which a booking costs nothing to give up, and what is still to be booked for a date that is firm."""

from collections.abc import Iterator
from typing import Any

from filage.core.rails.types import Deadline
from filage.desks.logistics.enums import BookingState
from filage.desks.logistics.queries.held import logistics

OPEN = (BookingState.POSE, BookingState.CONFIRME)


def deadlines(season: Any) -> Iterator[Deadline]:
    """Yield until when each journey and each stay may be given up."""
    held = logistics(season)
    rows: list[tuple[str, Any, str]] = [("trajet", one, f"{one.from_place} – {one.to_place}") for one in held.journeys]
    rows += [("sejour", one, one.hotel) for one in held.stays]
    for kind, row, name in rows:
        if row.cancellable_until and row.state in OPEN:
            yield Deadline(
                key=f"{kind}:{row.pk}",
                on=row.cancellable_until,
                title=f"{name} : dernier jour pour annuler sans frais",
                owner="production",
                state=row.get_state_display(),
                url=f"/dates/{row.activity_id}/logistique/" if row.activity_id else "",
                production=row.production_id,
            )
