"""What logistics gives to the rails: costs, deadlines, controls, and panels on the pages of a project and of a date."""

from typing import Any

from filage.core.rails import agenda, checks, costs, deadlines, nights, personal
from filage.desks.logistics.models import AccessService, Bed, Expense, FloatMove, Seat, Stay
from filage.desks.logistics.operations import needs
from filage.desks.logistics.operations import personal as leaving
from filage.desks.logistics.queries import costing, spent
from filage.desks.logistics.queries import personal as held
from filage.desks.logistics.rails import booked, controls, controls_road, controls_vehicles, day_sheets, happenings, panels
from filage.productions import pointing

POINTING: dict[Any, tuple[str, ...]] = {
    Stay: ("structure",),
    AccessService: ("structure",),
    Seat: ("person",),
    Bed: ("person", "shared_with"),
    Expense: ("person",),
    FloatMove: ("person",),
}


def plug() -> None:
    """Give what logistics knows to whoever reads the rails."""
    for model, fields in POINTING.items():
        pointing.declare(model, *fields)
    costs.provide("logistics", costing.cost_lines)
    costs.provide("expenses", spent.cost_lines)
    deadlines.provide("logistics", booked.deadlines)
    deadlines.provide("expenses", booked.expenses_to_decide)
    deadlines.provide("access_services", booked.services_to_ask)
    checks.declare(*controls.CHECKS, *controls_road.CHECKS, *controls_vehicles.CHECKS)
    nights.provide("logistics", needs.forget)
    personal.provide("logistics", personal.Personal(held.told, leaving.forget, held.kept))
    agenda.provide("logistics", happenings.happenings)
    panels.plug()
    day_sheets.plug()
