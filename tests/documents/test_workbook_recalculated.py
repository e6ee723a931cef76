"""LibreOffice recomputes every formula and finds our values to the cent; changing the dates changes everything."""

from dataclasses import replace
from decimal import Decimal as D
from io import BytesIO

import pytest
from openpyxl.workbook import Workbook

from filage.documents import workbook
from filage.documents.shapes import CashLine, CashPlan, ChargeLine, IncomeLine, PlateauLine, TeamLine, WorkbookData
from tests.documents import samples
from tests.documents.spreadsheet import OFFICE, Office, changed, formulas, named, opened

pytestmark = [pytest.mark.libreoffice, pytest.mark.skipif(OFFICE is None, reason="LibreOffice n’est pas installé")]
CONTRIBUTIONS = (
    ChargeLine(id="benevoles", label="Bénévoles", unit_price=D(1000), destination="Z", account="864"),
    ChargeLine(id="pret", label="Prêt de salle", destination="Z", account="861"),
)
SUB_CENT = (
    TeamLine(id="t", function="Jeu", quantity=D("7"), gross=D("123.4567"), coefficient=D("1.5537"), fiscal_year="2026"),
    TeamLine(id="u", function="Régie", quantity=D("3.5"), gross=D("21.335"), coefficient=D("1.6151"), variable=True, account=""),
    TeamLine(id="v", function="Son", phase="exploitation"),
)
KINDS = (
    IncomeLine(id="refus", label="Refusée", kind="Aides", asked=D(9000), status="refuse"),
    IncomeLine(id="moins", label="Moins que demandé", kind="Aides", asked=D(9000), granted=D("8000.01"), status="conventionne"),
    IncomeLine(id="rien", label="Montant inconnu", kind="Aides", status="demande"),
    IncomeLine(id="reprise", label="Reprise", kind="Ventes", quantity=D(20), price_from="amortissement", phase="exploitation"),
    IncomeLine(id="don", label="Bénévoles", asked=D(900), account="875", certain=True, phase="action_culturelle"),
)
UNEVEN = (
    ChargeLine(id="n1", label="Bois", unit_price=D("333.33"), account="6068", tax="HT", vat_rate=D("0.2")),
    ChargeLine(id="n2", label="Tissu", unit_price=D("333.33"), account="601", tax="TTC", vat_rate=D("0.2"), destination="D"),
    ChargeLine(id="n3", label="Location", unit_price=D("333.34"), account="613", fiscal_year="2027", funder="Ville"),
    ChargeLine(id="n4", label="Sous-traitance", unit_price=D("0.5"), account="611"),
    ChargeLine(id="n5", label="Sans compte", unit_price=D("12.5")),
    ChargeLine(id="n6", label="Quote-part", unit_price=D("100"), internal=True, destination="J"),
)
PUBLIC = (
    IncomeLine(id="p1", label="DRAC", kind="Aides", asked=D("1000.40"), account="74", funder_kind="etat", status="notifie"),
    IncomeLine(id="p2", label="Région", kind="Aides", asked=D("1000.40"), account="7412", status="notifie"),
    IncomeLine(id="p3", label="Quote-part d’investissement", kind="Aides", asked=D("0.20"), account="747", status="notifie"),
    IncomeLine(id="p4", label="Fondation", kind="Aides", asked=D("500.50"), account="755", funder_kind="prive", status="demande"),
    IncomeLine(id="p5", label="Apport", kind="Apport", asked=D("99.50"), certain=True),
    IncomeLine(id="p6", label="Adhésions", kind="Apport", asked=D("10"), account="756", certain=True),
)
UNKNOWN_CASH = CashPlan(
    start=samples.date(2026, 9, 15),
    months=4,
    lines=(
        CashLine(id="a", label="Aide", direction="in", amounts=(D(100), None, D(50)), delay=2, variable=True),
        CashLine(id="b", label="Part", direction="out", base="a", rate=D("0.125"), shift=2),
        CashLine(id="c", label="Part inconnue", direction="out", base="a"),
    ),
)


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> Office:
    return Office(tmp_path_factory.mktemp("libreoffice"))


def differences(content: bytes, found: Workbook) -> list[tuple[str, str, str, object, object]]:
    """Return the formulas of which LibreOffice found another value than the one we kept."""
    wrong = []
    for sheet, address, formula, kept in formulas(content):
        value = found[sheet][address].value
        numbers = isinstance(kept, int | float) and isinstance(value, int | float)
        if abs(kept - value) >= 0.005 if numbers else (kept or "") != (value or ""):
            wrong.append((sheet, address, formula, kept, value))
    return wrong


DIFFERENT = {
    "case 1 and S5": samples.workbook(),
    "sub-cent amounts, refusals, contributions": samples.workbook(
        team=SUB_CENT, charges=(*samples.TOUR, *samples.CREATION[1:], *CONTRIBUTIONS), income=(*samples.INCOME, *KINDS), tax="TTC"
    ),
    "unknown everywhere": samples.workbook(
        hypotheses=replace(samples.HYPOTHESES, dates=None, price=None),
        plateau=(PlateauLine(id="p", label="Jeu"), *samples.PLATEAU),
        cash=UNKNOWN_CASH,
    ),
    "a price under its cost": samples.workbook(
        hypotheses=replace(samples.HYPOTHESES, price=D(1500), coefficients=(D(1), D("0.85"), D("0.75")))
    ),
    "a creation paid by what is secured": samples.workbook(
        income=(*samples.INCOME, *KINDS), hypotheses=replace(samples.HYPOTHESES, deducted="secured")
    ),
    "a tour": samples.toured(),
    "a tour, taxes included, uneven euros": samples.toured(
        tax="TTC",
        team=SUB_CENT,
        charges=(*samples.TOUR, *samples.CREATION[1:], *CONTRIBUTIONS, *UNEVEN),
        income=(*samples.INCOME, *KINDS, *PUBLIC, samples.SOLD, samples.RECHARGED),
    ),
    "no date": samples.workbook(hypotheses=replace(samples.HYPOTHESES, dates=0)),
    "nothing": WorkbookData(title="Sans titre", organisation="Compagnie Neuve", issued=samples.ISSUED),
}


