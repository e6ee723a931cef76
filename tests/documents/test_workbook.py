"""The workbook keeps the conventions of the trade, hides its ids, and turns no text into a formula."""

import re
import zipfile
from dataclasses import replace
from decimal import Decimal as D
from io import BytesIO

import pytest

from filage.documents import workbook
from filage.documents.shapes import ChargeLine, IncomeLine, TeamLine, WorkbookData
from tests.documents import samples
from tests.documents.spreadsheet import formulas, named, opened

SHEETS = [
    "Lisez-moi", "Hypothèses", "Équipe", "Production", "Plateau", "VHR", "Prix", "Tournée", "Financement", "Budget équilibré",
    "Cerfa", "Trésorerie", "Suivi", "Scénarios", "Journal",
]  # fmt: skip
SAFE = {"INDEX", "MATCH", "SUMIFS", "IF", "ROUND", "SUMPRODUCT", "SUM", "MIN", "MAX", "ROUNDUP", "INT", "ROW"}


@pytest.fixture(scope="module")
def case_1() -> bytes:
    return workbook.render(samples.workbook())


@pytest.fixture(scope="module")
def tour() -> bytes:
    return workbook.render(samples.toured())


def test_the_sheets_are_those_of_the_trade_in_their_order(case_1):
    assert opened(case_1).sheetnames == SHEETS


def test_the_kept_values_are_those_of_case_1(case_1):
    book = opened(case_1, values=True)
    figures = {name: round(float(named(book, name)), 2) for name in (
        "plateau_date", "gestion_date", "px_besoin", "amortissement_date", "px_plancher", "px_revient", "px_marge", "px_seuil",
        "ex_total_ht", "ex_tva", "ex_total_ttc",
    )}  # fmt: skip
    assert figures == {
        "plateau_date": 1686.00, "gestion_date": 202.32, "px_besoin": 12000.00, "amortissement_date": 600.00,
        "px_plancher": 1888.32, "px_revient": 2488.32, "px_marge": 611.68, "px_seuil": 20,
        "ex_total_ht": 3545.80, "ex_tva": 195.02, "ex_total_ttc": 3740.82,
    }  # fmt: skip


def test_two_dates_in_a_place_come_to_4828_80(case_1):
    values = [cell.value for row in opened(case_1, values=True)["Prix"].iter_rows() for cell in row]
    assert any(isinstance(value, int | float) and round(value, 2) == 4828.80 for value in values)


def test_the_four_controls_are_named_and_read_on_the_first_sheet(case_1):
    book = opened(case_1, values=True)
    assert named(book, "ctl_8687") == "OK" and named(book, "ctl_parts") == "OK"
    assert named(book, "ctl_tresorerie") == "DÉCOUVERT"  # S5 goes down to −2 460 in April
    read = {formula for sheet, _, formula, _ in formulas(case_1) if sheet == "Lisez-moi"}
    assert {"=ctl_equilibre", "=ctl_8687", "=ctl_parts", "=ctl_tresorerie"} <= read


def test_formulas_use_only_functions_that_every_spreadsheet_knows(case_1):
    used = {name for _, _, formula, _ in formulas(case_1) for name in re.findall(r"([A-Z]+)\(", formula)}
    assert used <= SAFE


def test_every_formula_keeps_its_computed_value(case_1):
    silent = [(sheet, formula) for sheet, _, formula, value in formulas(case_1) if value is None]
    waiting = {"Suivi": '""', "Cerfa": '""', "Prix": "sous le plateau"}  # nothing realised yet, an alert with nothing to say
    assert all(waiting.get(sheet, "\0") in formula for sheet, formula in silent)


