"""What the booking desk keeps: who may buy a show, and which professionals come to see it."""

from filage.desks.booking.models.pipeline import Invitation, Prospect

__all__ = ["Invitation", "Prospect"]
