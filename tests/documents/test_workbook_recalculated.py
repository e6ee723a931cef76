"""LibreOffice recomputes every formula and finds our values to the cent; changing the dates changes everything."""

from dataclasses import dataclass, replace
from decimal import Decimal as D
from functools import cache
from io import BytesIO

import pytest

from filage.documents import workbook
from filage.documents.shapes import CashLine, CashPlan, ChargeLine, IncomeLine, PlateauLine, TeamLine, WorkbookData
from tests.documents import samples
from tests.documents.spreadsheet import OFFICE, Office, Sheets, changed, differences, named, opened, spot, to_be_changed

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


LATE = samples.toured(
    cash=replace(
        samples.S5,
        lines=(
            replace(samples.S5.lines[0], id="acompte", amounts=samples.amounts(m2=12500), delay=2),
            replace(samples.S5.lines[0], amounts=samples.amounts(m5=7500, m12=5000)),
            *samples.S5.lines[1:],
        ),
    )
)
INTO = CashLine(id="in", label="Encaissements", direction="in", amounts=tuple(D(into) for into, _ in samples.CASE_2))
OUT = CashLine(id="out", label="Décaissements", direction="out", amounts=tuple(D(out) for _, out in samples.CASE_2))
HOPED = IncomeLine(id="departement", label="Département", kind="Aides", asked=D(2000), status="demande")
SOUND = ChargeLine(id="son", label="Son", quantity=D(3), destination="D")
LIKE_FORMULAS = (ChargeLine(id="x", label="=1+1", unit_price=D(1)), ChargeLine(id="y", label="@SUM(1)", unit_price=D(1)))


def typed(content: bytes, sheet: str, named: tuple[int, str], column: int, value: object) -> bytes:
    """Return the workbook with a cell typed over: that of a column, on the row where another column reads a text."""
    book = to_be_changed(content)
    next(row[column] for row in book[sheet].iter_rows() if row[named[0]].value == named[1]).value = value
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


@cache
def hoped() -> bytes:
    """Return a workbook with an income that is hoped for and not secured."""
    return workbook.render(samples.workbook(income=(*samples.INCOME, HOPED)))


def asked() -> dict[str, bytes]:
    """Return every workbook that LibreOffice recomputes here, in one start."""
    case_1, tour = workbook.render(samples.workbook()), workbook.render(samples.toured())
    plan = CashPlan(start=samples.date(2026, 9, 1), months=9, opening=D(8200), lines=(INTO, OUT))
    sound = workbook.render(samples.workbook(charges=(SOUND, *LIKE_FORMULAS), team=()))
    return {name: workbook.render(data) for name, data in DIFFERENT.items()} | {
        "late": workbook.render(LATE),
        "case 2": workbook.render(samples.workbook(cash=plan)),
        "fourteen dates": changed(case_1, nb_dates=14),
        "fourteen dates of a tour": changed(tour, nb_dates=14),
        "secured only": changed(hoped(), base_besoin="acquis"),
        "sound, and like formulas": typed(sound, "Production", (2, "Son"), 5, 12.5),
        "a dearer date, and what is realised": typed(typed(tour, "Tournée", (0, "D1"), 7, 3000), "Suivi", (0, "D"), 3, 10000),
    }


@dataclass
class Recomputed:
    """A workbook as we wrote it, and the values that LibreOffice finds in it once it has computed it again."""

    content: bytes
    found: Sheets

    def rows(self, sheet: str) -> list[list[float | str | None]]:
        """Return what LibreOffice computed of a sheet."""
        return [[float(value) if isinstance(value, D) else value for value in row] for row in self.found[sheet]]

    def named(self, name: str) -> float | str | None:
        """Return what LibreOffice computed of a named cell."""
        sheet, row, column = spot(self.content, name)
        return self.rows(sheet)[row][column]


@pytest.fixture(scope="module")
def recomputed(tmp_path_factory) -> dict[str, Recomputed]:
    contents = asked()
    found = Office(tmp_path_factory.mktemp("libreoffice")).all_recalculated([*contents.values()])
    return {name: Recomputed(content, values) for (name, content), values in zip(contents.items(), found, strict=True)}


def row_of(book: Recomputed, sheet: str, column: int, text: str) -> list[float | str | None]:
    """Return the values of the last row of a sheet that reads a text in a column."""
    return [row for row in book.rows(sheet) if row[column] == text][-1]


