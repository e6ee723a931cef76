"""What the house drives, where each goes next, and which licence drives it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from filage.core import access
from filage.desks.logistics.enums import BookingState, VehicleKind
from filage.desks.logistics.models import Journey, Vehicle

LIGHT_KG, MOST_SEATS = 3_500, 9
SHOWN = 3


@dataclass(slots=True)
class Driven:
    """A vehicle and its next journeys."""

    vehicle: Vehicle
    licence: str
    coming: list[Journey] = field(default_factory=list)


def vehicles(user: Any, organisation: Any, today: date) -> Sequence[Driven]:
    """Return the vehicles of a house with their next journeys, of the shows the user reads; two queries."""
    rows = Vehicle.objects.within(organisation).order_by("rank", "id")
    found = {one.pk: Driven(one, licence(one)) for one in rows}
    journeys = Journey.objects.within(organisation).filter(vehicle__in=found, on__gte=today).exclude(state=BookingState.ANNULE)
    readable = access.readable_productions(user, organisation)
    if readable is not None:
        journeys = journeys.filter(production__in=readable)
    for one in journeys.select_related("production").order_by("on", "departs_at", "rank"):
        if one.vehicle_id is not None:
            found[one.vehicle_id].coming.append(one)
    return list(found.values())


def licence(vehicle: Vehicle) -> str:
    """Return the licence that drives a vehicle, empty while its weight or its seats do not tell it."""
    if vehicle.kind == VehicleKind.REMORQUE:
        return "BE selon la masse de l’ensemble"
    if vehicle.seats and vehicle.seats > MOST_SEATS:
        return "D"
    if vehicle.gross_kg is None:
        return ""
    return "C" if vehicle.gross_kg > LIGHT_KG else "B"
