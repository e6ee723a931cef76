"""Where the points of a radar fall: one branch a competence, from the centre (0) to the rim."""

from collections.abc import Sequence
from math import cos, pi, sin


def branch(rank: int, of: int, share: float, *, radius: float, centre: float) -> tuple[float, float]:
    """Return the point at `share` (0 to 1) of a branch, the first one upright, in the units of the drawing, to a tenth."""
    angle = 2 * pi * rank / of - pi / 2
    return round(centre + radius * share * cos(angle), 1), round(centre + radius * share * sin(angle), 1)


def outline(marks: Sequence[int | None], most: int, *, radius: float, centre: float) -> str:
    """Return the points of a closed outline, « x,y x,y »; what is not said is at the centre."""
    points = (branch(rank, len(marks), (mark or 0) / most, radius=radius, centre=centre) for rank, mark in enumerate(marks))
    return " ".join(f"{x},{y}" for x, y in points)
