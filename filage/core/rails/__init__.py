"""How the desks stay strangers and still agree: small registries, and what they gave kept as rows."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID


def refresh(production_ids: Iterable[UUID] | None, organisation: Any) -> None:
    """Compute again the kept rows of some productions, or of the whole organisation (None), in the running transaction."""
    from filage.core.rails import refreshing  # the shapes of the rails are read before Django's models exist

    refreshing.refresh(production_ids, organisation)


def refresh_touched(production_ids: Iterable[UUID] | None, organisation: Any, moved: Collection[str] = ()) -> None:
    """Refresh at once when few productions moved, otherwise hand it to a task; `moved`: the desks whose rows moved."""
    from filage.core.rails import refreshing  # as above

    refreshing.refresh_touched(production_ids, organisation, moved)
