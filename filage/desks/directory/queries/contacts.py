"""What was said to whom and what comes next: the interactions and the gestures that pages, rails and other desks read."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from filage.desks.directory.enums import InteractionKind
from filage.desks.directory.models import Interaction, NextGesture

NAMED = ("structure", "person", "venue", "production")

type Shows = Collection[UUID] | None  # None: all the productions, and what names none


def interactions(organisation: Any, productions: Shows = None) -> Any:
    """Return the interactions, the latest first, those of some productions when they are named; one query."""
    rows = Interaction.objects.within(organisation).select_related(*NAMED).order_by("-on", "-id")
    return rows if productions is None else rows.filter(production__in=productions)


def seen(organisation: Any, productions: Shows = None) -> list[Interaction]:
    """Return who saw which show, the latest first."""
    return list(interactions(organisation, productions).filter(kind=InteractionKind.VU))


def gestures(organisation: Any, productions: Shows = None) -> Any:
    """Return what is still to be done, the soonest first."""
    rows = NextGesture.objects.within(organisation).filter(done_on=None)
    rows = rows.select_related("structure", "person", "production").order_by("due_on", "rank", "id")
    return rows if productions is None else rows.filter(production__in=productions)


def next_gestures(organisation: Any, productions: Shows = None) -> list[NextGesture]:
    """Return the same as a list."""
    return list(gestures(organisation, productions))


def in_touch(organisation: Any, structure: UUID, person: UUID | None, *, limit: int) -> list[Interaction]:
    """Return the last times one was in touch with a structure, or with somebody of it; one query."""
    rows = Interaction.objects.within(organisation)
    found = rows.filter(structure=structure) | (rows.filter(person=person) if person else rows.none())
    return list(found.select_related("person", "production").order_by("-on", "-rank", "id")[:limit])
