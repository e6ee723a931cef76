"""Says what the list of invited professionals prints: one line each, her house, her seats, a box to tick at the door."""

from filage.documents import head, spoken
from filage.documents.paper_shapes import GuestLine, GuestsData
from filage.documents.typesetter import Plain, Typesetter


def view(desk: Typesetter, data: GuestsData) -> Plain:
    """Return what the template reads."""
    seats = sum(each.seats for each in data.guests)
    return head.sheet(desk, data.head) | {
        "lede": desk.text(
            ", ".join(part for part in (spoken.day(data.on), spoken.hour(data.hour) if data.hour else "", data.place) if part)
        ),
        "count": f"{len(data.guests)} personne{'s' * (len(data.guests) > 1)}, {seats} place{'s' * (seats > 1)}"
        if data.guests
        else "",
        "guests": [_line(desk, each) for each in data.guests],
    }


def _line(desk: Typesetter, each: GuestLine) -> Plain:
    return {
        "name": desk.text(each.name),
        "structure": desk.text(each.structure),
        "seats": str(each.seats),
        "state": desk.text(each.state),
        "tone": each.tone,
    }
