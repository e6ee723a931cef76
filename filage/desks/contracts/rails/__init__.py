"""What the contracts desk gives to the rails: the income of each deal."""

from filage.core.rails import costs, pages
from filage.desks.contracts import operations, queries
from filage.desks.contracts.rails import date_panel, panels


def plug() -> None:
    """Give the cost lines of the deals, and their stages."""
    operations.plug()
    costs.provide("contracts", queries.cost_lines)
    panels.plug()
    pages.panel("date.main", "money", date_panel.money)