def test_inputs_are_blue_on_light_and_links_green(case_1):
    sheet = opened(case_1)["Production"]
    by_formula = {str(cell.value): cell for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert by_formula["Décor"].font.color.rgb == "FF1F4E8C" and by_formula["Décor"].fill.fgColor.rgb == "FFEEF4FB"
    link = next(cell for text, cell in by_formula.items() if text.startswith("=SUMIFS(eq_cout"))
    assert link.font.color.rgb == "FF17573B"


def test_each_line_keeps_a_hidden_id(case_1):
    sheet = opened(case_1)["Production"]
    ids = next(cell.column_letter for cell in sheet[4] if cell.value == "_id")
    assert sheet.column_dimensions[ids].hidden
    assert {"decor", "reste", "tournee", "gestion"} <= {cell.value for cell in sheet[ids]}


def test_sheets_print_on_a4_landscape_with_repeated_headings(case_1):
    for sheet in opened(case_1):
        assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert opened(case_1)["Production"].print_title_rows == "$4:$4"
    assert opened(case_1)["Production"].freeze_panes == "A5"


def test_a_source_is_a_comment_and_a_visible_text(case_1):
    sheet = opened(case_1)["Production"]
    assert any(cell.comment and "devis n° 12" in cell.comment.text for row in sheet.iter_rows() for cell in row)
    assert any(cell.value == "devis n° 12" for row in sheet.iter_rows() for cell in row)


def test_statuses_are_chosen_in_a_list(case_1):
    rules = opened(case_1)["Financement"].data_validations.dataValidation
    assert "statuts" in {rule.formula1 for rule in rules}


def test_the_same_data_gives_the_same_bytes_dated_by_the_data(case_1):
    assert workbook.render(samples.workbook()) == case_1
    core = zipfile.ZipFile(BytesIO(case_1)).read("docProps/core.xml").decode()
    assert "2026-11-21T00:00:00Z" in core


def test_there_is_no_macro_and_no_link_to_another_file(case_1):
    names = zipfile.ZipFile(BytesIO(case_1)).namelist()
    assert not [name for name in names if "vba" in name.lower() or "externalLink" in name]


INJECTIONS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    '=cmd|" /C calc"!A0',
    '=HYPERLINK("http://a","b")',
    "http://a",
]


@pytest.mark.parametrize("text", INJECTIONS)
def test_a_text_stays_a_text_whatever_it_begins_with(text):
    data = samples.workbook(
        title=text,
        organisation=text,
        team=(TeamLine(id=text, function=text, person=text, source=text, account=text),),
        charges=(ChargeLine(id=text, label=text, comment=text, source=text, destination=text, phase=text),),
        income=(IncomeLine(id=text, label=text, kind=text, comment=text),),
        notes=(text,),
    )
    cells = [cell for sheet in opened(workbook.render(data)) for row in sheet.iter_rows() for cell in row]
    typed = [cell for cell in cells if cell.value == text.strip()]
    assert typed and all(cell.data_type == "s" and cell.hyperlink is None for cell in typed)
    held = {cell.value for cell in cells if cell.data_type == "f"}
    assert text.strip() not in held
    bare = {re.sub(r'"(?:[^"]|"")*"', "", str(formula)) for formula in held}  # a formula may hold it, between its inverted commas
    assert not [formula for formula in bare if '"' in formula or "calc" in formula or "HYPERLINK" in formula]


@pytest.mark.parametrize("text", ["\x00\x0b\x1f\ud800\ufffe", "x" * 40000, "_x000D_ & <b>\"'", "😀 مرحبا", "é\n\nà"])
def test_no_text_breaks_the_workbook(text):
    data = samples.workbook(
        title=text, organisation=text, author=text, version=text, notes=(text,), charges=(ChargeLine(id="a", label=text),)
    )
    assert opened(workbook.render(data)).sheetnames == SHEETS


def test_an_unknown_amount_is_written_and_counted_and_is_no_zero():
    charges = (
        *samples.CREATION[1:],
        ChargeLine(id="son", label="Son", destination="D"),
        ChargeLine(id="x", label="X", quantity=None),
    )
    book = opened(workbook.render(samples.workbook(charges=charges)), values=True)
    assert named(book, "prod_inconnus") == 2
    assert named(book, "ctl_equilibre") == "INCONNU"
    assert "inconnu" in {cell.value for row in book["Production"].iter_rows() for cell in row}


def test_a_budget_that_does_not_balance_says_so(case_1):
    assert named(opened(case_1, values=True), "ctl_equilibre") == "ÉCART"
    even = samples.workbook(
        team=(),
        charges=(ChargeLine(id="a", label="Tout", unit_price=D(1000), account="604"),),
        income=(IncomeLine(id="b", label="Ville", kind="Aides", asked=D(1000), account="74"),),
    )
    assert named(opened(workbook.render(even), values=True), "ctl_equilibre") == "OK"


