"""Says what a paper of a register prints: its facts, its articles, its table of signatures, who signs."""

from filage.documents import head
from filage.documents.register_shapes import RegisterData, Signed
from filage.documents.typesetter import Plain, Typesetter

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 200" width="600" height="200"><path d="{}" fill="none" '
    'stroke="#101b2d" stroke-width="7" stroke-linecap="round" stroke-linejoin="round"/></svg>'
)


def view(desk: Typesetter, data: RegisterData) -> Plain:
    """Return what the template reads."""
    return head.sheet(desk, data.head) | {
        "lede": desk.text(data.lede),
        "wide": data.wide,
        "facts": [{"label": desk.text(one.label), "value": desk.text(one.value)} for one in data.facts],
        "articles": [
            {"title": desk.text(one.title), "paragraphs": [desk.text(text) for text in one.paragraphs]} for one in data.articles
        ],
        "columns": [desk.text(one) for one in data.columns],
        "rows": [[_cell(desk, cell) for cell in row] for row in data.rows],
        "notes": [desk.text(one) for one in data.notes],
        "signatories": [{"side": desk.text(one.side), "name": desk.text(one.name)} for one in data.signatories],
    }


def _cell(desk: Typesetter, cell: Signed) -> Plain:
    drawn = desk.keep(SVG.format(cell.trace).encode(), "svg") if cell.trace else ""
    return {"text": desk.text(cell.text), "file": drawn, "note": desk.text(cell.note)}
