"""What the vehicles are read against: none is in two journeys at once, and none leaves from where it is not."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from filage.core.rails.checks import Found
from filage.core.rails.citing import Citation, checks_of
from filage.core.rails.types import Severity
from filage.desks.logistics.enums import BookingState
from filage.desks.logistics.models import Journey
from filage.desks.logistics.queries.held import logistics
from filage.rules.engine.text import day_text


def vehicles_taken_twice(season: Any) -> Iterator[Found]:
    """Yield the journeys that take a vehicle while another one still has it."""
    held: dict[Any, list[tuple[datetime, datetime, Journey]]] = defaultdict(list)
    for one in logistics(season).journeys:
        if one.vehicle_id and one.departs_at and one.arrives_at and one.state != BookingState.ANNULE:
            held[one.vehicle_id].append((one.departs_at, one.arrives_at, one))
    for taken in held.values():
        taken.sort(key=lambda each: (each[0], each[1], each[2].pk))
        until, before = taken[0][1], taken[0][2]
        for departs, arrives, one in taken[1:]:
            if departs < until:
                yield _twice(before, one)
            if arrives >= until:
                until, before = arrives, one


def _twice(before: Journey, one: Journey) -> Found:
    assert one.vehicle is not None  # only journeys in a vehicle are compared
    works = {before.production_id, one.production_id}
    return Found(
        subject=f"{one.vehicle.name} · {day_text(one.on)}",
        message=f"{_said(before)} et {_said(one)} prennent le même véhicule au même moment.",
        remedy="Changer l’heure ou le véhicule d’un des deux trajets.",
        remedy_url=f"/dates/{one.activity_id}/logistique/trajet/{one.pk}/" if one.activity_id else "",
        production=works.pop() if len(works) == 1 else None,
        about=(f"journey:{before.pk}", f"journey:{one.pk}"),
    )


def _said(one: Journey) -> str:
    return f"{one.from_place} – {one.to_place}"


ONE_AT_A_TIME = Citation("Rétroplanning d’une production : un véhicule, un seul trajet à la fois", "", "derived")
_check = checks_of("logistics")
CHECKS = (_check("LOG-020", "Un véhicule est pris deux fois", vehicles_taken_twice, Severity.ALERTE, ONE_AT_A_TIME),)
