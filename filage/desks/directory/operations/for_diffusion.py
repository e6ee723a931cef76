"""What the diffusion desk writes of contacts, as parts of its own gestures: what was said or seen, what comes next."""

from datetime import date
from typing import Any

from filage.core.changes import ChangeSet
from filage.desks.directory.models import Interaction, NextGesture
from filage.productions.operations import next_rank


def noted(organisation: Any, *, kind: str, on: date, made: int = 0, **about: Any) -> ChangeSet:
    """Return what notes that one was in touch; `made` counts those of the same gesture that stand before it."""
    rank = next_rank(Interaction.objects.within(organisation)) + made
    return ChangeSet.create(Interaction(organisation_id=organisation, kind=kind, on=on, rank=rank, **about))


def planned(organisation: Any, *, what: str, due_on: date, made: int = 0, **about: Any) -> ChangeSet:
    """Return what plans a next gesture; `made` counts those of the same gesture that stand before it."""
    rank = next_rank(NextGesture.objects.within(organisation)) + made
    return ChangeSet.create(NextGesture(organisation_id=organisation, what=what[:200], due_on=due_on, rank=rank, **about))


def done(gesture: NextGesture, *, on: date) -> ChangeSet:
    """Return what says a gesture done."""
    return ChangeSet.on(gesture, done_on=on)
