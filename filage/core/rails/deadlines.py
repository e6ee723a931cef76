"""The dated duties of every desk: what Aujourd'hui, the calendars and the feeds show."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from filage.core.rails import rare
from filage.core.rails.providers import Rail
from filage.core.rails.registry import Registry
from filage.core.rails.types import Deadline

type Given = Callable[[UUID], Iterable[Deadline]]


@dataclass(frozen=True, slots=True)
class House:
    """What gives the duties about no production, and the rows without which there is none."""

    give: Given
    among: tuple[rare.Rare, ...]


rail: Rail[Deadline] = Rail("deadlines")
provide = rail.provide
of = rail.of

house: Registry[list[House]] = Registry("deadlines of the house")


def provide_house(code: str, give: Given, *among: rare.Rare) -> None:
    """Keep what gives duties about no production, asked only where a house holds one of these rows; a desk may give several."""
    rare.declare(*among)
    (house[code] if code in house else house.provide(code, [])).append(House(give, among))


def of_the_house(season: Any) -> Iterator[tuple[str, Deadline]]:
    """Yield (code of the desk, duty) for each duty about no production."""
    for code, gifts in house.items():
        for each in gifts:
            if rare.held(season, *each.among):
                yield from ((code, given) for given in each.give(season.organisation_id))
