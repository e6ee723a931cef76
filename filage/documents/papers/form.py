"""Says what a sheet to copy prints: the fields of an official form in its order, those still missing, where they go."""

from filage.documents import head
from filage.documents.employment_shapes import FormData
from filage.documents.papers.contract import PREPARED
from filage.documents.typesetter import Plain, Typesetter


def view(desk: Typesetter, data: FormData) -> Plain:
    """Return what the template reads."""
    missing = data.missing
    return head.sheet(desk, data.head) | {
        "paper": desk.text(data.title),
        "subject": desk.text(data.subject),
        "missing": desk.text(f"Il manque : {', '.join(missing)}.") if missing else "",
        "long": sum(len(group.fields) for group in data.groups) > 26,
        "where": desk.text(data.where),
        "citation": desk.text(data.citation),
        "words": {"field": "Rubrique", "value": "À recopier"},
        "prepared": PREPARED,
        "groups": [
            {
                "name": desk.text(group.name),
                "fields": [
                    {
                        "label": desk.text(field.label),
                        "value": desk.text(field.value) or "–",
                        "missing": field.missing,
                        "note": desk.text(field.note),
                    }
                    for field in group.fields
                ],
            }
            for group in data.groups
        ],
    }
