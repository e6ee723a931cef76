"""What the payroll desk gives to the rails: the cost of each embauche."""

from filage.core.rails import costs
from filage.desks.payroll import queries
from filage.desks.payroll.rails import panels


def plug() -> None:
    """Give the cost lines of the embauches."""
    costs.provide("payroll", queries.cost_lines)
    panels.plug()
