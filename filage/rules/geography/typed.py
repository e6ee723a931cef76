"""What a place that was typed means, and whether typed kilometres can be true: never the first of several namesakes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from filage.rules.geography.distance import great_circle
from filage.rules.geography.towns import Town, find

TOLD_APART = re.compile(r"\s*(?P<name>.+?)\s*\((?P<where>[0-9A-Za-z]{2,3})\)\s*")
MOST_OF_THE_CIRCLE = Decimal("2.2")
SHORT_FLIGHT = Decimal(200)  # km
LONGEST_ROAD = Decimal(20_000)  # km, half the way round the Earth: no leg is longer, by any means


@dataclass(frozen=True, slots=True)
class Placed:
    """The town that a typed name means, or the namesakes to choose from; neither when nobody knows it.

    A commune whose degrees no table says is `known`, and not a town that anything is counted from.
    """

    town: Town | None
    choices: Sequence[str] = ()
    known: Town | None = None


class Doubt(StrEnum):
    """What typed kilometres may be told."""

    ENDLESS = "plus longs qu’aucune route d’une traite"
    IMPOSSIBLE = "plus courts que la ligne droite"
    LONG = "plus de deux fois la ligne droite"


def placed(name: str) -> Placed:
    """Return the town that « Albi », « Valence (26) » or « Brest (BY) » means."""
    apart = TOLD_APART.fullmatch(name)
    found = find(apart["name"] if apart else name)
    if apart:
        where = apart["where"].upper()
        found = tuple(town for town in find(apart["name"], country=where) or found if where in (town.department, town.country))
    if len(found) == 1:
        return Placed(found[0]) if found[0].is_placed else Placed(None, known=found[0])
    return Placed(None, tuple(dict.fromkeys(town.place for town in found)))


def doubt(km: Decimal, one: Town, other: Town) -> Doubt | None:
    """Return what is wrong with the kilometres typed between two towns, None when they can be true."""
    if km > LONGEST_ROAD:
        return Doubt.ENDLESS
    straight = great_circle(one, other)
    if km < straight:
        return Doubt.IMPOSSIBLE
    return Doubt.LONG if straight and km > straight * MOST_OF_THE_CIRCLE else None
