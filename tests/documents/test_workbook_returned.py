"""A workbook of ours comes back with exactly what its reader did to it: typed by hand, or in LibreOffice, as xlsx or ods."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal as D
from io import BytesIO

import pytest
from openpyxl.workbook import Workbook

from filage.documents import sheets, workbook
from filage.documents.shapes import IncomeLine, WorkbookData
from filage.documents.workbook import difference, reading
from filage.documents.workbook.register import FIELDS, NAMED, kept
from filage.rules.reading import Unreadable
from tests.documents import samples
from tests.documents.spreadsheet import OFFICE, Act, Office, opened, to_be_changed

DATA = samples.toured()
SENT = workbook.render(DATA)


def edited(change: Callable[[Workbook], None], content: bytes = SENT) -> bytes:
    """Return a workbook as a reader leaves it."""
    book = to_be_changed(content)
    change(book)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def found(content: bytes, today: WorkbookData = DATA) -> list[difference.Difference]:
    """Return what moved between the workbook sent, the budget of today and the workbook that comes back."""
    back = reading.read(sheets.read(content))
    return difference.compare(back.sent, kept(today), back.found)


def told(differences: list[difference.Difference]) -> list[tuple[str, str, str, dict[str, tuple[str, str]]]]:
    """Return differences as what a test compares: kind, sheet, line, cells before and after."""
    return [(each.kind, each.sheet, each.label, {m.field.name: (m.old, m.new) for m in each.cells}) for each in differences]


def at(book: Workbook, sheet: str, label: str, heading: str) -> object:
    """Return the cell of a line, by its name and the heading of its column."""
    rows = [*book[sheet].iter_rows()]
    heads = next(row for row in rows if row[-1].value == "_id")
    column = {cell.value: rank for rank, cell in enumerate(heads)}
    name = column[NAMED[sheet]]
    return next(row[column[heading]] for row in rows if row[name].value == label)


def test_a_workbook_that_nobody_touched_brings_nothing():
    assert found(SENT) == []
    back = reading.read(sheets.read(SENT))
    assert (back.production, back.issued, back.version) == (DATA.production, DATA.issued, "3")


@pytest.mark.parametrize("sheet", FIELDS)
def test_every_column_that_is_read_back_has_its_heading(sheet):
    heads = {cell.value for cell in opened(SENT)[sheet][4]}
    assert {field.heading for field in FIELDS[sheet]} | {NAMED[sheet], "_id"} <= heads


def test_a_cell_typed_over_is_one_change():
    def change(book):
        at(book, "Production", "Décor", "Prix unitaire").value = "5 000,50 €"

    assert told(found(edited(change))) == [("modifié", "Production", "Décor", {"unit_price": ("4500", "5000.5")})]


def test_a_price_that_becomes_unknown_and_one_that_nobody_can_read_are_told():
    def change(book):
        at(book, "Production", "Décor", "Prix unitaire").value = None
        at(book, "VHR", "Chambres", "Prix unitaire").value = "à voir"

    unknown, unread = found(edited(change))
    assert unknown.cells[0].new == "" and reading.shown("", unknown.cells[0].field) == "inconnu"
    assert reading.is_unread(unread.cells[0].new) and reading.shown(unread.cells[0].new, unread.cells[0].field) == "à voir"


def test_the_line_left_for_others_becomes_a_line_once_it_has_a_price():
    def change(book):
        sheet = book["Production"]
        spare = next(row for row in sheet.iter_rows() if row[2].value == "Autres" and row[0].value == "D")
        spare[5].value = 80

    (added,) = found(edited(change))
    assert (added.kind, added.label, {m.field.name: m.new for m in added.cells}) == (
        "ajouté", "Autres",
        {"destination": "D", "label": "Autres", "quantity": "1", "unit_price": "80", "variable": "non", "phase": "Création"},
    )  # fmt: skip


def test_a_line_copied_with_its_hidden_id_is_itself_then_a_new_one():
    def change(book):
        sheet = book["Production"]
        row = at(book, "Production", "Décor", "Libellé").row
        below = [cell.value for cell in sheet[row]]
        spare = next(line[0].row for line in sheet.iter_rows() if line[2].value == "Autres" and line[0].value == "D")
        for column, value in enumerate(below, start=1):
            sheet.cell(spare, column).value = value

    (added,) = found(edited(change))
    assert (added.kind, added.id, added.label) == ("ajouté", "", "Décor")


def test_columns_may_be_moved_and_others_added():
    def change(book):
        book["Production"].insert_cols(3)
        book["Production"].cell(4, 3).value = "Ma colonne"
        at(book, "Production", "Décor", "Prix unitaire").value = 5000

    assert [each.label for each in found(edited(change))] == ["Décor"]


def test_what_moved_in_filage_since_is_a_conflict_and_what_moved_the_same_way_is_nothing():
    def change(book):
        at(book, "Production", "Décor", "Prix unitaire").value = 5000

    def with_price(price):
        charges = tuple(replace(line, unit_price=D(price)) if line.id == "decor" else line for line in DATA.charges)
        return replace(DATA, charges=charges)

    (moved,) = found(edited(change), with_price(4800))
    assert moved.conflicts and (moved.cells[0].old, moved.cells[0].today, moved.cells[0].new) == ("4500", "4800", "5000")
    assert found(edited(change), with_price(5000)) == []


def test_a_line_that_left_filage_cannot_be_changed_and_one_that_came_is_left_alone():
    def change(book):
        at(book, "Production", "Décor", "Prix unitaire").value = 5000

    without = replace(DATA, charges=tuple(line for line in DATA.charges if line.id != "decor"))
    (moved,) = found(edited(change), without)
    assert moved.gone
    more = replace(DATA, income=(*DATA.income, IncomeLine(id="neuf", label="Neuf", asked=D(10))))
    assert found(SENT, more) == []


def test_a_change_on_a_computed_line_is_known_as_one():
    def change(book):
        at(book, "Production", "Gestion", "Qté").value = 21

    (moved,) = found(edited(change))
    assert moved.computed


def broken(change: Callable[[Workbook], None]) -> str:
    with pytest.raises(Unreadable) as refused:
        found(edited(change))
    return str(refused.value)


def test_a_sheet_a_column_or_the_register_that_is_missing_is_said():
    assert "« Production »" in broken(lambda book: book.remove(book["Production"]))
    assert "« Journal »" in broken(lambda book: book.remove(book["Journal"]))
    assert "« Qté »" in broken(lambda book: setattr(book["Production"]["E4"], "value", "Combien"))
    assert "_id" in broken(lambda book: book["VHR"].delete_cols(21))

    def register(book):
        next(cell for row in book["Journal"].iter_rows() for cell in row if cell.value == "Équipe").offset(0, 2).value = "{"

    assert "Journal" in broken(register)


@pytest.mark.libreoffice
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice n’est pas installé")
def test_three_cells_changed_a_line_added_and_a_line_removed_in_libreoffice_are_exactly_what_comes_back(tmp_path):
    book = opened(SENT)
    names = book.sheetnames

    def place(sheet: str, label: str, heading: str) -> tuple[int, int, int]:
        cell = at(book, sheet, label, heading)
        return names.index(sheet), cell.row - 1, cell.column - 1

    dates, price, status = (
        place("Hypothèses", "Nombre de dates", "Valeur"), place("Production", "Décor", "Prix unitaire"),
        place("Financement", "Ville", "Statut"),
    )  # fmt: skip
    gone, (sheet, row, _) = place("VHR", "Repérage", "Libellé"), price
    acts = [
        Act(dates[0], "value", dates[1], dates[2], "14"),
        Act(price[0], "value", price[1], price[2], "5000.5"),
        Act(status[0], "text", status[1], status[2], "Refusé"),
        Act(gone[0], "remove", gone[1]),
        Act(sheet, "insert", row),
        Act(sheet, "text", row, 0, "D"),
        Act(sheet, "text", row, 2, "Peinture d’été"),
        Act(sheet, "value", row, 4, "3"),
        Act(sheet, "value", row, 5, "12.5"),
    ]
    for kind, content in Office(tmp_path).edited(SENT, acts).items():
        assert told(found(content)) == [
            ("modifié", "Hypothèses", "Nombre de dates", {"value": ("20", "14")}),
            (
                "ajouté", "Production", "Peinture d’été",
                {"destination": ("", "D"), "label": ("", "Peinture d’été"), "quantity": ("", "3"), "unit_price": ("", "12.5")},
            ),
            ("modifié", "Production", "Décor", {"unit_price": ("4500", "5000.5")}),
            ("supprimé", "VHR", "Repérage", {}),
            ("modifié", "Financement", "Ville", {"status": ("Notifié", "Refusé")}),
        ], kind  # fmt: skip
