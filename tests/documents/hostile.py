"""Makes the spreadsheets that nobody should open: macros, links, passwords, bombs, endless sheets, other files."""

import io
import zipfile
from collections.abc import Callable
from functools import cache

import openpyxl

SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    '<office:body><office:spreadsheet><table:table table:name="A">{}</table:table></office:spreadsheet></office:body>'
    "</office:document-content>"
)
CELL = '<table:table-cell office:value-type="float" office:value="1"{}><text:p>1</text:p></table:table-cell>'


def plain() -> bytes:
    """Return a small workbook that is right."""
    book = openpyxl.Workbook()
    book.active.append(["Libellé", "Montant"])
    book.active.append(["Décor", 1200])
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def altered(change: Callable[[str, bytes], bytes], **more: bytes) -> bytes:
    """Return the small workbook with its entries changed, and more of them (`__` stands for a slash)."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain())) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, change(name, source.read(name)))
        for name, content in more.items():
            target.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return made.getvalue()


def same(name: str, content: bytes) -> bytes:
    """Change nothing."""
    return content


def with_sheet(rows: str) -> bytes:
    """Return the small workbook whose sheet holds these rows."""
    return altered(lambda name, content: SHEET.format(rows).encode() if name == "xl/worksheets/sheet1.xml" else content)


def ods(rows: str, manifest: str = "<manifest/>") -> bytes:
    """Return an OpenDocument spreadsheet of one sheet."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        target.writestr("META-INF/manifest.xml", manifest)
        target.writestr("content.xml", ODS.format(rows))
    return made.getvalue()


def ole(text: str) -> bytes:
    """Return the beginning of an old compound file that names a stream."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + text.encode("utf-16-le") + bytes(512)


def macro_type(name: str, content: bytes) -> bytes:
    """Say that the workbook carries macros."""
    return (
        content.replace(b"spreadsheetml.sheet.main", b"spreadsheetml.macroEnabled.main") if "Content_Types" in name else content
    )


def entities(name: str, content: bytes) -> bytes:
    """Put an entity that grows in the styles of the workbook."""
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><styleSheet>&b;</styleSheet>'
    return bomb if name == "xl/styles.xml" else content


def million_rows() -> bytes:
    """Return a workbook of a million written rows."""
    return with_sheet("<row><c><v>1</v></c></row>" * 1_000_000)


@cache
def bomb() -> bytes:
    """Return a workbook of which one entry unpacks to 100 MB of nothing."""
    return altered(same, xl__media__image_dot_png=bytes(100 * 1024 * 1024))


def liar() -> bytes:
    """Return a workbook whose directory says that an entry is far smaller than it is."""
    content = altered(same, xl__comments1_dot_xml=b"<x>" + b"a" * 5_000_000 + b"</x>")
    true, told = (5_000_007).to_bytes(4, "little"), (50).to_bytes(4, "little")
    return content.replace(true, told)


def truncated() -> bytes:
    """Return half of a workbook."""
    content = plain()
    return content[: len(content) // 2]


def garbled() -> bytes:
    """Return a workbook with bytes turned over in the middle of a sheet."""
    content = bytearray(plain())
    place = content.index(b"xl/worksheets/sheet1.xml") + 60
    content[place : place + 80] = bytes(value ^ 0xFF for value in content[place : place + 80])
    return bytes(content)
