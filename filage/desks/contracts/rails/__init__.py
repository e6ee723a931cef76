"""What the contracts desk gives to the rails: the income of each deal."""

from filage.core.rails import costs
from filage.desks.contracts import queries
from filage.desks.contracts.rails import panels


def plug() -> None:
    """Give the cost lines of the deals."""
    costs.provide("contracts", queries.cost_lines)
    panels.plug()
