"""Reads a spreadsheet that somebody sends: what it may be, how large it may be, and the values of its cells."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from xml.parsers import expat

from python_calamine import CalamineError, CalamineWorkbook

from filage.rules.reading import Unreadable

LARGEST = 5 * 1024 * 1024  # bytes of the file
UNPACKED = 64 * 1024 * 1024  # bytes of what it holds, once unpacked
ENTRIES = 2_000
MOST_SHEETS, MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 100, 20_000, 400, 400_000
MOST_AREA = 4_000_000  # cells of the rectangle around what is written
CHUNK = 1 << 16

NOT_A_WORKBOOK = "Ce fichier n’est pas un classeur .xlsx ou .ods."
BROKEN = "Ce classeur est abîmé : ouvrez-le dans votre tableur, enregistrez-le sous un autre nom, puis recommencez."
PROTECTED = "Ce classeur demande un mot de passe : enregistrez-le sans mot de passe, puis recommencez."
OLD = "Ce classeur est d’un ancien format (.xls) : enregistrez-le en .xlsx ou en .ods, puis recommencez."
MACROS = "Ce classeur contient des macros : enregistrez-le sans (.xlsx ou .ods), puis recommencez."
LINKED = "Ce classeur lit d’autres fichiers : remplacez ces liens par leurs valeurs, puis recommencez."
TOO_BIG = f"Ce classeur dépasse {LARGEST // 1024 // 1024} Mo : gardez-en les feuilles utiles, puis recommencez."
BOMB = "Ce classeur contient bien plus que ce qu’il pèse : il n’est pas lu."
TOO_LONG = f"Une feuille dépasse {MOST_ROWS} lignes, {MOST_COLUMNS} colonnes ou {MOST_CELLS} cellules : ce n’est plus un budget."
EMPTY = "Ce classeur est vide."


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How large a file of one use may be, and what is said of one that is not."""

    largest: int  # bytes
    rows: int
    columns: int
    cells: int
    too_big: str
    too_long: str


BUDGET = Bounds(largest=LARGEST, rows=MOST_ROWS, columns=MOST_COLUMNS, cells=MOST_CELLS, too_big=TOO_BIG, too_long=TOO_LONG)

type Cell = Decimal | str | date | None


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet: its rows of cells, and the blocks of merged cells (first row, first column, last row, last column)."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden: bool = False


def read(content: bytes, bounds: Bounds = BUDGET) -> list[Grid]:
    """Return the sheets of an .xlsx or .ods file; Unreadable, in one French sentence, for anything else."""
    safe = _safe(content, bounds)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(safe)) as book:
            found = [_grid(book, rank) for rank in range(len(book.sheet_names))]
    except (CalamineError, ValueError, OverflowError) as error:
        raise Unreadable(BROKEN) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # what the reader raises on what it did not foresee
            raise Unreadable(BROKEN) from error
        raise
    if not any(grid.rows for grid in found):
        raise Unreadable(EMPTY)
    return found


def _grid(book: CalamineWorkbook, rank: int) -> Grid:
    sheet = book.get_sheet_by_index(rank)
    rows = tuple(tuple(_cell(value) for value in row) for row in sheet.to_python(skip_empty_area=False))
    merged = tuple((first[0], first[1], last[0], last[1]) for first, last in sheet.merged_cell_ranges or ())
    visible = str(book.sheets_metadata[rank].visible).rpartition(".")[2] == "Visible"
    return Grid(book.sheet_names[rank], rows, merged, not visible)


def _cell(value: object) -> Cell:
    match value:
        case bool():
            return "oui" if value else "non"
        case int():
            return Decimal(value)
        case float():
            return Decimal(repr(value)) if abs(value) < 1e15 else str(value)
        case datetime():
            return value.date()
        case date():
            return value
        case time() | timedelta():
            return str(value)
        case str():
            return value if value.strip() else None
    return None


def packed(grids: Iterable[Grid]) -> list[list[object]]:
    """Return sheets as plain JSON, to be carried from one page to the next; `unpacked` gives them back."""
    return [[grid.name, [[_pack(cell) for cell in row] for row in grid.rows], [*map(list, grid.merged)]] for grid in grids]


def unpacked(data: Iterable[Sequence[Any]]) -> list[Grid]:
    """Return the sheets that `packed` wrote."""
    return [
        Grid(name, tuple(tuple(_unpack(cell) for cell in row) for row in rows), tuple((a, b, c, d) for a, b, c, d in merged))
        for name, rows, merged in data
    ]


def _pack(cell: Cell) -> str | None:
    if isinstance(cell, Decimal):
        return f"n{cell}"
    return f"d{cell.isoformat()}" if isinstance(cell, date) else None if cell is None else f"t{cell}"


def _unpack(cell: str | None) -> Cell:
    if cell is None:
        return None
    kind, text = cell[0], cell[1:]
    return Decimal(text) if kind == "n" else date.fromisoformat(text) if kind == "d" else text


# ------------------------------------------------------------ what is never opened
def _safe(content: bytes, bounds: Bounds) -> bytes:
    """Return the workbook with what was judged and nothing else: no sizes that lie, no picture, no second copy of a sheet."""
    if len(content) > bounds.largest:
        raise Unreadable(bounds.too_big)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(PROTECTED if "EncryptedPackage".encode("utf-16-le") in content else OLD)
    if not content.startswith(b"PK"):
        raise Unreadable(NOT_A_WORKBOOK)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_archive(archive, bounds)
            return _copied(archive)
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        EOFError,
        NotImplementedError,
        OSError,
        ValueError,
        expat.ExpatError,
    ) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(BROKEN) from error
    except RuntimeError as error:  # an encrypted entry
        raise Unreadable(PROTECTED) from error
    except Exception as error:
        if type(error).__module__ == "zlib":
            raise Unreadable(BROKEN) from error
        raise


