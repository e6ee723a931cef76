"""Budgets that other people keep, in three styles, give exactly their lines: no total counted, no amount lost."""

import time
from datetime import date
from decimal import Decimal as D

import pytest

from filage.documents import foreign, sheets
from filage.documents.foreign import words
from filage.documents.foreign.tables import Table
from filage.documents.sheets import Grid
from tests.documents import foreign_books


def tables(content: bytes) -> list[tuple[Table, list[foreign.FoundLine]]]:
    grids = sheets.read(content)
    return [(table, foreign.lines(grids, table)) for table in foreign.guess(grids)]


def kept(lines: list[foreign.FoundLine]) -> list[tuple[str, str, str, D, D | None]]:
    return [(line.label, line.account, line.destination, line.quantity, line.unit_price) for line in lines if line.kept]


def written(*rows: tuple[object, ...], name: str = "Feuille1") -> list[Grid]:
    """Return one sheet, its numbers as decimals."""
    cells = tuple(tuple(D(str(cell)) if isinstance(cell, int | float) else cell for cell in row) for row in rows)
    return [Grid(name, cells)]


def test_a_budget_by_family_gives_its_lines_and_its_financing():
    (spent, charges), (earned, produits) = tables(foreign_books.by_family())
    assert (spent.side, earned.side) == ("charge", "produit")
    assert kept(charges) == [
        ("Comédiens, répétitions", "", "A", 120, D("142.5")),
        ("Metteuse en scène", "", "B", 1, 4500),
        ("Dramaturge", "", "B", 1, D("1200.5")),
        ("Construction du décor", "", "D", 1, 8650),
        ("Costumes (location)", "", "D", 12, 85),
        ("Remise du loueur", "", "D", 1, -150),
        ("Voyages et repas de l’équipe", "", "F", 50, 38),
        ("Affiches", "", "H", 500, D("0.42")),
        ("Captation", "", "H", 1, None),
    ]
    assert sum(line.amount or 0 for line in charges if line.kept) == D("34430.50")
    assert [line.comment for line in charges if line.kept][3] == "devis n° 14"
    assert [(line.label, line.funder, line.amount, line.status) for line in produits if line.kept] == [
        ("DRAC, aide au projet", "DRAC", 12000, "demande"),
        ("Région, aide à la création", "Région", 8000, "notifie"),
        ("Scène du Port, coproduction", "Scène du Port", 10000, "conventionne"),
        ("Apport de la compagnie", "Apport de la compagnie", D("4430.5"), "notifie"),
    ]


def test_a_form_with_two_sides_gives_the_accounts_and_never_the_classes_that_repeat_them():
    (spent, charges), (earned, produits) = tables(foreign_books.two_sides())
    assert (spent.side, spent.left, earned.side, earned.left) == ("charge", 0, "produit", 2)
    assert [(line.account, line.amount) for line in charges if line.kept] == [
        ("604", 1200), ("606", 2150), ("613", 1800), ("616", 600), ("622", 2500), ("625", 1400), ("641", 8800), ("645", 3700),
        ("864", 4000),
    ]  # fmt: skip
    assert [(line.label, line.account, line.amount) for line in produits if line.kept] == [
        ("Vente de produits finis, prestations de services", "70", 6200),
        ("DRAC", "74", 5000),
        ("Département", "74", 4000),
        ("Commune de Trémeur", "74", 6000),
        ("Cotisations", "756", 350),
        ("Dons manuels, mécénat", "754", 600),
        ("Bénévolat", "875", 4000),  # 870 on the form, 875 in the chart of associations
    ]
    assert (
        sum(line.amount or 0 for line in charges if line.kept) == sum(line.amount or 0 for line in produits if line.kept) == 26150
    )


def test_a_festival_by_month_gives_each_sum_the_month_it_falls_due():
    (spent, charges), (earned, produits) = tables(foreign_books.by_month())
    assert (spent.side, spent.taxed, earned.side) == ("charge", "ttc", "produit")
    assert [(line.label, line.family, line.amount) for line in charges if line.kept] == [
        ("Cachets des groupes", "Artistique", 14000),
        ("Droits SACEM", "Artistique", D("1540.75")),
        ("Hébergement des artistes", "Accueil", 3000),
        ("Catering", "Accueil", 2100),
        ("Location son et lumière", "Technique", 6500),
    ]
    catering = next(line for line in charges if line.label == "Catering")
    assert catering.months == ((date(2027, 4, 30), D("250.50")), (date(2027, 5, 31), D("1849.50")))
    assert [(line.label, line.amount) for line in produits if line.kept] == [
        ("Billetterie", D("18140.75")), ("Ville de Trémeur", 6000), ("Mécénat", 3000),
    ]  # fmt: skip


