"""What others may ask of the payroll desk: cost lines, plateau, estimated payslips, coefficients."""

from datetime import date
from typing import Any

from filage.desks.payroll.queries.costing import (
    LATEST,
    Cost,
    Pricing,
    cost_lines,
    date_cost,
    estimated,
    payslips,
    plateau_items,
    reference_creation,
    reference_day,
)
from filage.desks.payroll.queries.playing import Played, played
from filage.desks.payroll.queries.slips import Slip
from filage.productions.enums import EmploymentStatus
from filage.rules.engine import Explained

__all__ = [
    "LATEST",
    "Cost",
    "Played",
    "Pricing",
    "Slip",
    "cost_lines",
    "date_cost",
    "default_coefficient",
    "estimated",
    "payslips",
    "plateau_items",
    "played",
    "reference_creation",
    "reference_day",
]


def default_coefficient(law: Any, status: EmploymentStatus, on: date) -> Explained:
    """Return the coefficient de charges that an embauche of this status takes on a day when it has none of its own."""
    return law.read(f"employer.coefficient_{status}", on)
