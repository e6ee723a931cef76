"""What the booking desk gives to the rails: stages, controls, panels, papers, search rows."""

from typing import Any

from filage.core.rails import checks, search
from filage.desks.booking.models import Estimate, EstimateDate, Invitation, Prospect, Slot
from filage.desks.booking.operations import estimates, settlements, stages
from filage.desks.booking.rails import concert_panels, controls, controls_concerts, panels, papers, quotes, searching, settled
from filage.productions import pointing

POINTING: dict[Any, tuple[str, ...]] = {
    Prospect: ("structure", "venue", "contact"),
    Estimate: ("structure", "contact"),
    EstimateDate: ("venue",),
    Invitation: ("structure", "person"),
    Slot: ("structure",),
}


def plug() -> None:
    """Give what booking knows to whoever reads the rails."""
    stages.plug()
    for model, fields in POINTING.items():
        pointing.declare(model, *fields)
    search.provide("booking", searching.search_rows)
    checks.declare(*controls.CHECKS)
    panels.plug()
    papers.plug()
    concert_panels.plug()
    checks.declare(*controls_concerts.CHECKS)
    settlements.plug()
    settled.plug()
    estimates.plug()
    quotes.plug()