def test_a_sheet_without_headings_is_read_by_what_its_columns_hold():
    grids = written(("Nos dépenses", None, None), (None, "Décor", 1200), (None, "Train", 340.5), (None, "Total", 1540.5))
    (table,) = foreign.guess(grids)
    assert [(line.label, line.amount) for line in foreign.lines(grids, table) if line.kept] == [
        ("Décor", 1200),
        ("Train", D("340.5")),
    ]


def test_a_reader_points_at_the_heading_that_was_not_found_and_says_what_columns_hold():
    grids = written(("Ma liste",), ("Quoi ?", "Combien ?"), ("Décor", 1200), ("Train", 340))
    table = foreign.table_at(grids, 0, 1)
    mine = Table(0, 1, table.last, 0, ("label", "amount"), "charge")
    assert [(line.label, line.amount) for line in foreign.lines(grids, mine)] == [("Décor", 1200), ("Train", 340)]


def test_a_family_that_opens_its_block_with_its_sum_is_left_out():
    rows = [
        ("Poste", "Montant"),
        ("Décors", 900),
        ("Bois", 500),
        ("Peinture", 400),
        ("Son", 300),
        ("Micros", 300),
        ("Lumière", 50),
    ]
    grids = written(*rows)
    (table,) = foreign.guess(grids)
    assert [line.label for line in foreign.lines(grids, table) if line.kept] == ["Bois", "Peinture", "Micros", "Lumière"]


def test_lines_that_happen_to_add_up_in_the_middle_of_a_list_are_all_kept():
    grids = written(("Poste", "Montant"), ("Bois", 100), ("Clous", 500), ("Vis", 300), ("Colle", 200), ("Fil", 70))
    (table,) = foreign.guess(grids)
    assert sum(line.kept for line in foreign.lines(grids, table)) == 5


def test_an_amount_that_is_not_quantity_times_price_is_kept_as_it_is_and_said():
    grids = written(("Libellé", "Qté", "Prix unitaire", "Total"), ("Bois", 3, 10, 35))
    (line,) = foreign.lines(grids, foreign.guess(grids)[0])
    assert (line.quantity, line.unit_price, line.amount) == (1, 35, 35) and line.note


def test_the_amount_without_tax_is_taken_when_both_are_there():
    grids = written(("Libellé", "TVA", "Montant TTC", "Montant HT"), ("Bois", "20 %", 120, 100), ("Train", 0.1, 110, 100))
    (table,) = foreign.guess(grids)
    found = foreign.lines(grids, table)
    assert [line.amount for line in found] == [100, 100] and [line.vat_rate for line in found] == [20, 10] and table.taxed == ""


def test_a_cell_that_cannot_be_read_leaves_its_row_out_with_the_reason():
    grids = written(("Libellé", "Montant"), ("Bois", 100), ("Fil", "12,50 à 15"))
    found = foreign.lines(grids, foreign.guess(grids)[0])
    assert [line.kept for line in found] == [True, False] and "montant" in found[1].why


def test_a_sheet_that_holds_no_budget_gives_no_table():
    assert foreign.guess(written(("Adresse", "Téléphone"), ("2 rue du Port", "06 39 98 00 00"))) == []


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Libellé", "label"), ("DÉSIGNATION", "label"), ("Postes budgétaires", "label"), ("Dépenses prévisionnelles", "label"),
        ("Qté", "quantity"), ("Nb de jours", "quantity"), ("P.U. HT", "unit_price"), ("Prix unitaire", "unit_price"),
        ("Montant (en €)", "amount"), ("TOTAL TTC", "amount"), ("Prévisionnel 2027", "amount"), ("N° de compte", "account"),
        ("Partenaire financier", "funder"), ("TVA", "vat_rate"), ("Échéance", "on"), ("Observations", "comment"),
        ("mars 2027", "month"), ("Janv.", "month"), ("%", ""), ("Réalisé", ""), ("Bonjour", None),
        ("Construction du décor", None),
    ],
)  # fmt: skip
def test_a_heading_says_what_its_column_holds(heading, role):
    assert words.role_of(heading) == role


def test_ten_thousand_rows_with_blanks_between_them_are_read_in_little_time():
    rows: list[tuple[object, ...]] = [("Compte", "Poste", "Montant")]
    for rank in range(5_000):
        rows += [("6", f"Ligne {rank}", 10 + rank), (None, None, None)]
    grids = written(*rows)
    start = time.process_time()
    assert len(foreign.lines(grids, foreign.guess(grids)[0])) == 5_000
    assert time.process_time() - start < 5
