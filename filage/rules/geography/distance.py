"""How far two towns are from each other: the great circle, lengthened by the detours of the road or of the rails."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from math import asin, cos, radians, sin, sqrt

from filage.rules.engine import Explained, Law, quantity
from filage.rules.geography.towns import Town

RADIUS = 6371  # km, of the Earth taken as a sphere
TENTH = Decimal("0.1")
KM = "km"


class Mode(StrEnum):
    """How one travels."""

    ROAD = "route"
    RAIL = "train"
    AIR = "avion"


def great_circle(one: Town, other: Town) -> Decimal:
    """Return the kilometres of the shortest way over the globe, to a tenth (haversine); ValueError for a town not placed."""
    (first, west), (second, east) = (
        (radians(latitude), radians(longitude)) for latitude, longitude in (one.degrees, other.degrees)
    )
    apart = sin((second - first) / 2) ** 2 + cos(first) * cos(second) * sin((east - west) / 2) ** 2
    return Decimal(2 * RADIUS * asin(sqrt(apart))).quantize(TENTH)


def distance(law: Law, one: Town, other: Town, mode: Mode, on: date, *, detour: Decimal | None = None) -> Explained:
    """Return the kilometres between two towns: great circle × the detour of the mode, or the one given."""
    straight = quantity(great_circle(one, other), f"{one.place} – {other.place}, à vol d’oiseau", unit=KM)
    ratio = law.read(f"geography.detour_{mode}", on) if detour is None else quantity(detour, "Détour", unit="coefficient")
    return (straight * ratio).named(f"{one.place} – {other.place}", KM)