@pytest.mark.parametrize(("sold", "state"), [(D(1100), "OK"), (D(900), "ÉCART")])
def test_an_exploitation_may_leave_something_but_not_lack_anything(sold, state):
    tour = samples.workbook(
        team=(),
        charges=(ChargeLine(id="a", label="Tout", unit_price=D(1000), account="604", phase="exploitation"),),
        income=(IncomeLine(id="b", label="Cession", asked=sold, account="706", phase="exploitation"),),
    )
    assert named(opened(workbook.render(tour), values=True), "ctl_equilibre") == state


def test_a_production_of_which_nothing_is_known_has_all_its_sheets():
    content = workbook.render(WorkbookData(title="Sans titre", organisation="Compagnie Neuve", issued=samples.ISSUED))
    book = opened(content, values=True)
    assert book.sheetnames == SHEETS
    assert named(book, "plateau_date") == "inconnu" and named(book, "px_seuil") == "inconnu"


def test_a_price_under_the_plateau_is_told_and_its_threshold_out_of_reach():
    low = replace(samples.HYPOTHESES, price=D(1500))
    book = opened(workbook.render(samples.workbook(hypotheses=low)), values=True)
    assert named(book, "px_seuil") == "inatteignable"
    assert "sous le plateau" in {cell.value for row in book["Prix"].iter_rows() for cell in row}


def test_what_is_still_to_fill_is_there_named_and_empty(tour):
    book = opened(tour)
    for name in ("su_engage", "su_paye", "su_reste", "su_produits_paye", "cf_charges_realisation", "cf_produits_realisation"):
        ((sheet, block),) = book.defined_names[name].destinations
        cells = [cell for row in book[sheet][block.replace("$", "")] for cell in row]
        assert cells and all(cell.value is None for cell in cells), name
    assert {
        "su_prevu",
        "cf_charges_prevision",
        "cf_charges",
        "cf_produits",
        "sc_dates_1",
        "sc_resultat_3",
        "vhr_refacture",
    } <= set(book.defined_names)


def test_formulas_are_locked_without_a_password_and_what_is_typed_is_not(tour):
    for sheet in opened(tour):
        assert sheet.protection.sheet and not sheet.protection.password, sheet.title
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
            assert cell.protection.locked, (sheet.title, cell.coordinate)


@pytest.mark.parametrize("sheet", ["Équipe", "Production", "VHR", "Tournée", "Financement", "Cerfa", "Suivi"])
def test_a_heading_that_needs_a_word_of_explanation_has_a_comment(tour, sheet):
    assert any(cell.comment for cell in opened(tour)[sheet][4])


@pytest.mark.parametrize(("sheet", "lists"), [
    ("Production", {"phases", "postes", "oui_non", "taxes", "comptes"}),
    ("Équipe", {"phases", "postes", "oui_non", "comptes"}),
    ("VHR", {"natures_vhr", "modes", "oui_non", "phases", "taxes", "comptes"}),
    ("Financement", {"phases", "statuts", "oui_non", "financeurs", "comptes"}),
    ("Tournée", {"statuts"}),
])  # fmt: skip
def test_what_has_a_closed_list_is_chosen_in_it(tour, sheet, lists):
    rules = opened(tour)[sheet].data_validations.dataValidation
    assert {rule.formula1 for rule in rules} == lists


def test_a_page_ends_with_version_day_and_number(tour):
    for sheet in opened(tour):
        assert sheet.oddFooter.right.text == "version 3, 21/11/2026 – &P / &N", sheet.title


def test_what_the_organiser_pays_costs_nothing_and_what_is_charged_comes_back(tour):
    book = opened(tour, values=True)
    rows = {row[4].value: row for row in book["VHR"].iter_rows() if row[4].value}
    assert rows["Hôtel du lieu"][10].value == 0
    assert rows["Chambres"][10].value == rows["Chambres"][11].value == 14 * 72
    assert round(rows["Train Lyon – Brest"][10].value, 2) == round(7 * 88.40 / 1.1, 2)  # 10 % of VAT taken off
    assert named(book, "vhr_refacture") == 14 * 72 + round(280 * 20.70, 2)
