"""The closed lists that the booking desk uses: French codes, since users read them in the Filage file."""

from filage.desks.booking.enums.concerts import BacklineSource, HostKind, Provider, SettlementStage, SlotPosition, TicketKind
from filage.desks.booking.enums.estimates import EstimateStage, ItemKind, Said
from filage.desks.booking.enums.pipeline import BY_HAND, FOLLOWED, InvitationStatus, ProspectStage, Segment

__all__ = [
    "BY_HAND",
    "FOLLOWED",
    "BacklineSource",
    "EstimateStage",
    "HostKind",
    "InvitationStatus",
    "ItemKind",
    "ProspectStage",
    "Provider",
    "Said",
    "Segment",
    "SettlementStage",
    "SlotPosition",
    "TicketKind",
]
