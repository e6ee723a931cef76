"""Recaps of payroll firms are read to the cent whatever their layout, their totals are checked, hostile files are refused."""

from datetime import date
from decimal import Decimal

import pytest

from filage.documents import recap
from filage.rules.reading import Unreadable
from tests.documents import hostile, pay_recaps

MARCH = date(2027, 3, 1)
NAMES = ("Nour Tessaoui", "Ismaël Vautrin", "Inès Corbaz")


def read(content, names=(), name=""):
    """Return what a file says, and the month its titles name."""
    grids = recap.read(content)
    (table,) = recap.guess(grids)
    return recap.lines(grids, table, names), recap.month_of_file(grids, table, name)


def said(reading):
    return [(one.person, one.group, one.gross, one.charges, one.cost, one.net) for one in reading.kept]


def money(*texts):
    return tuple(map(Decimal, texts))


NOUR_PLAYS = money("480.00", "252.34", "732.34", "373.68")
NOUR_TEACHES = money("1200.50", "437.02", "1637.52", "936.39")
INES = money("560.00", "325.19", "885.19", "431.26")


def test_a_text_with_repeated_titles_and_subtotals_gives_each_payslip_once():
    reading, month = read(pay_recaps.text())
    assert said(reading) == [
        ("TESSAOUI Nour", "Établissement 00013 - L’Estran", *NOUR_PLAYS),
        ("VAUTRIN Ismaël", "Établissement 00013 - L’Estran", *NOUR_PLAYS),
        ("CORBAZ Inès", "Établissement 00013 - L’Estran", *INES),
        ("TESSAOUI Nour", "Établissement 00021 - Ateliers", *NOUR_TEACHES),
    ]
    assert month == MARCH and reading.mismatches == () and not any(one.doubts for one in reading.kept)
    assert [one.why for one in reading.found if not one.is_kept] == [
        "total ou sous-total",
        "titre",
        "titres répétés",
        "total ou sous-total",
        "total ou sous-total",
    ]


def test_a_workbook_with_merged_titles_and_names_is_the_same():
    reading, month = read(pay_recaps.workbook())
    assert said(reading) == [
        ("Nour Tessaoui", "L’Estran", *NOUR_PLAYS),
        ("Nour Tessaoui", "Ateliers", *NOUR_TEACHES),
        ("Inès Corbaz", "L’Estran", *INES),
    ]
    assert month == MARCH and reading.mismatches == ()
    assert [one.hours for one in reading.kept] == [36, 20, 28]


def test_an_accounting_entry_is_put_back_together_by_name():
    reading, _ = read(pay_recaps.text(pay_recaps.ENTRY), NAMES)
    found = {one.person: one for one in reading.kept}
    assert {name: one.gross for name, one in found.items()} == dict(zip(NAMES, money("480", "480", "560"), strict=True))
    assert found["Nour Tessaoui"].net == Decimal("373.68")
    assert sum(one.charges for one in found.values()) == Decimal("830.00")
    assert sum(one.cost for one in found.values()) == Decimal("2350.00")
    assert sum(amount for one in found.values() for part, amount in one.parts if part == "conges") == 200
    assert all(one.month == MARCH for one in found.values())
    assert "prorata" in reading.notes[0] and reading.mismatches == ()


def test_an_entry_that_names_nobody_or_does_not_balance_says_so():
    with pytest.raises(Unreadable, match="ne dit pas qui est payé"):
        read(pay_recaps.text("Compte;Libellé;Débit;Crédit\n641100;SALAIRES BRUTS;1520,00;\n421000;NETS;;1520,00\n"))
    reading, _ = read(pay_recaps.text(pay_recaps.ENTRY.replace("429,99", "429,98")), NAMES)
    assert [(one.told, one.summed) for one in reading.mismatches] == [money("2350.00", "2349.99")]


def test_a_total_that_does_not_add_up_is_told_with_both_figures():
    reading, _ = read(pay_recaps.text(pay_recaps.CSV.replace("2 349,87", "2 349,78").replace("2 720,50", "2 270,50")))
    told = [(one.row + 1, one.column, one.told, one.summed) for one in reading.mismatches]
    assert told == [(9, "coût employeur", *money("2349.78", "2349.87")), (15, "brut", *money("2270.50", "2720.50"))]


