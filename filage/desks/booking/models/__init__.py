"""What the booking desk keeps: who may buy a show, who comes to see it, and what a concert or an evening is made of."""

from filage.desks.booking.models.concerts import ConcertTerms, HostRequest
from filage.desks.booking.models.pipeline import Invitation, Prospect
from filage.desks.booking.models.programme import Slot
from filage.desks.booking.models.settlements import Settlement, SettlementCost, SettlementTicket

__all__ = [
    "ConcertTerms",
    "HostRequest",
    "Invitation",
    "Prospect",
    "Settlement",
    "SettlementCost",
    "SettlementTicket",
    "Slot",
]
