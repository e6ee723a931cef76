"""What a chain of dates comes to on the road, and the shortest order of its movable dates: exactly, for a small tour."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from filage.rules.engine import Explained, Law
from filage.rules.geography.distance import Mode, distance
from filage.rules.geography.towns import Town

MOST_MOVABLE = 12  # beyond, the orders are too many to be tried exactly
HOME_AFTER = 2  # days between two dates: beyond, the team goes home in between
NIGHT_FROM = Decimal(40)  # km from home: nearer, one sleeps at home


@dataclass(frozen=True, slots=True)
class Stop:
    """A date of the chain: its day, its town, and whether its place may be exchanged with that of another."""

    on: date
    town: Town
    movable: bool = False


@dataclass(frozen=True, slots=True)
class Leg:
    """The road to a stop, through home when there is time for it: kilometres, and the nights spent away just before it."""

    km: Explained
    nights: int
    through_home: bool


@dataclass(frozen=True, slots=True)
class Chain:
    """The stops in order, the road to each, the road home at the end; kilometres and nights of the whole."""

    stops: tuple[Stop, ...]
    legs: tuple[Leg, ...]  # to each stop, then home

    @property
    def km(self) -> Decimal:
        """Return the kilometres of the whole chain."""
        return sum((leg.km.known() for leg in self.legs), Decimal(0))

    @property
    def nights(self) -> int:
        """Return the nights away of the whole chain, for one person."""
        return sum(leg.nights for leg in self.legs)


class Roads:
    """The roads between the towns of a tour, each estimated once."""

    def __init__(self, law: Law, home: Town) -> None:
        self.law, self.home = law, home
        self._known: dict[tuple[Town, Town], Explained] = {}

    def km(self, one: Town, other: Town, on: date) -> Explained:
        """Return the kilometres of a van between two towns."""
        key = (one, other)
        if key not in self._known:
            self._known[key] = self._known[other, one] = distance(self.law, one, other, Mode.ROAD, on)
        return self._known[key]

    def leg(self, first: Stop | None, second: Stop | None) -> Leg:
        """Return the road from a stop (None: home) to the next one (None: home)."""
        if first is None or second is None:
            stop = first or second
            assert stop is not None
            km = self.km(stop.town, self.home, stop.on)
            return Leg(km, int(first is not None and km.known() >= NIGHT_FROM), False)
        days = (second.on - first.on).days
        back = self.km(first.town, self.home, first.on)
        if days > HOME_AFTER:
            return Leg((back + self.km(self.home, second.town, second.on)).named("Par la maison", "km"), int(away(back)), True)
        stays = away(back) or away(self.km(self.home, second.town, second.on))
        return Leg(self.km(first.town, second.town, first.on), days if stays else 0, False)

    def chain(self, stops: Sequence[Stop]) -> Chain:
        """Return the chain of stops in the order of their days, from home and back."""
        held: list[Stop | None] = [None, *stops, None]
        return Chain(tuple(stops), tuple(self.leg(one, other) for one, other in pairwise(held)) if stops else ())


def away(km: Explained) -> bool:
    """Tell whether one sleeps there rather than going home."""
    return km.known() >= NIGHT_FROM


def shortest(roads: Roads, stops: Sequence[Stop]) -> Chain | None:
    """Return the shortest chain when the towns of the movable stops are exchanged among their days; None when they are too many.

    Every order is compared (Held and Karp): the answer is exact.
    """
    movable = [stop.town for stop in stops if stop.movable]
    if len(movable) > MOST_MOVABLE:
        return None
    best: dict[tuple[int, Stop | None], tuple[Decimal, tuple[Stop, ...]]] = {(0, None): (Decimal(0), ())}
    for stop in stops:
        reached: dict[tuple[int, Stop | None], tuple[Decimal, tuple[Stop, ...]]] = {}
        for (used, last), (km, path) in best.items():
            for rank in _choices(stop, movable, used):
                here = stop if rank is None else Stop(stop.on, movable[rank], True)
                key = (used if rank is None else used | 1 << rank, here)
                whole = km + roads.leg(last, here).km.known()
                if key not in reached or whole < reached[key][0]:
                    reached[key] = (whole, (*path, here))
        best = reached
    ends = [(km + roads.leg(last, None).km.known(), path) for (_, last), (km, path) in best.items() if last is not None]
    return roads.chain(min(ends, key=lambda each: each[0])[1]) if ends else roads.chain(())


def _choices(stop: Stop, movable: Sequence[Town], used: int) -> Sequence[int | None]:
    if not stop.movable:
        return (None,)
    return [rank for rank in range(len(movable)) if not used & 1 << rank]
