"""Who is named at the services of a season, read once."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from filage.core.prepared import PreparedColumns
from filage.core.rails.season import once
from filage.productions.models import Activity

type Naming = tuple[UUID, UUID, str, date | None]  # activity, person, her name, the day she was born


def _rows(organisation: UUID) -> Any:
    rows = Activity.participants.through.objects.filter(activity__organisation_id=organisation).order_by("id")
    return rows.values_list("activity_id", "person_id", "person__name", "person__born_on")


NAMED = PreparedColumns(lambda organisation, ids: _rows(organisation).filter(activity__production__in=ids))
EVERY = PreparedColumns(lambda organisation, _: _rows(organisation))


@once
def namings(season: Any) -> Sequence[Naming]:
    """Return each person named at a service of a season, in the order in which they were; one query, asked once."""
    read: Any = NAMED if season.production_ids else EVERY
    found: Sequence[Naming] = read(season.organisation_id, season.production_ids)
    return found
