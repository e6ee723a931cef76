"""Who gets a place: the mean of the grids, the order it makes, the places of each quota, and who is next on a waiting list."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

OUT_OF = Decimal(20)
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Criterion:
    """A line of the grid: its weight, and the best mark it may get."""

    weight: int
    most: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """Someone to rank: her score out of twenty (None when nobody marked her), the quota she asks for, her order of deposit."""

    key: Any
    score: Decimal | None
    quota: Any  # None: no quota takes her
    number: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a candidate stands in her quota: `admitted`, or on its waiting list; `tied` with the one before or after."""

    key: Any
    quota: Any
    rank: int  # in the quota, from 1
    admitted: bool
    tied: bool


def score_of(marks: Mapping[Any, int], criteria: Mapping[Any, Criterion]) -> Decimal | None:
    """Return the mean of a grid out of twenty, weighted; None while a criterion has no mark."""
    if any(key not in marks for key in criteria):
        return None
    sums: dict[int, int] = {}
    for key, one in criteria.items():
        sums[one.most] = sums.get(one.most, 0) + one.weight * marks[key]
    return score_of_sums(sums, sum(one.weight for one in criteria.values()))


def score_of_sums(sums: Mapping[int, int], weight: int) -> Decimal | None:
    """Return the same mean from what a whole grid adds up to, weighted, by the best mark of its lines; None without a line."""
    if not weight:
        return None
    held = sum((Decimal(each) / most for most, each in sums.items()), Decimal(0))
    return (held / weight * OUT_OF).quantize(CENT, ROUND_HALF_UP)


def mean(scores: Sequence[Decimal | None], assessors: int = 2) -> Decimal | None:
    """Return the mean of the grids that are finished; None while there are fewer of them than `assessors`, or none."""
    known = [one for one in scores if one is not None]
    if not known or len(known) < assessors:
        return None
    return (sum(known, Decimal(0)) / len(known)).quantize(CENT, ROUND_HALF_UP)


def placed(candidates: Iterable[Candidate], places: Mapping[Any, int]) -> list[Place]:
    """Return the places of those who were marked, the best first in each quota; of equals, who filed first is before."""
    found: list[Place] = []
    for quota, count in places.items():
        mine = sorted(
            (one for one in candidates if one.quota == quota and one.score is not None),
            key=lambda one: (-(one.score or 0), one.number),
        )
        for rank, one in enumerate(mine, start=1):
            near = [mine[place].score for place in (rank - 2, rank) if 0 <= place < len(mine)]
            found.append(Place(one.key, quota, rank, rank <= count, one.score in near))
    return found


def promoted(waiting: Iterable[Candidate], quota: Any) -> Candidate | None:
    """Return who comes next on the waiting list of a quota; None when nobody waits there."""
    mine = [one for one in waiting if one.quota == quota and one.score is not None]
    return min(mine, key=lambda one: (-(one.score or 0), one.number), default=None)
