"""Says what a paper of the school prints: to whom, the parties, numbered parts where it binds, boxes to sign."""

from filage.documents import head
from filage.documents.school_shapes import PaperPart, SchoolPaperData
from filage.documents.typesetter import Plain, Typesetter


def view(desk: Typesetter, data: SchoolPaperData) -> Plain:
    """Return what the template reads."""
    return head.sheet(desk, data.head) | {
        "paper": desk.text(data.title),
        "subject": desk.text(data.subject),
        "addressee": [desk.text(line) for line in data.addressee if line],
        "parties": [[desk.text(line) for line in one if line] for one in data.parties],
        "parts": [_part(desk, one) for one in data.parts],
        "apart": [_part(desk, one) for one in data.apart],
        "signed": [[desk.text(line) for line in one] for one in data.signed],
        "missing": [desk.text(each) for each in data.missing],
        "wide": data.wide,
    }


def _part(desk: Typesetter, part: PaperPart) -> Plain:
    return {
        "title": desk.text(part.title),
        "texts": [desk.text(each) for each in part.texts],
        "points": [desk.text(each) for each in part.points],
        "facts": [{"name": desk.text(name), "value": desk.text(value)} for name, value in part.facts],
        "columns": [desk.text(each) for each in part.columns],
        "rows": [[desk.text(cell) for cell in row] for row in part.rows],
        "amounts": list(part.amounts),
        "shares": list(part.shares),
        "note": desk.text(part.note),
    }
