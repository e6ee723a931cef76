"""What the booking desk keeps: who may buy a show, who comes to see it, what is quoted, and what an evening holds."""

from filage.desks.booking.models.concerts import ConcertTerms, HostRequest
from filage.desks.booking.models.duties import LabelDuty
from filage.desks.booking.models.estimates import Estimate, EstimateDate, EstimateItem, EstimateReply
from filage.desks.booking.models.pipeline import Invitation, Prospect
from filage.desks.booking.models.programme import Slot
from filage.desks.booking.models.settlements import Settlement, SettlementCost, SettlementTicket

__all__ = [
    "ConcertTerms",
    "Estimate",
    "EstimateDate",
    "EstimateItem",
    "EstimateReply",
    "HostRequest",
    "LabelDuty",
    "Invitation",
    "Prospect",
    "Settlement",
    "SettlementCost",
    "SettlementTicket",
    "Slot",
]
