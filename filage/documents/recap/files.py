"""Reads the file of a payroll firm, a spreadsheet or a text with separators: what it may be, and its cells."""

import csv
import io
from collections import Counter
from dataclasses import replace

from filage.documents import sheets
from filage.documents.sheets import MOST_COLUMNS, MOST_ROWS, TOO_BIG, Bounds, Cell, Grid
from filage.rules.reading import Unreadable

SEPARATORS = ";\t|,"
LOOKED_AT = 60  # rows that tell the separator
PDF = "Ce fichier est un PDF : demandez le même récapitulatif en .xlsx ou en .csv, un montant lu sur une image n’est pas sûr."
WEB = "Ce fichier est une page web, quel que soit son nom : ouvrez-la dans votre tableur, enregistrez-la en .xlsx, recommencez."
NOT_A_TEXT = "Ce fichier n’est ni un classeur (.xlsx, .ods) ni un texte (.csv) : demandez l’un ou l’autre au cabinet de paie."
TOO_LONG = f"Ce texte dépasse {MOST_ROWS} lignes ou {MOST_COLUMNS} colonnes : ce n’est plus un récapitulatif de paie."
EMPTY = "Ce fichier est vide."
RECAP = replace(
    sheets.BUDGET, too_big=TOO_BIG.replace("Ce classeur", "Ce fichier").replace("feuilles", "lignes"), too_long=TOO_LONG
)
UNCLOSED = "Ce texte a un guillemet qui ne se ferme pas : enregistrez-le à nouveau depuis votre tableur, puis recommencez."


def read(content: bytes, bounds: Bounds = RECAP) -> list[Grid]:
    """Return the sheets of a workbook, or the only one of a text; Unreadable, in one French sentence, for anything else."""
    if content.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        return sheets.read(content, sheets.BUDGET if bounds is RECAP else bounds)
    if len(content) > bounds.largest:
        raise Unreadable(bounds.too_big)
    if content.startswith(b"%PDF"):
        raise Unreadable(PDF)
    text = decoded(content)
    if text.lstrip()[:200].lower().startswith(("<!doctype html", "<html", "<table", "<?xml")):
        raise Unreadable(WEB)
    rows = _rows(text, bounds)
    if not any(cell for row in rows for cell in row):
        raise Unreadable(EMPTY)
    return [Grid("Récapitulatif", tuple(rows))]


def decoded(content: bytes) -> str:
    """Return a text written in UTF-8, in UTF-16 with its mark, as Windows writes it, or line by line in several of these."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError as error:
            raise Unreadable(NOT_A_TEXT) from error
    if b"\0" in content:
        raise Unreadable(NOT_A_TEXT)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "".join(map(_line, content.removeprefix(b"\xef\xbb\xbf").splitlines(keepends=True)))
    if sum(sign < " " and sign not in "\t\r\n\f" for sign in text) * 100 > len(text):
        raise Unreadable(NOT_A_TEXT)
    return text


def _line(line: bytes) -> str:
    """Return a line in the first encoding that reads it: a file pasted from several has one a line."""
    for encoding in ("utf-8", "cp1252"):
        try:
            return line.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(NOT_A_TEXT)


def _rows(text: str, bounds: Bounds) -> list[tuple[Cell, ...]]:
    if text.count("\n") > bounds.rows:
        raise Unreadable(bounds.too_long)
    found: list[tuple[Cell, ...]] = []
    cells = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True):
            cells += len(row)
            if len(row) > bounds.columns or len(found) >= bounds.rows or cells > bounds.cells:
                raise Unreadable(bounds.too_long)
            found.append(tuple(cell.strip() or None for cell in row))
    except csv.Error as error:
        raise Unreadable(UNCLOSED) from error  # a cell as long as that is one whose quote was lost
    return found


def _separator(text: str) -> str:
    """Return what separates the cells: the sign found the same number of times in most lines."""
    lines = [line for line in text.splitlines()[:LOOKED_AT] if line.strip()]
    best, found = 0, ";"
    for sign in SEPARATORS:
        counts = Counter(count for line in lines if (count := line.count(sign)))
        alike = max((count * times for count, times in counts.items()), default=0)
        if alike > best:
            best, found = alike, sign
    return found
