"""What need not be built twice: objects that refuse writes, and what was computed from one of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from operator import itemgetter
from typing import Any, Protocol, Self

from django.db import DEFAULT_DB_ALIAS, models

ROOM = 20_000  # things of one generation; those not asked for during a whole generation are forgotten


class SharedError(TypeError):
    """Somebody was about to write what others are reading: a mistake of ours, never shown as a refusal."""


class NoNeighbour(dict[str, Any]):
    """Where a shared object would keep the objects its foreign keys lead to: they would be out of date at the next reading."""

    def __setitem__(self, name: str, value: Any) -> None:
        raise SharedError(f"« {name} » ne se suit pas depuis un objet que d’autres lisent.")


class Shareable(models.Model):
    """Abstract: an object that many readers may hold at once, for it refuses every write once it is shared."""

    class Meta:
        abstract = True

    def shared(self) -> Self:
        """Return the same object, which from now on is only read."""
        self._state.fields_cache = NoNeighbour()
        self.__dict__["memo"] = {}
        return self

    def own(self) -> Self:
        """Return the same values in an object of the caller's own, which may be written."""
        names = [field.attname for field in self._meta.concrete_fields]
        return self.from_db(DEFAULT_DB_ALIAS, names, [self.__dict__[name] for name in names])

    @property
    def memo(self) -> dict[str, tuple[Any, Any]]:
        """What was computed from it since it is shared."""
        found: dict[str, tuple[Any, Any]] = self.__dict__["memo"]
        return found

    def __setattr__(self, name: str, value: Any) -> None:
        self.refuse_when_shared()
        super().__setattr__(name, value)

    def __delattr__(self, name: str) -> None:
        self.refuse_when_shared()
        super().__delattr__(name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, unless it is shared."""
        self.refuse_when_shared()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete, unless it is shared."""
        self.refuse_when_shared()
        return super().delete(*args, **kwargs)

    def refuse_when_shared(self) -> None:
        """Raise SharedError once it is shared."""
        if "memo" in self.__dict__:
            raise SharedError(f"« {self} » est lu par d’autres : relisez-le pour l’écrire.")


class Generations[Key, Value]:
    """A room with two shelves: what is asked for moves to the young one; when that is full, the old one is emptied."""

    def __init__(self) -> None:
        self._young: dict[Key, Value] = {}
        self._old: dict[Key, Value] = {}

    def get(self, key: Key) -> Value | None:
        """Return what was put under a key, None when it is forgotten."""
        found = self._young.get(key)
        if found is None and (found := self._old.pop(key, None)) is not None:
            self.put(key, found)
        return found

    def put(self, key: Key, value: Value) -> None:
        """Remember something."""
        if len(self._young) >= ROOM:
            self._old, self._young = self._young, {}
        self._young[key] = value


class Again[Value]:
    """What was computed last from each thing, given again for as long as all that it is told from stays the same.

    `told` must say everything that `make` reads, and what is made must hold no object of a season.
    """

    def __init__(self) -> None:
        self._held: Generations[Any, tuple[Any, Value]] = Generations()

    def given(self, key: Any, told: Any, make: Callable[[], Value]) -> Value:
        """Return what `make` gave for a key when it was told the same, or what it gives now."""
        held = self._held.get(key)
        if held is None or held[0] != told:
            held = (told, make())
            self._held.put(key, held)
        return held[1]


def values_of(thing: models.Model) -> tuple[Any, ...]:
    """Return what an object holds, column by column; KeyError when one of them was not read."""
    found: tuple[Any, ...] = _columns(type(thing))(thing.__dict__)
    return found


@cache
def _columns(model: type[models.Model]) -> Callable[[Any], Any]:
    return itemgetter(*[field.attname for field in model._meta.concrete_fields])


class Remembers(Protocol):
    """Something that never changes, and keeps what was computed from it."""

    @property
    def memo(self) -> dict[str, tuple[Any, Any]]: ...


def kept_with[Value](thing: Remembers, name: str, make: Callable[[], Value], *, told: Any = None) -> Value:
    """Return what `make` gave under a name, kept for as long as `thing` lives.

    It is made anew when `told`, what else it depends on, is another.
    """
    held = thing.memo.get(name)
    if held is None or held[0] != told:
        held = thing.memo[name] = (told, make())
    return held[1]
