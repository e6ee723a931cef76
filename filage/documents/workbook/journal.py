"""Writes « Journal »: the frozen versions, and, hidden, what lets the workbook be read back."""

from decimal import Decimal

from filage.documents.shapes import VersionLine
from filage.documents.workbook.book import Book, Layout, Sheet
from filage.documents.workbook.model import Model
from filage.documents.workbook.register import STAMP, kept, stamp

NAME = "Journal"
COLUMNS = (
    ("Version", 9), ("Nom", 34), ("Figée le", 12), ("Auteur", 26), ("Envoyée à", 30), ("Motif", 50), ("", 3),
    ("_feuille", 12), ("_id", 12), ("_valeurs", 12),
)  # fmt: skip
NUMBER, LABEL, DAY, AUTHOR, RECEIVER, REASON, GAP, SHEET, IDS, VALUES = range(10)


def write(book: Book, model: Model) -> None:
    """Write the sheet."""
    note = "Chaque version figée garde ses chiffres dans Filage. Les lignes que vous ajoutez ici restent dans ce classeur."
    sheet = book.sheet(NAME, Layout("Journal des versions", COLUMNS, printed=REASON, note=note))
    row = Sheet.HEADER + 1
    for version in model.data.versions:
        _version(sheet, row, version)
        row += 1
    if not model.data.versions:
        sheet.text(row, LABEL, "aucune version figée", "note")
        row += 1
    for column in range(NUMBER, GAP):
        sheet.empty(row, column, "date" if column == DAY else "text")
    _register(sheet, model)
    sheet.last_row(row)
    sheet.locked()


def _version(sheet: Sheet, row: int, version: VersionLine) -> None:
    texts = {NUMBER: version.number, LABEL: version.name, AUTHOR: version.author, RECEIVER: version.sent_to}
    for column, text in (texts | {REASON: version.reason}).items():
        sheet.text(row, column, text)
    sheet.text(row, DAY, f"{version.on:%d/%m/%Y}")


def _register(sheet: Sheet, model: Model) -> None:
    """Write, in hidden columns, the stamp of the workbook and what each of its lines held when it left."""
    for column in (SHEET, IDS, VALUES):
        sheet.raw.set_column(column, column, 12, None, {"hidden": True})
    row = Sheet.HEADER + 1
    sheet.text(row, SHEET, STAMP, "plain")
    sheet.text(row, IDS, model.data.production, "plain")
    sheet.text(row, VALUES, stamp(model.data), "plain")
    sheet.name_cell("filage_classeur", row, VALUES, Decimal(1))
    for rank, line in enumerate(kept(model.data), start=row + 1):
        sheet.text(rank, SHEET, line.sheet, "plain")
        sheet.text(rank, IDS, line.id, "plain")
        sheet.text(rank, VALUES, line.written, "plain")
