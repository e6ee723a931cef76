"""What the contracts desk gives to the rails: what each deal brings and costs, its duties, its papers, its controls."""

from filage.core.rails import checks, costs, deadlines, pages, sections
from filage.desks.booking.operations import estimates
from filage.desks.contracts import operations, queries
from filage.desks.contracts.models import Piece
from filage.desks.contracts.operations import quoted
from filage.desks.contracts.queries import cancellations, flat, mandates
from filage.desks.contracts.rails import (
    controls,
    controls_abroad,
    controls_artists,
    controls_life,
    controls_pieces,
    controls_ticketing,
    controls_vat,
    date_panel,
    duties,
    falling,
    panels,
    papers,
)
from filage.productions import pointing


def plug() -> None:
    """Give the cost lines of the deals, their stages and their controls."""
    operations.plug()
    estimates.also(quoted.terms_of_quote)
    pointing.declare(Piece, "structure")
    costs.provide("contracts", queries.cost_lines)
    costs.provide("contracts_whole", flat.cost_lines)
    costs.provide("contracts_mandates", mandates.cost_lines)
    deadlines.provide("contracts", duties.deadlines)
    sections.provide("contracts", duties.sections)
    checks.declare(*controls.CHECKS, *controls_vat.CHECKS, *controls_ticketing.CHECKS, *controls_pieces.CHECKS)
    costs.provide("cancellations", cancellations.cost_lines)
    checks.declare(*controls_life.CHECKS, *controls_abroad.CHECKS, *controls_artists.CHECKS)
    falling.plug()
    panels.plug()
    papers.plug()
    pages.panel("date.main", "money", date_panel.money)
