"""What the payroll desk gives to the rails: the cost of each embauche, its controls, its papers."""

from filage.core.rails import checks, costs, deadlines, reasons
from filage.desks.payroll import queries
from filage.desks.payroll.operations import tracks
from filage.desks.payroll.queries import actuals, bulletins
from filage.desks.payroll.rails import (
    controls,
    controls_engaged,
    controls_minima,
    controls_papers,
    controls_young,
    duties,
    hours,
    panels,
    papers,
)


def plug() -> None:
    """Give the cost lines of the embauches and their controls."""
    costs.provide("payroll", queries.cost_lines)
    costs.provide("actual_pay", actuals.cost_lines)
    reasons.provide("bulletin", bulletins.explain)
    checks.declare(*controls.CHECKS, *controls_engaged.CHECKS, *controls_minima.CHECKS)
    checks.declare(*controls_papers.CHECKS, *controls_young.CHECKS)
    deadlines.provide("payroll", duties.deadlines)
    tracks.plug()
    papers.plug()
    panels.plug()
    hours.plug()
