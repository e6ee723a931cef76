"""The récépissés of our structures, read once for a season."""

from collections import defaultdict
from datetime import date
from typing import Any
from uuid import UUID

from filage.core.prepared import Prepared
from filage.core.rails import rare
from filage.core.rails.season import once
from filage.productions.models import Recepisse

rare.declare(Recepisse)
RECEPISSES = Prepared(lambda organisation, _: Recepisse.objects.within(organisation))


def recepisses_of(season: Any, structure_id: UUID) -> list[Recepisse]:
    """Return the récépissés of a structure, those that end first before the others."""
    return _read(season).get(structure_id, [])


def stands(recepisse: Recepisse, on: date) -> bool:
    """Tell whether a récépissé stands on a day; a bound that nobody gave is no bound."""
    begun = recepisse.since is None or recepisse.since <= on
    return begun and (recepisse.until is None or on <= recepisse.until)


@once
def _read(season: Any) -> dict[UUID, list[Recepisse]]:
    held: dict[UUID, list[Recepisse]] = defaultdict(list)
    for recepisse in RECEPISSES(season.organisation_id) if rare.held(season, Recepisse) else ():
        held[recepisse.structure_id].append(recepisse)
    return {key: sorted(rows, key=lambda row: row.until or date.max) for key, rows in held.items()}
