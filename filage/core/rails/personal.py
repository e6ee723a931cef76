"""What desks hold of one person beside her card: what is told to her, what a law keeps, and what goes when she goes."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from filage.core.rails.registry import Registry

type Told = Mapping[str, Sequence[Mapping[str, str]]]


@dataclass(frozen=True, slots=True)
class Personal:
    """What one desk does of a person of an organisation: tell, keep (why, in French), forget (the ids of the rows that went)."""

    tell: Callable[[Any, UUID], Told]
    forget: Callable[[Any, UUID], Collection[UUID]]
    keep: Callable[[Told], Sequence[str]] = lambda told: ()  # read in what is told


rail: Registry[Personal] = Registry("personal")
provide = rail.provide


def told(organisation: Any, person: UUID) -> dict[str, list[Mapping[str, str]]]:
    """Return everything the desks hold of somebody, as plain words under a French key."""
    return {key: list(rows) for _, desk in rail.items() for key, rows in desk.tell(organisation, person).items()}


def kept(told: Told) -> list[str]:
    """Return why some of what was told cannot go, nothing when all can."""
    return [why for _, desk in rail.items() for why in desk.keep(told)]


def forget(organisation: Any, person: UUID) -> set[UUID]:
    """Take what the desks hold of somebody and no law keeps; return the ids of what went."""
    return {pk for _, desk in rail.items() for pk in desk.forget(organisation, person)}
