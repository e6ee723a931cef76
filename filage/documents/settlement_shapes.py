"""Says what the settlement of an evening must be told: its tickets, its deductions, what the accord pays, who signs."""

from dataclasses import dataclass

from filage.documents.paper_shapes import Head
from filage.documents.shapes import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketLine:
    """Seats taken at one price, VAT included; an invitation has none."""

    label: str
    seats: int
    price: Money = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """One step from the takings to what is due; `strong` is a subtotal."""

    label: str
    amount: Money = None
    strong: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementData:
    """The settlement of one evening, on one page, to sign by both sides."""

    head: Head
    evening: str  # « Club Mascaret, Port-Sureau, vendredi 22 janvier 2027 »
    accord: str
    partner: str
    tickets: tuple[TicketLine, ...] = ()
    steps: tuple[StepLine, ...] = ()
    due: tuple[StepLine, ...] = ()
    notes: tuple[str, ...] = ()
    signatures: tuple[tuple[str, str], ...] = ()  # (side, who)
    signed: str = ""
