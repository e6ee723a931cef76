"""Says what the template of a notice reads: the lines of who it is for, then each part with its facts and its table."""

from filage.documents import head
from filage.documents.notice_shapes import NoticeData, NoticePart, NoticeTable
from filage.documents.typesetter import Plain, Typesetter


def view(desk: Typesetter, data: NoticeData) -> Plain:
    """Return what the template reads."""
    return head.sheet(desk, data.head) | {
        "lede": desk.text(data.lede),
        "to": [desk.text(line) for line in data.to],
        "parts": [_part(desk, each) for each in data.parts],
    }


def _part(desk: Typesetter, each: NoticePart) -> Plain:
    return {
        "title": desk.text(each.title),
        "text": [desk.text(sentence) for sentence in each.text],
        "facts": [{"name": desk.text(name), "value": desk.text(value)} for name, value in each.facts],
        "table": _table(desk, each.table) if each.table else None,
    }


def _table(desk: Typesetter, table: NoticeTable) -> Plain:
    return {
        "columns": [desk.text(column) for column in table.columns],
        "shares": list(table.shares or (1,) * len(table.columns)),
        "rows": [[desk.text(cell) for cell in row] for row in table.rows],
    }
