"""What a desk keeps beside the facts of others, and brings up to date in the very act that moves them."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.db import models

type Key = Callable[[Any], Iterable[UUID]]  # a row about to move, or just moved -> ids of what follows from it
type Act = Callable[[set[UUID]], None]

_followers: dict[type[models.Model], list[tuple[Key, Act]]] = {}


def follow(model: type[models.Model], key: Key, act: Act) -> None:
    """Ask that `act` be told, once the rows of a set are written, the ids that `key` gives of each row of a model."""
    _followers.setdefault(model, []).append((key, act))


class Followed:
    """What moves in one set of changes, for those who follow."""

    def __init__(self) -> None:
        self._ids: dict[Act, set[UUID]] = {}

    def note(self, row: models.Model) -> None:
        """Note a row as it is now."""
        for key, act in _followers.get(type(row), ()):
            self._ids.setdefault(act, set()).update(key(row))

    def settle(self) -> None:
        """Tell each follower what moved, in the transaction that moved it."""
        for act, ids in self._ids.items():
            act(ids)
