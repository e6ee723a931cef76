"""Writes an employment contract as a Word file still open to discussion: real styles, numbered articles, the same bytes."""

from functools import cache
from typing import Any

from jinja2 import Template
from jinja2.sandbox import SandboxedEnvironment

from filage.documents import spoken, word_file
from filage.documents.employment_shapes import EmploymentData
from filage.documents.papers import contract
from filage.documents.typesetter import Plain, Typesetter

_PARTS = ("word/document.xml", "word/header1.xml", "word/footer1.xml", "docProps/core.xml")
_WIDE = 9411  # the width of the text, in twentieths of a point
_FACTS = (2300, 2300, 3011, 1800)
_CALENDAR = (2200, 1900, 1900, 3411)
_ARTISTS = (2500, 2300, 2911, 1700)


def render(data: EmploymentData) -> bytes:
    """Return a contract as a DOCX file, the same bytes for the same data."""
    told = _context(data)
    written = {name: _template(name).render(told).encode() for name in _PARTS}
    dressed = word_file.dressed(data.head.company, data.head.lang)
    return word_file.zipped({**dressed, **word_file.sources("docx_contract"), **written})


def _context(data: EmploymentData) -> Plain:
    desk = Typesetter(data.head.lang)
    shown = contract.view(desk, data)
    top, issued = data.head, data.head.document.issued
    for article in shown["articles"]:  # type: ignore[attr-defined]
        for block in article["blocks"]:
            if block["table"] is not None:
                block["table"]["widths"] = _widths(block["table"])
    title = f"{data.title} : {data.terms[0].employee.name or data.head.title}"
    return shown | {
        "title": word_file.spaced(title)[: word_file.LONGEST],
        "house": desk.text(top.company.name),
        "work": desk.text(top.title),
        "issued": issued.isoformat(),
        "locale": word_file.LOCALES[top.lang],
        "missing": ", ".join(data.missing),
        "facts": _FACTS,
        "footer": " · ".join((desk.text(top.company.name), desk.text(data.title), spoken.day(issued))),
    }


def _widths(table: Any) -> tuple[int, ...]:
    if table["figures"]:
        return _ARTISTS
    count = len(table["columns"])
    return _CALENDAR if count == 4 else (_WIDE // count,) * count


@cache
def _template(name: str) -> Template:
    source = word_file.sources("docx_contract")[name].decode()
    return SandboxedEnvironment(autoescape=True).from_string(source)
