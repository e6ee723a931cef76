"""Which kept rows a user may read: those of her organisation, and only of the productions her roles name."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from filage.core import access
from filage.core.kept import FindingRow, KeptRow
from filage.core.models import FindingTrace
from filage.core.rails import checks
from filage.productions.models import Production


def readable[Row: (KeptRow | FindingTrace)](rows: Iterable[Row], user: Any, organisation: Any) -> list[Row]:
    """Return the rows the user may read: all of them, or those of the productions her roles name."""
    allowed = access.readable_productions(user, organisation)
    return list(rows) if allowed is None else [row for row in rows if row.production in allowed]


def findings[Row: (FindingRow, FindingTrace)](rows: Iterable[Row], user: Any, organisation: Any) -> list[Row]:
    """Return the findings the user may read; one that says what somebody earns is told by its rule alone to the others."""
    kept = readable(rows, user, organisation)
    for row in kept:
        if row.pay and not access.can_read_pay(user, row):
            check = checks.named(row.code)
            row.subject, row.message = "", check.title if check else row.code
    return kept


def reads_pay(user: Any, organisation: Any, production: UUID | None) -> bool:
    """Tell whether the user may read what people earn, in a production given by its id or in the whole organisation."""
    thing = Production(pk=production, organisation_id=organisation.pk) if production else organisation
    return access.can_read_pay(user, thing)


def titles(shown: Iterable[Production]) -> dict[UUID | None, str]:
    """Return the titles by id, for rows that only know an id; a row about no production has none."""
    return {one.pk: one.title for one in shown}
