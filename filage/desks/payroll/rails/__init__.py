"""What the payroll desk gives to the rails: the cost of each embauche, and its controls."""

from filage.core.rails import checks, costs, deadlines, reasons
from filage.desks.payroll import queries
from filage.desks.payroll.operations import tracks
from filage.desks.payroll.queries import bulletins
from filage.desks.payroll.rails import controls, duties, hours, panels


def plug() -> None:
    """Give the cost lines of the embauches and their controls."""
    costs.provide("payroll", queries.cost_lines)
    reasons.provide("bulletin", bulletins.explain)
    checks.declare(*controls.CHECKS)
    deadlines.provide("payroll", duties.deadlines)
    tracks.plug()
    panels.plug()
    hours.plug()
