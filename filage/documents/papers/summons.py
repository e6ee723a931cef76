"""Says what a summons prints: the two organisations, the candidate, her trials by hour, what she must bring and know."""

from filage.documents import head, spoken
from filage.documents.exam_shapes import SummonsData, SummonsRow
from filage.documents.typesetter import Plain, Typesetter


def view(desk: Typesetter, data: SummonsData) -> Plain:
    """Return what the template reads."""
    days = {row.on for row in data.rows}
    facts = [("Numéro", data.number), ("Blocs présentés", ", ".join(data.blocks)), ("Déjà acquis", ", ".join(data.kept))]
    facts += [("Dossier à remettre", data.hand_in)]
    return head.sheet(desk, data.head) | {
        "to": [desk.text(line) for line in data.to],
        "subject": desk.text(data.certification),
        "certifier": desk.text(data.certifier),
        "body": desk.text(data.body),
        "by": desk.text(data.convened_by),
        "place": [desk.text(line) for line in data.place],
        "facts": [{"name": name, "value": desk.text(value)} for name, value in facts if value],
        "rows": [_row(desk, row, len(days) > 1) for row in data.rows],
        "day": desk.text(spoken.day(data.rows[0].on)) if len(days) == 1 else "",
        "notes": [desk.text(note) for note in data.notes],
    }


def _row(desk: Typesetter, row: SummonsRow, several: bool) -> Plain:
    return {
        "day": desk.text(spoken.day(row.on)) if several else "",
        "hour": desk.text(row.hour),
        "until": desk.text(row.until),
        "prepares": desk.text(row.prepares),
        "what": desk.text(row.what),
        "where": desk.text(", ".join(part for part in (row.where, row.panel) if part)),
    }
