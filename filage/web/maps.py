"""How places become a map: north is up, the lands around them below, each name written where it hides no other."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import cos, hypot, radians

from filage.rules.geography import Town
from filage.rules.geography.lands import CREDIT, Spot, landmarks, lands

MARGIN = 44  # pixels around the outermost places, for their names
LEAST_SPAN = 0.7  # degrees: a map is never closer than some eighty kilometres
LETTER, LINE, DOT = 6.3, 15, 7  # pixels: a letter of a name, its height, the half of a mark
AWAY = 11  # pixels from a mark to its name
MOST_LANDMARKS, APART = 7, 56  # towns that nobody plays in, written faintly; pixels between one and any other mark
GRAIN = 4  # the box of the lands is rounded to a quarter of a degree, so that neighbouring maps share it

type Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A place to draw: its town, what is written after its name (« 9, 10 »), and the state of its dates."""

    town: Town
    note: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the map; a name that has no room is not written."""

    x: int  # whole: a comma would be read as another coordinate
    y: int
    name: str
    note: str
    state: str
    label_x: int = 0
    label_y: int = 0
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Map:
    """The places, the threads that join them, the lands below, in pixels."""

    width: int
    height: int
    points: tuple[Point, ...]
    lines: tuple[str, ...]
    lands: tuple[str, ...]
    description: str
    landmarks: tuple[Point, ...] = ()
    credit: str = CREDIT


def drawn(
    marks: Sequence[Mark], *, threads: Iterable[Sequence[Town]] = (), title: str, width: int = 416, height: int = 300
) -> Map | None:
    """Return the map of some places, each thread joining towns in their order; None when there is no place."""
    if not marks:
        return None
    frame = _Frame([mark.town for mark in marks], width, height)
    marked = [Point(*frame.at(mark.town), mark.town.name, mark.note, mark.state) for mark in marks]
    known = _apart([Point(*frame.at(town), town.name, "", "") for town in landmarks(*frame.box())], marked)
    named = _named([*marked, *known], width, height)
    points, around = named[: len(marked)], [point for point in named[len(marked) :] if point.anchor]
    lines = [" ".join("{},{}".format(*frame.at(town)) for town in thread) for thread in threads if len(set(thread)) > 1]
    said = " ; ".join(f"{mark.town.name} {mark.note}".strip() for mark in marks)
    return Map(width, height, tuple(points), tuple(lines), tuple(frame.lands()), f"{title} : {said}", tuple(around))


class _Frame:
    """Where a degree falls: distances are true around the middle of the places."""

    def __init__(self, towns: Sequence[Town], width: int, height: int) -> None:
        self.size = width, height
        latitudes, longitudes = zip(*(town.degrees for town in towns), strict=True)
        self.middle = (min(longitudes) + max(longitudes)) / 2, (min(latitudes) + max(latitudes)) / 2
        self.narrow = cos(radians(self.middle[1]))
        wide = max((max(longitudes) - min(longitudes)) * self.narrow, LEAST_SPAN)
        high = max(max(latitudes) - min(latitudes), LEAST_SPAN)
        self.scale = min((width - 2 * MARGIN) / wide, (height - 2 * MARGIN) / high)

    def at(self, town: Town) -> tuple[int, int]:
        """Return the pixel of a town."""
        latitude, longitude = town.degrees
        return self._pixel((longitude, latitude))

    def box(self) -> tuple[float, float, float, float]:
        """Return what the map holds, in degrees: west, south, east, north."""
        wide, high = self.size[0] / 2 / self.scale / self.narrow, self.size[1] / 2 / self.scale
        return self.middle[0] - wide, self.middle[1] - high, self.middle[0] + wide, self.middle[1] + high

    def lands(self) -> Iterator[str]:
        """Return the lands that the map shows, a polygon each, cut a little beyond its edges."""
        west, south, east, north = self.box()
        edges = west * GRAIN // 1, south * GRAIN // 1, -(-east * GRAIN // 1), -(-north * GRAIN // 1)
        for ring in lands(*(edge / GRAIN for edge in edges)):
            yield " ".join(dict.fromkeys("{},{}".format(*self._pixel(spot)) for spot in ring))

    def _pixel(self, spot: Spot) -> tuple[int, int]:
        x = self.size[0] / 2 + (spot[0] - self.middle[0]) * self.narrow * self.scale
        y = self.size[1] / 2 - (spot[1] - self.middle[1]) * self.scale
        return round(x), round(y)


def _apart(landmarks: Iterable[Point], marked: Sequence[Point]) -> list[Point]:
    """Return the few landmarks that are far enough from every mark and from each other."""
    kept: list[Point] = []
    for point in landmarks:
        if all(hypot(point.x - other.x, point.y - other.y) >= APART for other in (*marked, *kept)):
            kept.append(point)
    return kept[:MOST_LANDMARKS]


def _named(points: Sequence[Point], width: int, height: int) -> list[Point]:
    """Write each name beside its mark: right, left, under or over it, the first place that hides nothing."""
    taken: list[Box] = [(point.x - DOT, point.y - DOT, point.x + DOT, point.y + DOT) for point in points]
    written = []
    for point in points:
        for choice in _choices(point):
            box = _box(choice)
            if box[0] >= 0 and box[2] <= width and box[1] >= 0 and box[3] <= height and not any(_meet(box, one) for one in taken):
                taken.append(box)
                point = choice
                break
        written.append(point)
    return written


def _choices(point: Point) -> Iterator[Point]:
    for x, y, anchor in ((AWAY, 4, "start"), (-AWAY, 4, "end"), (0, 22, "middle"), (0, -13, "middle")):
        yield replace(point, label_x=point.x + x, label_y=point.y + y, anchor=anchor)


def _box(point: Point) -> Box:
    wide = LETTER * len(f"{point.name} {point.note}")
    left = point.label_x - {"start": 0.0, "end": wide, "middle": wide / 2}[point.anchor]
    return left, point.label_y - LINE + 4, left + wide, point.label_y + 4


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
