"""Writes the texts of a work as a DOCX that its author goes on writing: real styles, the colours of the house, the same bytes."""

import io
import zipfile
from datetime import datetime, time

from docxtpl import DocxTemplate
from jinja2.sandbox import SandboxedEnvironment

from filage.documents import word_file
from filage.documents.paper_shapes import ManuscriptData, TextPart
from filage.documents.shapes import Lang
from filage.documents.text import MONTHS, clean, runs
from filage.documents.vocabulary import say

UNWRITTEN = {"fr": "Ce texte n’est pas encore écrit.", "en": "This text is not written yet."}


def render(data: ManuscriptData) -> bytes:
    """Return the texts as a DOCX file, the same bytes for the same data."""
    top = data.head
    template = DocxTemplate(io.BytesIO(word_file.zipped(word_file.dressed(data.head.company, data.head.lang))))
    template.render(_context(data), jinja_env=SandboxedEnvironment(autoescape=True))
    properties = template.docx.core_properties
    properties.title = f"{say(top.document.kind, top.lang)} : {_line(top.title)}"[: word_file.LONGEST]
    properties.author = _line(top.company.name)[: word_file.LONGEST]
    properties.language = word_file.LOCALES[top.lang]
    properties.created = properties.modified = datetime.combine(top.document.issued, time(0))
    made = io.BytesIO()
    template.save(made)
    with zipfile.ZipFile(made) as archive:
        return word_file.zipped({name: archive.read(name) for name in archive.namelist()})


def _context(data: ManuscriptData) -> dict[str, object]:
    top, lang = data.head, data.head.lang
    issued = top.document.issued
    day = "1er" if issued.day == 1 and lang == "fr" else str(issued.day)
    told = (say(top.document.kind, lang), f"{day} {MONTHS[lang][issued.month - 1]} {issued.year}")
    return {
        "house": _line(top.company.name),
        "title": _line(top.title),
        "subtitle": " · ".join(part for part in (_line(top.author), *told) if part),
        "footer": " · ".join((_line(top.company.name), *told)),
        "unwritten": UNWRITTEN[lang],
        "parts": [_part(part, lang) for part in data.parts],
    }


def _part(part: TextPart, lang: Lang) -> dict[str, object]:
    blocks = [
        {"heading": _line(block.heading), "paragraphs": _paragraphs(block.text, lang)}
        for block in part.blocks
        if block.text.strip() or block.heading
    ]
    return {"title": _line(say(part.title, lang)), "blocks": blocks}


def _paragraphs(text: str, lang: Lang) -> list[list[dict[str, str | bool]]]:
    lines = (line.strip() for line in clean(text).split("\n"))
    return [runs(word_file.spaced(line) if lang == "fr" else line, whole=True) for line in lines if line]


def _line(text: str) -> str:
    return clean(text).replace("\n", " ")
