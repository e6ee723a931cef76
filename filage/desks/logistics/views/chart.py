"""A map of the chain drawn from the coordinates of its towns alone: north is up, distances are true around its middle."""

from dataclasses import dataclass
from math import cos, radians

from filage.rules.geography import Town
from filage.rules.geography.chain import Chain

WIDTH, HEIGHT, MARGIN = 640, 420, 48


@dataclass(frozen=True, slots=True)
class Point:
    """A town on the map: where it is drawn, its name, the ranks of its dates, and on which side its name is written."""

    x: int  # whole: a comma would be read as another coordinate
    y: int
    name: str
    ranks: str
    anchor: str

    @property
    def label_x(self) -> int:
        """Return where its name is written."""
        return self.x + (10 if self.anchor == "start" else -10)


@dataclass(frozen=True, slots=True)
class Map:
    """The towns of a chain and the line that joins them."""

    width: int
    height: int
    points: tuple[Point, ...]
    line: str
    description: str


def drawn(chain: Chain) -> Map | None:
    """Return the map of a chain; None when it has fewer than two towns."""
    towns = list(dict.fromkeys(stop.town for stop in chain.stops))
    if len(towns) < 2:
        return None
    middle = radians(sum(town.latitude for town in towns) / len(towns))
    flat = {town: (town.longitude * cos(middle), -town.latitude) for town in towns}
    left, top = min(x for x, _ in flat.values()), min(y for _, y in flat.values())
    wide, high = max(x for x, _ in flat.values()) - left, max(y for _, y in flat.values()) - top
    scale = min((WIDTH - 2 * MARGIN) / (wide or 1), (HEIGHT - 2 * MARGIN) / (high or 1))
    x0, y0 = (WIDTH - wide * scale) / 2, (HEIGHT - high * scale) / 2
    at = {town: (round(x0 + (x - left) * scale), round(y0 + (y - top) * scale)) for town, (x, y) in flat.items()}
    line = " ".join(f"{at[stop.town][0]},{at[stop.town][1]}" for stop in chain.stops)
    names = ", puis ".join(stop.town.name for stop in chain.stops)
    return Map(WIDTH, HEIGHT, tuple(_point(town, at[town], chain) for town in towns), line, f"Carte de la tournée : {names}")


def _point(town: Town, at: tuple[int, int], chain: Chain) -> Point:
    ranks = [str(rank) for rank, stop in enumerate(chain.stops, 1) if stop.town == town]
    return Point(at[0], at[1], town.name, ", ".join(ranks[:4]), "end" if at[0] > WIDTH * 0.7 else "start")
