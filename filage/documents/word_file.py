"""Packs a Word file: its parts are kept as plain XML, dressed in the colours of the house, zipped in a fixed order."""

import io
import re
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from filage.documents import artwork, head
from filage.documents.shapes import Company, Lang

_ROOT = Path(__file__).parent
_FIXED = (1980, 1, 1, 0, 0, 0)
_FIRST = "[Content_Types].xml"  # what a reader of this format looks for first
SANS, SERIF, DISPLAY = "Source Sans 3", "Source Serif 4", "Source Serif 4 Display"
_FACES = {"lineale": (SANS, SANS), "mixte": (SANS, DISPLAY), "romain": (SERIF, DISPLAY)}
LOCALES: Mapping[Lang, str] = {"fr": "fr-FR", "en": "en-GB"}
LONGEST = 200  # characters of a property, which the format bounds
_SPACED = (
    (re.compile(r" ([;!?])"), "\u202f\\1"),
    (re.compile(r" ([:»])"), "\u00a0\\1"),
    (re.compile(r"« "), "«\u00a0"),
)


def spaced(text: str) -> str:
    """Return French text with the spaces that hold."""
    for found, put in _SPACED:
        text = found.sub(put, text)
    return text


def dressed(house: Company, lang: Lang) -> dict[str, bytes]:
    """Return the parts of an empty file in the identity of the house."""
    shades, (text, heading) = head.shades_of(house), _FACES[house.typeface]
    worn = {
        "@ink@": shades.ink.printed,
        "@accent@": shades.accent.printed,
        "@soft@": artwork.softer(shades.ink.printed),
        "@text@": text,
        "@head@": heading,
        "@lang@": LOCALES[lang],
    }
    styles = sources("docx")["word/styles.xml"].decode()
    for name, value in worn.items():
        styles = styles.replace(name, value.removeprefix("#"))
    return {**sources("docx"), "word/styles.xml": styles.encode()}


@cache
def sources(folder: str) -> Mapping[str, bytes]:
    """Return the parts kept in a folder, by their names inside the file."""
    parts = _ROOT / folder
    return {path.relative_to(parts).as_posix(): path.read_bytes() for path in sorted(parts.rglob("*")) if path.is_file()}


def zipped(entries: Mapping[str, bytes]) -> bytes:
    """Return a zip of `entries` in a fixed order, at a fixed date."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(entries, key=lambda name: (name != _FIRST, name)):
            entry = zipfile.ZipInfo(name, _FIXED)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o600 << 16
            archive.writestr(entry, entries[name])
    return made.getvalue()