@pytest.mark.parametrize("case", DIFFERENT)
def test_every_formula_is_recomputed_to_the_cent(recomputed, case):
    assert differences(recomputed[case].content, recomputed[case].found) == []


def test_the_balances_of_s5_are_found(recomputed):
    book = recomputed["case 1 and S5"]
    assert tuple(round(value) for value in row_of(book, "Trésorerie", 0, "Solde de clôture")[6:18]) == samples.S5_CLOSINGS
    assert row_of(book, "Trésorerie", 0, "Cotisations")[18] == 400  # what December owes is paid in January


def test_a_grant_two_months_late_moves_the_balances_of_s5(recomputed):
    """The first instalment slips from February to April: February 2 300, March −6 300, April unchanged."""
    closings = row_of(recomputed["late"], "Trésorerie", 0, "Solde de clôture")
    assert [round(value) for value in closings[7:10]] == [2300, -6300, -2460]


def test_the_balances_of_case_2_are_found(recomputed):
    book = recomputed["case 2"]
    closings = row_of(book, "Trésorerie", 0, "Solde de clôture")[6:15]
    assert tuple(round(value) for value in closings) == samples.CASE_2_CLOSINGS
    assert book.named("tr_creux") == -14610


def test_fourteen_dates_leave_3436_48_to_finance_and_move_every_variable_line(recomputed):
    book = recomputed["fourteen dates"]
    assert round(book.named("px_reste"), 2) == 3436.48
    assert round(book.named("amortissement_date"), 2) == 857.14
    assert round(row_of(book, "Production", 2, "Plateau")[7], 2) == 14 * 1686
    assert row_of(book, "Production", 2, "Décor")[7] == 9000
    assert round(row_of(book, "Financement", 0, "Cessions")[12], 2) == 14 * 2500


def test_one_number_of_dates_moves_travel_tour_form_and_scenarios(recomputed):
    before, after = recomputed["a tour"], recomputed["fourteen dates of a tour"]
    assert row_of(after, "VHR", 4, "Repas")[10] == round(280 * 20.70 * 14 / 20, 2)
    assert row_of(after, "VHR", 4, "Repas")[12] == row_of(before, "VHR", 4, "Repas")[12] == round(14 * 20.70, 2)
    assert after.named("sc_dates_2") == 14 and after.named("sc_dates_1") == 14 and before.named("sc_dates_2") == 20
    assert after.named("cf_charges") < before.named("cf_charges")


def test_a_price_typed_in_the_tour_reaches_the_financing_the_form_and_what_is_left(recomputed):
    book = recomputed["a dearer date, and what is realised"]
    before = recomputed["a tour"]
    assert row_of(book, "Financement", 0, "Le Môle")[9] == 3000 + 2125
    assert book.named("bq_produits") - before.named("bq_produits") == 500
    assert round(row_of(before, "Tournée", 0, "D1")[16] - row_of(book, "Tournée", 0, "D1")[16], 2) == 500


def test_what_is_engaged_gives_a_landing_and_a_gap(recomputed):
    line = row_of(recomputed["a dearer date, and what is realised"], "Suivi", 0, "D")
    assert line[6] == 10000 and round(line[7], 2) == round(10000 - line[2], 2)


def test_whole_euros_of_the_form_add_up_on_both_sides(recomputed):
    book = recomputed["a tour, taxes included, uneven euros"]
    for side, exact in (("charges", 2), ("produits", 9)):
        total = next(row for row in book.rows("Cerfa") if row[exact - 1] == f"Total des {side}")
        assert total[exact + 1] == round(total[exact] + 1e-9)
        assert total[exact + 1] == book.named(f"cf_{side}")


def test_a_reader_chooses_which_income_is_taken_off_the_need(recomputed):
    assert named(opened(hoped(), values=True), "px_besoin") == 10000
    assert recomputed["secured only"].named("px_besoin") == 12000


def test_a_reader_who_types_an_unknown_price_gets_the_total(recomputed):
    book = recomputed["sound, and like formulas"]
    assert row_of(book, "Production", 2, "Son")[7] == 37.5
    assert book.named("prod_inconnus") == 0


def test_a_text_that_looks_like_a_formula_stays_a_text_in_libreoffice(recomputed):
    sheet = recomputed["sound, and like formulas"].rows("Production")
    assert {"=1+1", "@SUM(1)"} <= {row[2] for row in sheet}
