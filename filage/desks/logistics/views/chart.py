"""The map of the chain of a tour: its towns, the ranks of their dates, and the thread that joins them in order."""

from collections.abc import Mapping
from dataclasses import replace

from filage.rules.geography import Town
from filage.rules.geography.chain import Chain
from filage.web import maps

WRITTEN = 4  # ranks written after a name


def drawn(chain: Chain, names: Mapping[Town, str]) -> maps.Map | None:
    """Return the map of a chain, whose towns are called as the house does; None when it has fewer than two towns."""
    ranks: dict[Town, list[str]] = {}
    for rank, stop in enumerate(chain.stops, 1):
        ranks.setdefault(stop.town, []).append(str(rank))
    if len(ranks) < 2:
        return None
    marks = [
        maps.Mark(town=replace(town, name=names.get(town, town.name)), note=f"({', '.join(held[:WRITTEN])})")
        for town, held in ranks.items()
    ]
    return maps.drawn(marks, threads=[[stop.town for stop in chain.stops]], title="Carte de la tournée")
