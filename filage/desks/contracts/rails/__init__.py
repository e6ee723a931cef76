"""What the contracts desk gives to the rails: the income of each deal, and its controls."""

from filage.core.rails import checks, costs, pages
from filage.desks.contracts import operations, queries
from filage.desks.contracts.rails import (
    controls,
    controls_pieces,
    controls_ticketing,
    controls_vat,
    date_panel,
    panels,
    papers,
)


def plug() -> None:
    """Give the cost lines of the deals, their stages and their controls."""
    operations.plug()
    costs.provide("contracts", queries.cost_lines)
    checks.declare(*controls.CHECKS, *controls_vat.CHECKS, *controls_ticketing.CHECKS, *controls_pieces.CHECKS)
    panels.plug()
    papers.plug()
    pages.panel("date.main", "money", date_panel.money)
