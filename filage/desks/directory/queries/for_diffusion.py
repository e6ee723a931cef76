"""What the diffusion desk reads of contacts: who came to see a show, and what is to be done next."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from filage.desks.directory.enums import InteractionKind
from filage.desks.directory.models import Interaction, NextGesture


def who_saw(organisation: Any, productions: Iterable[UUID] | None = None) -> list[Interaction]:
    """Return each time somebody came to see these shows (None: any), the last first; one query."""
    rows = Interaction.objects.within(organisation).filter(kind=InteractionKind.VU)
    if productions is not None:
        rows = rows.filter(production__in=list(productions))
    return list(rows.select_related("person", "venue").order_by("-on", "-rank", "id"))


def to_do(organisation: Any) -> list[NextGesture]:
    """Return what is still to be done with the contacts, the first due first; one query."""
    rows = NextGesture.objects.within(organisation).filter(done_on=None)
    return list(rows.select_related("person").order_by("due_on", "rank", "id"))


def in_touch(organisation: Any, structure: UUID, person: UUID | None, *, limit: int) -> list[Interaction]:
    """Return the last times one was in touch with a structure, or with somebody of it; one query."""
    rows = Interaction.objects.within(organisation)
    found = rows.filter(structure=structure) | (rows.filter(person=person) if person else rows.none())
    return list(found.select_related("person", "production").order_by("-on", "-rank", "id")[:limit])
