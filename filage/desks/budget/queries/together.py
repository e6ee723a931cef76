"""What others wrote in a budget since one last looked, and where they are in it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from filage.core import presence
from filage.core.journal import TOUCHED, JournalEntry
from filage.productions.models import Production

LONGEST = 200  # acts of others told at once


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Somebody else on the same budget: the line and the cell where they are, when they are in one."""

    name: str  # empty: oneself, in another tab
    line: str
    field: str


def place_of(production: Production, phase: str) -> str:
    """Return what names the page of a budget."""
    return f"budget:{production.pk}:{phase}"


def neighbours(production: Production, phase: str, spot: str, *, tab: str, by: Any) -> list[Neighbour]:
    """Say where the user is, and return who else is there."""
    found = presence.say(production.organisation_id, place_of(production, phase), spot, tab=tab, by=by)
    return [Neighbour("" if one.user == by else str(one.user), *_spot(one.spot)) for one in found]


def written_since(production: Production, since: UUID | None, *, apart: Collection[UUID]) -> tuple[str, Sequence[JournalEntry]]:
    """Return the last entry of the journal that moved a production, and those after `since`, `apart` those that the page did."""
    entries = JournalEntry.objects.within(production.organisation_id)
    entries = entries.filter(subjects__model=TOUCHED, subjects__object_id=str(production.pk))
    last = entries.order_by("-id").values_list("id", flat=True).first()
    if since is None or last is None or last <= since:
        return str(last or ""), ()
    after = entries.filter(id__gt=since).exclude(pk__in=apart).select_related("by").order_by("id")
    return str(last), list(after[:LONGEST])


def _spot(text: str) -> tuple[str, str]:
    line, _, field = text.partition("|")
    return line, field
