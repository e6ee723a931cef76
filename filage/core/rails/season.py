"""What providers compute from: the shared nouns of some productions, loaded once by whoever owns them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import wraps
from typing import Any, Protocol
from uuid import UUID
from weakref import WeakKeyDictionary

from filage.core.rails.types import Scope


class Season(Protocol):
    """What the rails know of a season: whose it is and which day it is; `production_ids` empty means the whole organisation."""

    organisation_id: UUID
    production_ids: tuple[UUID, ...]
    today: date


def once[Made](make: Callable[[Any], Made]) -> Callable[[Any], Made]:
    """Return a reading of a season that is made when first asked, and kept for as long as the season lives.

    What is made must not hold the season (a `weakref.proxy` may): both would live for ever.
    """
    kept: WeakKeyDictionary[Any, Made] = WeakKeyDictionary()

    @wraps(make)
    def read(season: Any) -> Made:
        try:
            return kept[season]
        except KeyError:
            made = kept[season] = make(season)
            return made

    return read


_shared: ContextVar[dict[tuple[UUID, tuple[UUID, ...]], Any] | None] = ContextVar("shared", default=None)

type Loader = Callable[[Scope], Any]
_loaders: list[Loader] = []


def provide(loader: Loader) -> None:
    """Set who makes seasons: `loader(scope)` returns one season for all the productions of the scope."""
    _loaders[:] = [loader]


def load(organisation_id: UUID, production_ids: tuple[UUID, ...] = ()) -> Any:
    """Return the season of these productions; none named: the whole organisation."""
    if not _loaders:
        raise LookupError("personne n’a donné de saison aux rails")
    held, key = _shared.get(), (organisation_id, production_ids)
    if held is None:
        return _loaders[0](Scope(*key))
    if key not in held:
        held[key] = _loaders[0](Scope(*key))
    return held[key]


@contextmanager
def shared() -> Iterator[None]:
    """Read each season once for the duration of the block, which changes no fact: two hundred papers of one show, one reading."""
    held = _shared.get()
    token = _shared.set({} if held is None else held)
    try:
        yield
    finally:
        _shared.reset(token)
