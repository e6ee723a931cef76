"""What opens a performance to more people: how long before it is asked, what it costs, and the places kept for wheelchairs."""

from datetime import date, timedelta

from filage.rules.engine import Explained, Law


def lead(law: Law, kind: str, on: date) -> timedelta:
    """Return how long before a performance a service is asked."""
    return timedelta(days=int(law.read(f"accessibility.{kind}.lead_days", on).known()))


def price(law: Law, kind: str, on: date) -> Explained:
    """Return what a service usually costs this house, net of VAT; unknown until the house says it."""
    return law.read(f"accessibility.{kind}.price", on)


def wheelchair_places(law: Law, capacity: int, on: date) -> tuple[int, bool]:
    """Return the places a new room of that capacity keeps for wheelchairs, and whether the mayor decides above that number.

    Two up to fifty places, one more by fifty or part of it; beyond a thousand a local order decides, never under twenty.
    """
    first, step, most, least = (
        int(law.read(f"accessibility.wheelchair_{name}", on).known()) for name in ("first", "step", "most", "least")
    )
    if capacity > most:
        return least, True
    return first + max(0, -(-(capacity - step) // step)), False
