"""What the logistics desk keeps: travel, nights, meals, what the host sees to, what was spent, and who needs what."""

from filage.desks.logistics.models.access import AccessAnswer, AccessNeed, AccessService
from filage.desks.logistics.models.books import RouteBook
from filage.desks.logistics.models.expenses import Expense, FloatMove
from filage.desks.logistics.models.hosting import HostingItem, Meal
from filage.desks.logistics.models.lodging import Bed, Stay
from filage.desks.logistics.models.offers import Offer
from filage.desks.logistics.models.travel import Journey, Seat, Vehicle

__all__ = [
    "AccessAnswer",
    "AccessNeed",
    "AccessService",
    "Bed",
    "Expense",
    "FloatMove",
    "HostingItem",
    "Journey",
    "Meal",
    "Offer",
    "RouteBook",
    "Seat",
    "Stay",
    "Vehicle",
]