@pytest.mark.parametrize(
    ("before", "after", "doubt"),
    [
        ("480,00;106,32;373,68;252,34;732,34\n0013", "-480,00;106,32;-373,68;-252,34;-732,34\n0013", "brut négatif"),
        ("560,00;128,74;431,26", "560,00;128,74;631,26", "net plus grand"),
        ("325,19;885,19", "325,19;885,91", "brut + charges"),
        ("325,19;885,19", "3250,19;3810,19", "peu croyable"),
        ("0013;VAUTRIN Ismaël", "0013;TESSAOUI Nour", "même ligne que la ligne 6"),
    ],
)
def test_what_is_hard_to_believe_is_doubted(before, after, doubt):
    assert before in pay_recaps.CSV
    reading, _ = read(pay_recaps.text(pay_recaps.CSV.replace(before, after)))
    assert any(doubt in each for one in reading.kept for each in one.doubts)


@pytest.mark.parametrize("cell", ["=480+20", "1.234", "quatre cents", "480,00,00"])
def test_an_amount_that_cannot_be_read_leaves_its_row_out_and_the_total_says_it(cell):
    reading, _ = read(pay_recaps.text(pay_recaps.CSV.replace("3;480,00;106,32", f"3;{cell};106,32", 1)))
    assert len(reading.kept) == 3 and reading.found[0].why
    assert {one.column for one in reading.mismatches} >= {"brut"}


def test_charges_alone_are_never_taken_for_the_employer_s():
    reading, _ = read(pay_recaps.text("Nom;Brut;Charges\nCORBAZ Inès;560,00;453,93\n"))
    assert said(reading) == [("CORBAZ Inès", "", Decimal(560), None, None, None)]


def test_a_net_paid_is_given_back_its_tax():
    reading, _ = read(pay_recaps.text("Nom;Prénom;Brut;PAS;Net à payer\nCORBAZ;Inès;560,00;13,26;418,00\n"))
    assert said(reading) == [("CORBAZ Inès", "", Decimal(560), None, None, Decimal("431.26"))]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"<html><table><tr><td>Nom</td></tr></table>", "page web"),
        (b"\x00\x01\x02" * 90, "ni un classeur"),
        (b"\x89PNG\r\n\x1a\n" + b"\x01" * 80, "ni un classeur"),
        (b"\n\n ;;;\n", "vide"),
        (b"Nom;Brut\n" + b"A;1\n" * 20_001, "20000 lignes"),
        (b"Nom" + b";x" * 500 + b"\n", "colonnes"),
        (b'Nom;Brut\n"Corbaz;560\n', "guillemet"),
        (b"Nom;Brut\n" + b"x" * (6 * 1024 * 1024), "Mo"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "ancien format"),
    ],
    ids=["pdf", "web page", "bytes", "picture", "empty", "a million rows", "too wide", "open quote", "huge", "xls"],
)
def test_what_is_no_recap_is_refused_in_a_sentence(content, why):
    with pytest.raises(Unreadable, match=why):
        recap.read(content)


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda: hostile.ole("EncryptedPackage"), "mot de passe"),
        (lambda: hostile.altered(hostile.same, xl__vbaProject_dot_bin=b"macro"), "macros"),
        (hostile.million_rows, "20000 lignes"),
        (hostile.bomb, "bien plus que ce qu’il pèse"),
        (hostile.truncated, "abîmé"),
    ],
    ids=["password", "macro", "a million rows", "bomb", "truncated"],
)
def test_a_hostile_workbook_is_refused_as_elsewhere(make, why):
    with pytest.raises(Unreadable, match=why):
        recap.read(make())


@pytest.mark.parametrize(
    ("amount", "weights", "parts"),
    [
        ("100.00", (1, 1, 1), ("33.34", "33.33", "33.33")),
        ("-0.05", (1, 1), ("-0.02", "-0.03")),
        ("885.19", (0, 0), ("442.60", "442.59")),
        ("885.19", (3, 1), ("663.89", "221.30")),
    ],
)
def test_a_payslip_is_shared_to_the_cent(amount, weights, parts):
    found = recap.shared(Decimal(amount), list(map(Decimal, weights)))
    assert sum(found) == Decimal(amount) and sorted(found) == sorted(money(*parts))
