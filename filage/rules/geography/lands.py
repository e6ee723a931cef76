"""What a map shows without any server: the outline of the lands (Natural Earth, to a kilometre), and the towns all know."""

import lzma
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from pathlib import Path

from filage.rules.geography.towns import Town

TABLE = Path(__file__).parent / "lands.xz"
KNOWN = Path(__file__).parent / "landmarks.tsv"  # the largest first, none beside a larger one
CREDIT = "Contours : Natural Earth (domaine public)."
PER_DEGREE = 200  # the table holds whole numbers

type Spot = tuple[float, float]  # longitude, latitude
type Ring = tuple[Spot, ...]


@lru_cache(maxsize=64)
def lands(west: float, south: float, east: float, north: float) -> tuple[Ring, ...]:
    """Return the pieces of land inside a box of degrees, each a closed line cut at its edges."""
    sides: tuple[tuple[int, float, bool], ...] = ((0, west, True), (0, east, False), (1, south, True), (1, north, False))
    found = []
    for (left, low, right, high), ring in _rings():
        if right < west or left > east or high < south or low > north:
            continue
        cut: Sequence[Spot] = ring
        for axis, edge, above in sides:
            cut = _cut(cut, axis, edge, above)
        if len(cut) > 2:
            found.append(tuple(cut))
    return tuple(found)


def landmarks(west: float, south: float, east: float, north: float) -> tuple[Town, ...]:
    """Return the towns inside a box of degrees by which anybody knows where they are, the largest first."""
    return tuple(town for town in _known() if west <= town.degrees[1] <= east and south <= town.degrees[0] <= north)


def _cut(ring: Sequence[Spot], axis: int, edge: float, above: bool) -> list[Spot]:
    """Return what remains of a ring on one side of a line (Sutherland and Hodgman)."""
    kept: list[Spot] = []
    inside: Callable[[Spot], bool] = (lambda spot: spot[axis] >= edge) if above else (lambda spot: spot[axis] <= edge)
    for index, spot in enumerate(ring):
        before = ring[index - 1]
        if inside(before) != inside(spot):
            part = (edge - before[axis]) / (spot[axis] - before[axis])
            kept.append((before[0] + part * (spot[0] - before[0]), before[1] + part * (spot[1] - before[1])))
        if inside(spot):
            kept.append(spot)
    return kept


@cache
def _known() -> tuple[Town, ...]:
    rows = (line.split("\t") for line in KNOWN.read_text(encoding="utf-8").splitlines())
    return tuple(Town(name, country, "", "", float(y), float(x), int(count)) for name, country, y, x, count in rows)


@cache
def _rings() -> tuple[tuple[tuple[float, float, float, float], Ring], ...]:
    """Return each land with its box; a line of the table is one ring."""
    rings = [tuple(map(_spot, line.split(" "))) for line in lzma.decompress(TABLE.read_bytes()).decode().split("\n")]
    return tuple((_box(ring), ring) for ring in rings)


def _spot(text: str) -> Spot:
    longitude, _, latitude = text.partition(",")
    return int(longitude) / PER_DEGREE, int(latitude) / PER_DEGREE


def _box(ring: Ring) -> tuple[float, float, float, float]:
    longitudes, latitudes = [spot[0] for spot in ring], [spot[1] for spot in ring]
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)
