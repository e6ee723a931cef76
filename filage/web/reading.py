"""Which kept rows a user may read: those of her organisation, and only of the productions her roles name."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from filage.core import access
from filage.core.kept import KeptRow
from filage.productions.models import Production


def readable[Row: KeptRow](rows: Iterable[Row], user: Any, organisation: Any) -> list[Row]:
    """Return the rows the user may read: all of them, or those of the productions her roles name."""
    allowed = access.readable_productions(user, organisation)
    return list(rows) if allowed is None else [row for row in rows if row.production in allowed]


def reads_pay(user: Any, organisation: Any, production: UUID | None) -> bool:
    """Tell whether the user may read what people earn, in a production given by its id or in the whole organisation."""
    thing = Production(pk=production, organisation_id=organisation.pk) if production else organisation
    return access.can_read_pay(user, thing)


def titles(shown: Iterable[Production]) -> dict[UUID | None, str]:
    """Return the titles by id, for rows that only know an id; a row about no production has none."""
    return {one.pk: one.title for one in shown}