@pytest.fixture(scope="module")
def recomputed(office) -> dict[str, tuple[bytes, Workbook]]:
    contents = [workbook.render(data) for data in DIFFERENT.values()]
    return dict(zip(DIFFERENT, zip(contents, office.all_recalculated(contents), strict=True), strict=True))


@pytest.mark.parametrize("case", DIFFERENT)
def test_every_formula_is_recomputed_to_the_cent(recomputed, case):
    assert differences(*recomputed[case]) == []


def test_the_balances_of_s5_are_found(office):
    sheet = office.recalculated(workbook.render(samples.workbook()))["Trésorerie"]
    row = next(row for row in sheet.iter_rows() if row[0].value == "Solde de clôture")
    assert tuple(round(cell.value) for cell in row[6:18]) == samples.S5_CLOSINGS
    beyond = [line[18].value for line in sheet.iter_rows() if line[0].value == "Cotisations" and line[18].value]
    assert beyond == [400]  # what December owes is paid in January


def test_a_grant_two_months_late_moves_the_balances_of_s5(office):
    """The first instalment slips from February to April: February 2 300, March −6 300, April unchanged."""
    lines = list(samples.S5.lines)
    first = replace(lines[0], id="acompte", amounts=samples.amounts(m2=12500), delay=2)
    rest = replace(lines[0], amounts=samples.amounts(m5=7500, m12=5000))
    plan = replace(samples.S5, lines=(first, rest, *lines[1:]))
    sheet = office.recalculated(workbook.render(samples.workbook(cash=plan)))["Trésorerie"]
    row = next(row for row in sheet.iter_rows() if row[0].value == "Solde de clôture")
    assert [round(cell.value) for cell in row[7:10]] == [2300, -6300, -2460]


def test_the_balances_of_case_2_are_found(office):
    into = CashLine(id="in", label="Encaissements", direction="in", amounts=tuple(D(into) for into, _ in samples.CASE_2))
    out = CashLine(id="out", label="Décaissements", direction="out", amounts=tuple(D(out) for _, out in samples.CASE_2))
    plan = CashPlan(start=samples.date(2026, 9, 1), months=9, opening=D(8200), lines=(into, out))
    book = office.recalculated(workbook.render(samples.workbook(cash=plan)))
    row = next(row for row in book["Trésorerie"].iter_rows() if row[0].value == "Solde de clôture")
    assert tuple(round(cell.value) for cell in row[6:15]) == samples.CASE_2_CLOSINGS
    assert named(book, "tr_creux") == -14610


def test_fourteen_dates_leave_3436_48_to_finance_and_move_every_variable_line(office):
    before = workbook.render(samples.workbook())
    book = office.recalculated(changed(before, nb_dates=14))
    assert round(named(book, "px_reste"), 2) == 3436.48
    assert round(named(book, "amortissement_date"), 2) == 857.14
    sheet, kept = book["Production"], opened(before, values=True)["Production"]
    totals = {row[2].value: row[7].value for row in sheet.iter_rows()}
    assert round(totals["Plateau"], 2) == 14 * 1686
    assert totals["Décor"] == {row[2].value: row[7].value for row in kept.iter_rows()}["Décor"] == 9000
    sold = next(row[12].value for row in book["Financement"].iter_rows() if row[0].value == "Cessions")
    assert round(sold, 2) == 14 * 2500


def test_a_reader_chooses_which_income_is_taken_off_the_need(office):
    hoped = IncomeLine(id="departement", label="Département", kind="Aides", asked=D(2000), status="demande")
    content = workbook.render(samples.workbook(income=(*samples.INCOME, hoped)))
    assert named(opened(content, values=True), "px_besoin") == 10000
    assert named(office.recalculated(changed(content, base_besoin="acquis")), "px_besoin") == 12000


def test_a_reader_who_types_an_unknown_price_gets_the_total(office):
    charges = (ChargeLine(id="son", label="Son", quantity=D(3), destination="D"),)
    content = workbook.render(samples.workbook(charges=charges, team=()))
    book = opened(content)
    cell = next(row[5] for row in book["Production"].iter_rows() if row[2].value == "Son")
    cell.value = 12.5
    saved = BytesIO()
    book.save(saved)
    found = office.recalculated(saved.getvalue())
    assert next(row[7].value for row in found["Production"].iter_rows() if row[2].value == "Son") == 37.5
    assert named(found, "prod_inconnus") == 0


def test_a_text_that_looks_like_a_formula_stays_a_text_in_libreoffice(office):
    charges = (ChargeLine(id="x", label="=1+1", unit_price=D(1)), ChargeLine(id="y", label="@SUM(1)", unit_price=D(1)))
    sheet = office.recalculated(workbook.render(samples.workbook(charges=charges)))["Production"]
    assert {"=1+1", "@SUM(1)"} <= {row[2].value for row in sheet.iter_rows()}
