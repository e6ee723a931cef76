"""Recalculates workbooks with LibreOffice in a profile of its own, and reads them back by name."""

import io
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.workbook import Workbook

from filage.documents import sheets

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
# without these, LibreOffice shows the values it finds in the file instead of computing them
SETTING = (
    '<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="{}" oor:op="fuse"><value>0</value></prop></item>'
)
SETTINGS = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + SETTING.format("OOXMLRecalcMode")
    + SETTING.format("ODFRecalcMode")
    + "</oor:items>"
)

EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,true,true,false,false,false,-1"  # texts quoted, numbers whole
FIELD = re.compile(r'(?:("(?:[^"]|"")*")|([^,\n]*))(,|\n)')
NUMBER = re.compile(r"-?\d+(\.\d+)?(E[+-]\d+)?%?")
type Value = Decimal | str | None
type Sheets = Mapping[str, Sequence[Sequence[Value]]]

# what a reader does at the keyboard, told one act a line: sheet, act, row and column from 0, value
MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Work(folder As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  book = StarDesktop.loadComponentFromURL(ConvertToURL(folder &amp; "/sent.xlsx"), "_blank", 0, hidden())
  file = FreeFile()
  Open folder &amp; "/acts.txt" For Input As #file
  Do While Not Eof(file)
    Line Input #file, told
    parts = Split(told, "|")
    sheet = book.Sheets.getByIndex(CInt(parts(0)))
    sheet.unprotect("")
    If parts(1) = "insert" Then sheet.Rows.insertByIndex(CLng(parts(2)), 1)
    If parts(1) = "remove" Then sheet.Rows.removeByIndex(CLng(parts(2)), 1)
    If parts(1) = "value" Then sheet.getCellByPosition(CLng(parts(3)), CLng(parts(2))).Value = Val(parts(4))
    If parts(1) = "text" Then sheet.getCellByPosition(CLng(parts(3)), CLng(parts(2))).String = parts(4)
  Loop
  Close #file
  Dim kind(0) As New com.sun.star.beans.PropertyValue
  kind(0).Name = "FilterName" : kind(0).Value = "Calc MS Excel 2007 XML"
  book.storeToURL(ConvertToURL(folder &amp; "/back.xlsx"), kind())
  kind(0).Value = "calc8"
  book.storeToURL(ConvertToURL(folder &amp; "/back.ods"), kind())
  book.close(True)
End Sub
</script:module>"""


@dataclass(frozen=True)
class Act:
    """One thing done in a sheet, by its rank: a value or a text typed in a cell, a row inserted or removed."""

    sheet: int
    what: str
    row: int
    column: int = 0
    typed: str = ""


@dataclass
class Office:
    """LibreOffice with a private profile, in a folder of its own."""

    folder: Path

    def edited(self, content: bytes, acts: Sequence[Act]) -> dict[str, bytes]:
        """Return a workbook changed in LibreOffice, as it saves it: {"xlsx": …, "ods": …}."""
        profile = self.folder / "reader"
        (profile / "user").mkdir(parents=True, exist_ok=True)
        (profile / "user" / "registrymodifications.xcu").write_text(SETTINGS)
        command = [str(OFFICE), "--headless", "--norestore", f"-env:UserInstallation=file://{profile}"]
        subprocess.run([*command, "--terminate_after_init"], check=True, capture_output=True, timeout=120)  # it makes its library
        (profile / "user" / "basic" / "Standard" / "Module1.xba").write_text(MACRO, encoding="utf-8")
        (self.folder / "sent.xlsx").write_bytes(content)
        told = [f"{act.sheet}|{act.what}|{act.row}|{act.column}|{act.typed}" for act in acts]
        (self.folder / "acts.txt").write_text("\n".join(told), encoding="utf-8")
        command.append(f'macro:///Standard.Module1.Work("{self.folder}")')
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return {kind: (self.folder / f"back.{kind}").read_bytes() for kind in ("xlsx", "ods")}

    def all_recalculated(self, contents: Sequence[bytes]) -> list[Sheets]:
        """Return the values of workbooks with every formula computed again, by one start of LibreOffice.

        It gives them sheet by sheet as text, whole and unrounded: a workbook would take it longer to write than to compute.
        """
        profile = self.folder / "profile" / "user"
        profile.mkdir(parents=True, exist_ok=True)
        (profile / "registrymodifications.xcu").write_text(SETTINGS)
        given = [self.folder / f"{rank}.xlsx" for rank in range(len(contents))]
        for path, content in zip(given, contents, strict=True):
            path.write_bytes(content)
        made = self.folder / "made"
        command = [str(OFFICE), "--headless", "--norestore", f"-env:UserInstallation=file://{profile.parent}"]
        command += ["--convert-to", EVERY_SHEET, "--outdir", str(made), *map(str, given)]
        subprocess.run(command, check=True, capture_output=True, timeout=240, env=os.environ | {"LC_ALL": "C.UTF-8"})
        return [_sheets(made, path.stem) for path in given]


def _sheets(folder: Path, stem: str) -> Sheets:
    return {path.stem.removeprefix(f"{stem}-"): [*_rows(path.read_text("utf-8"))] for path in folder.glob(f"{stem}-*.csv")}


def _rows(text: str) -> Iterator[list[Value]]:
    """Read what LibreOffice writes of a sheet: a text is between quotes, a number is not, with its % when it is a share."""
    row: list[Value] = []
    for quoted, plain, end in FIELD.findall(text):
        row.append(quoted[1:-1].replace('""', '"') if quoted else _number(plain))
        if end != ",":
            yield row
            row = []


def _number(plain: str) -> Value:
    if NUMBER.fullmatch(plain):
        return Decimal(plain[:-1]) / 100 if plain.endswith("%") else Decimal(plain)
    return plain or None


def differences(content: bytes, theirs: Sheets) -> list[tuple[str, int, int, object, object]]:
    """Return the cells, of any sheet, of which LibreOffice holds another number or another word than the one we wrote."""
    wrong = []
    for grid in sheets.read(content):
        rows = theirs[grid.name]
        for row, cells in enumerate(grid.rows):
            held = rows[row] if row < len(rows) else []
            for column, value in enumerate(cells):
                other = held[column] if column < len(held) else None
                if _differ(value, other):
                    wrong.append((grid.name, row, column, value, other))
    return wrong


def _differ(value: object, other: object) -> bool:
    if isinstance(value, Decimal) and isinstance(other, Decimal):
        return abs(value - other) >= Decimal("0.005")
    return value != other and isinstance(value, Decimal | str)


@lru_cache(maxsize=16)
def opened(content: bytes, *, values: bool = False) -> Workbook:
    """Return the workbook as written, to be read: its formulas, or the values kept beside them."""
    return openpyxl.load_workbook(io.BytesIO(content), data_only=values)


def to_be_changed(content: bytes) -> Workbook:
    """Return the workbook with its formulas, for whoever writes in it."""
    return openpyxl.load_workbook(io.BytesIO(content))


def place(book: Workbook, name: str) -> tuple[str, str]:
    """Return the sheet and the address of a defined name."""
    ((sheet, address),) = book.defined_names[name].destinations
    return sheet, address.replace("$", "")


def named(book: Workbook, name: str) -> object:
    """Return the value of a named cell."""
    sheet, address = place(book, name)
    return book[sheet][address].value


def spot(content: bytes, name: str) -> tuple[str, int, int]:
    """Return the sheet, the row and the column (from 0) of a defined name, without opening the whole workbook."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = ElementTree.fromstring(archive.read("xl/workbook.xml")).findall(".//{*}definedName")
        (told,) = (each.text or "" for each in names if each.get("name") == name)
    sheet, address = told.replace("$", "").rsplit("!", 1)
    row, column = coordinate_to_tuple(address)
    return sheet.strip("'"), row - 1, column - 1


def changed(content: bytes, **values: object) -> bytes:
    """Return the workbook with some named cells typed over, as a reader would."""
    book = to_be_changed(content)
    for name, value in values.items():
        sheet, address = place(book, name)
        book[sheet][address].value = value
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def formulas(content: bytes) -> list[tuple[str, str, str, object]]:
    """Return sheet, address, formula and kept value of every formula."""
    kept = opened(content, values=True)
    return [
        (sheet.title, cell.coordinate, cell.value, kept[sheet.title][cell.coordinate].value)
        for sheet in opened(content)
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
