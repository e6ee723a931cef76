"""In which order options wait for the same day: who moves up when one falls, which ranks do not follow each other."""

from collections.abc import Hashable, Mapping, Sequence

FIRST = 1


def promoted[Key: Hashable](ranks: Mapping[Key, int | None], fallen: Key) -> dict[Key, int]:
    """Return the new rank of each option that moves up when one of them falls; those without a rank stay so."""
    freed = ranks.get(fallen)
    if freed is None:
        return {}
    left = {key: rank for key, rank in ranks.items() if key != fallen and rank is not None}
    if freed in left.values():
        return {}  # another one holds the same rank: nobody moves
    return {key: rank - 1 for key, rank in left.items() if rank > freed}


def next_rank(ranks: Sequence[int | None]) -> int:
    """Return the rank that a new option takes behind those that wait."""
    return max((rank for rank in ranks if rank is not None), default=FIRST - 1) + 1


def out_of_order(ranks: Sequence[int | None]) -> bool:
    """Tell whether several options of one day have no clear order: a rank missing, held twice, or skipped."""
    return len(ranks) > 1 and sorted(rank or 0 for rank in ranks) != list(range(FIRST, len(ranks) + FIRST))