def _copied(archive: zipfile.ZipFile) -> bytes:
    made, left = io.BytesIO(), UNPACKED
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as copy:
        for name in dict.fromkeys(archive.namelist()):
            if name == "mimetype" or name.endswith((".xml", ".rels")):
                whole = b"".join(_pieces(archive, name))
                left -= len(whole)
                if left < 0:
                    raise Unreadable(BOMB)
                copy.writestr(name, whole)
    return made.getvalue()


def _refuse_archive(archive: zipfile.ZipFile, bounds: Bounds) -> None:
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > ENTRIES or sum(entry.file_size for entry in entries) > UNPACKED:
        raise Unreadable(BOMB)
    is_xlsx, is_ods = "[Content_Types].xml" in names and "xl/workbook.xml" in names, "content.xml" in names
    if not (is_xlsx or is_ods):
        raise Unreadable(NOT_A_WORKBOOK)
    if any(
        name.lower().endswith("vbaproject.bin") or (name.startswith("Basic/") and name.endswith("Module1.xml")) for name in names
    ):
        raise Unreadable(MACROS)
    if any(name.startswith("xl/externalLinks/") or name == "xl/connections.xml" for name in names):
        raise Unreadable(LINKED)
    if is_ods and b"encryption-data" in _whole(archive, "META-INF/manifest.xml"):
        raise Unreadable(PROTECTED)
    for name in ("[Content_Types].xml",) if is_xlsx else ("mimetype",):
        if b"macroEnabled" in _whole(archive, name):
            raise Unreadable(MACROS)
    sheets = [name for name in names if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name)] if is_xlsx else ["content.xml"]
    if len(sheets) > MOST_SHEETS:
        raise Unreadable(bounds.too_long)
    for name in sheets:
        _Extent(bounds, xlsx=is_xlsx).measure(archive, name)
    for name in set(names) - set(sheets):
        if name.endswith((".xml", ".rels")):
            _refuse_entities(archive, name)


def _whole(archive: zipfile.ZipFile, name: str) -> bytes:
    return archive.read(name) if name in archive.namelist() else b""


def _pieces(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    left = UNPACKED
    with archive.open(name) as entry:
        while piece := entry.read(CHUNK):
            left -= len(piece)
            if left < 0:
                raise Unreadable(BOMB)
            yield piece


def _refuse_entities(archive: zipfile.ZipFile, name: str) -> None:
    head = next(_pieces(archive, name), b"")
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise Unreadable(BROKEN)


class _Extent:
    """How far a sheet goes, told by its XML alone, before anything is laid out in memory."""

    def __init__(self, bounds: Bounds, *, xlsx: bool) -> None:
        self.bounds = bounds
        self.xlsx, self.row, self.column, self.cells = xlsx, 0, 0, 0
        self.last_row = self.last_column = 0
        self.row_times = self.column_times = 1

    def measure(self, archive: zipfile.ZipFile, name: str) -> None:
        """Read the XML of a sheet as far as it stays a budget; Unreadable beyond."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._xlsx if self.xlsx else self._ods
        parser.StartDoctypeDeclHandler = self._refuse
        for piece in _pieces(archive, name):
            parser.Parse(piece, False)
        parser.Parse(b"", True)

    def _refuse(self, *args: object) -> None:
        raise Unreadable(BROKEN)

    def _xlsx(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "row":
            self.row = int(attributes.get("r", self.row + 1))
            self.column = 0
        elif name == "c":
            letters = attributes.get("r", "").rstrip("0123456789")
            self.column = _rank_of(letters) if letters else self.column + 1
        elif name in ("v", "is"):
            self._written(self.row, self.column, 1)

    def _ods(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table":
            self.row = self.column = self.last_row = self.last_column = 0
            self.column_times = self.row_times = 1
        elif tag == "table:table-source" or attributes.get("table:formula", "").find("'file:") >= 0:
            raise Unreadable(LINKED)
        elif tag == "table:table-row":
            self.row += self.row_times if self.row else 1
            self.row_times = int(attributes.get("table:number-rows-repeated", 1))
            self.column, self.column_times = 0, 1
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self.column += self.column_times if self.column else 1
            self.column_times = int(attributes.get("table:number-columns-repeated", 1))
            if "office:value-type" in attributes:
                self._written(
                    self.row + self.row_times - 1, self.column + self.column_times - 1, self.row_times * self.column_times
                )

    def _written(self, row: int, column: int, times: int) -> None:
        self.cells += times
        self.last_row, self.last_column = max(self.last_row, row), max(self.last_column, column)
        most = self.bounds
        too_long = self.last_row > most.rows or self.last_column > most.columns or self.cells > most.cells
        if too_long or self.last_row * self.last_column > max(MOST_AREA, most.cells):
            raise Unreadable(most.too_long)


def _rank_of(letters: str) -> int:
    rank = 0
    for letter in letters[:4].upper():
        rank = rank * 26 + ord(letter) - 64
    return rank
