"""Says what the settlement of an evening prints: tickets, deductions in the order of the contract, what is due, who signs."""

from filage.documents import head
from filage.documents.settlement_shapes import SettlementData, StepLine
from filage.documents.text import cents
from filage.documents.typesetter import Plain, Typesetter

WORDS = {
    "tickets": "Billets",
    "seats": "Places",
    "price": "Prix TTC",
    "gross": "Recette TTC",
    "line": "De la recette au dû",
    "amount": "€",
}


def view(desk: Typesetter, data: SettlementData) -> Plain:
    """Return what the template reads."""
    return head.sheet(desk, data.head) | {
        "said": WORDS,
        "lede": desk.text(data.evening),
        "accord": desk.text(data.accord),
        "partner": desk.text(data.partner),
        "tickets": [
            {
                "name": desk.text(each.label),
                "seats": str(each.seats),
                "price": None if each.price is None else str(cents(each.price)),
                "gross": None if each.price is None else str(cents(each.price * each.seats)),
            }
            for each in data.tickets
        ],
        "steps": [_step(desk, each) for each in data.steps],
        "due": [_step(desk, each) for each in data.due],
        "notes": [desk.text(note) for note in data.notes],
        "signatures": [{"side": desk.text(side), "who": desk.text(who)} for side, who in data.signatures],
        "signed": desk.text(data.signed),
    }


def _step(desk: Typesetter, each: StepLine) -> Plain:
    return {
        "name": desk.text(each.label),
        "amount": None if each.amount is None else str(cents(each.amount)),
        "strong": each.strong,
        "note": desk.text(each.note),
    }
