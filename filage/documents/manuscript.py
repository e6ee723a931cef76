"""Writes the texts of a work as a DOCX that its author goes on writing: real styles, the colours of the house, the same bytes."""

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import datetime, time
from functools import cache
from pathlib import Path

from docxtpl import DocxTemplate
from jinja2.sandbox import SandboxedEnvironment

from filage.documents import artwork, head
from filage.documents.paper_shapes import ManuscriptData, TextPart
from filage.documents.shapes import Lang
from filage.documents.text import MONTHS, clean, runs
from filage.documents.vocabulary import say

_PARTS = Path(__file__).parent / "docx"
_FIXED = (1980, 1, 1, 0, 0, 0)
_FIRST = "[Content_Types].xml"  # what a reader of this format looks for first
SANS, SERIF, DISPLAY = "Source Sans 3", "Source Serif 4", "Source Serif 4 Display"
_FACES = {"lineale": (SANS, SANS), "mixte": (SANS, DISPLAY), "romain": (SERIF, DISPLAY)}
_LOCALES: Mapping[Lang, str] = {"fr": "fr-FR", "en": "en-GB"}
LONGEST = 200  # characters of a property, which the format bounds
UNWRITTEN = {"fr": "Ce texte n’est pas encore écrit.", "en": "This text is not written yet."}
_SPACED = (
    (re.compile(r" ([;!?])"), "\u202f\\1"),
    (re.compile(r" ([:»])"), "\u00a0\\1"),
    (re.compile(r"« "), "«\u00a0"),
)


def render(data: ManuscriptData) -> bytes:
    """Return the texts as a DOCX file, the same bytes for the same data."""
    top = data.head
    template = DocxTemplate(io.BytesIO(_dressed(data)))
    template.render(_context(data), jinja_env=SandboxedEnvironment(autoescape=True))
    properties = template.docx.core_properties
    properties.title = f"{say(top.document.kind, top.lang)} : {_line(top.title)}"[:LONGEST]
    properties.author = _line(top.company.name)[:LONGEST]
    properties.language = _LOCALES[top.lang]
    properties.created = properties.modified = datetime.combine(top.document.issued, time(0))
    made = io.BytesIO()
    template.save(made)
    with zipfile.ZipFile(made) as archive:
        return _zipped({name: archive.read(name) for name in archive.namelist()})


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
    return [runs(_spaced(line) if lang == "fr" else line, whole=True) for line in lines if line]


def _spaced(text: str) -> str:
    for found, put in _SPACED:
        text = found.sub(put, text)
    return text


def _line(text: str) -> str:
    return clean(text).replace("\n", " ")


def _dressed(data: ManuscriptData) -> bytes:
    """Return the empty document in the identity of the house, as a zip."""
    house = data.head.company
    shades, (text, heading) = head.shades_of(house), _FACES[house.typeface]
    worn = {
        "@ink@": shades.ink.printed,
        "@accent@": shades.accent.printed,
        "@soft@": artwork.softer(shades.ink.printed),
        "@text@": text,
        "@head@": heading,
        "@lang@": _LOCALES[data.head.lang],
    }
    styles = _sources()["word/styles.xml"].decode()
    for name, value in worn.items():
        styles = styles.replace(name, value.removeprefix("#"))
    return _zipped({**_sources(), "word/styles.xml": styles.encode()})


@cache
def _sources() -> dict[str, bytes]:
    files = (path for path in sorted(_PARTS.rglob("*")) if path.is_file())
    return {path.relative_to(_PARTS).as_posix(): path.read_bytes() for path in files}


def _zipped(entries: Mapping[str, bytes]) -> bytes:
    """Return a zip of `entries` in a fixed order, at a fixed date."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(entries, key=lambda name: (name != _FIRST, name)):
            entry = zipfile.ZipInfo(name, _FIXED)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o600 << 16
            archive.writestr(entry, entries[name])
    return made.getvalue()
