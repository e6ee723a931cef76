"""What providers compute from: the shared nouns of some productions, loaded once by whoever owns them."""

from collections.abc import Callable
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from filage.core.rails.types import Scope


class Season(Protocol):
    """What the rails know of a season: whose it is and which day it is; `production_ids` empty means the whole organisation."""

    organisation_id: UUID
    production_ids: tuple[UUID, ...]
    today: date


type Loader = Callable[[Scope], Any]
_loaders: list[Loader] = []


def provide(loader: Loader) -> None:
    """Set who makes seasons: `loader(scope)` returns one season for all the productions of the scope."""
    _loaders[:] = [loader]


def load(organisation_id: UUID, production_ids: tuple[UUID, ...] = ()) -> Any:
    """Return the season of these productions; none named: the whole organisation."""
    if not _loaders:
        raise LookupError("personne n’a donné de saison aux rails")
    return _loaders[0](Scope(organisation_id, production_ids))
