"""Writes a contract with a partner as a Word file still open to discussion: real styles, numbered articles, the same bytes."""

from functools import cache
from typing import Any

from jinja2 import Template
from jinja2.sandbox import SandboxedEnvironment

from filage.documents import speech, word_file
from filage.documents.agreement_shapes import AgreementData
from filage.documents.papers import agreement
from filage.documents.typesetter import Plain, Typesetter

_PARTS = ("word/document.xml", "word/header1.xml", "word/footer1.xml", "docProps/core.xml")
_WIDE = 9411  # the width of the text, in twentieths of a point
_FIGURE, _PAPER, _SHORT = 1600, 2200, 1150


def render(data: AgreementData) -> bytes:
    """Return a contract as a DOCX file, the same bytes for the same data."""
    told = _context(data)
    written = {name: _template(name).render(told).encode() for name in _PARTS}
    dressed = word_file.dressed(data.head.company, data.head.lang)
    return word_file.zipped({**dressed, **word_file.sources("docx_agreement"), **written})


def _context(data: AgreementData) -> Plain:
    desk = Typesetter(data.head.lang)
    shown: dict[str, Any] = agreement.view(desk, data)
    top, issued = data.head, data.head.document.issued
    for article in (*shown["articles"], *shown["annexes"]):
        for block in article["blocks"]:
            if block["table"] is not None:
                block["table"]["widths"] = _widths(block["table"])
    title = f"{data.title} : {data.facts.second.name or top.title}"
    return shown | {
        "title": word_file.spaced(title)[: word_file.LONGEST],
        "house": desk.text(top.company.name),
        "work": desk.text(top.title),
        "issued": issued.isoformat(),
        "locale": word_file.LOCALES[top.lang],
        "footer": " · ".join((desk.text(top.company.name), desk.text(data.title), speech.day(issued, top.lang))),
    }


def _widths(table: Any) -> tuple[int, ...]:
    """Return the widths of the columns: figures are narrow, the first text takes what is left."""
    count = len(table["columns"])
    if count == 5:
        return (2700, _SHORT, _WIDE - 2700 - 3 * _SHORT, _SHORT, _SHORT)
    if count == 4 and table["figures"]:
        return (2700, _SHORT, _WIDE - 2700 - 2 * _SHORT, _SHORT)
    if not table["figures"]:
        return (_WIDE // count,) * count
    narrow = tuple(_FIGURE if rank in table["figures"] else _PAPER for rank in range(1, count))
    return (_WIDE - sum(narrow), *narrow)


@cache
def _template(name: str) -> Template:
    source = word_file.sources("docx_agreement")[name].decode()
    return SandboxedEnvironment(autoescape=True).from_string(source)
