"""Recalculates workbooks with LibreOffice in a profile of its own, and reads them back by name."""

import io
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook

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


@dataclass
class Office:
    """LibreOffice with a private profile, in a folder of its own."""

    folder: Path

    def recalculated(self, content: bytes) -> Workbook:
        """Return the workbook with every formula computed again."""
        return self.all_recalculated([content])[0]

    def all_recalculated(self, contents: Sequence[bytes]) -> list[Workbook]:
        """Return workbooks with every formula computed again, by one start of LibreOffice."""
        profile = self.folder / "profile" / "user"
        profile.mkdir(parents=True, exist_ok=True)
        (profile / "registrymodifications.xcu").write_text(SETTINGS)
        given = [self.folder / f"{rank}.xlsx" for rank in range(len(contents))]
        for path, content in zip(given, contents, strict=True):
            path.write_bytes(content)
        made = self.folder / "made"
        command = [str(OFFICE), "--headless", "--norestore", f"-env:UserInstallation=file://{profile.parent}"]
        command += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(made), *map(str, given)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return [openpyxl.load_workbook(made / path.name, data_only=True) for path in given]


def opened(content: bytes, *, values: bool = False) -> Workbook:
    """Return the workbook as written: its formulas, or the values kept beside them."""
    return openpyxl.load_workbook(io.BytesIO(content), data_only=values)


def place(book: Workbook, name: str) -> tuple[str, str]:
    """Return the sheet and the address of a defined name."""
    ((sheet, address),) = book.defined_names[name].destinations
    return sheet, address.replace("$", "")


def named(book: Workbook, name: str) -> object:
    """Return the value of a named cell."""
    sheet, address = place(book, name)
    return book[sheet][address].value


def changed(content: bytes, **values: object) -> bytes:
    """Return the workbook with some named cells typed over, as a reader would."""
    book = opened(content)
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
