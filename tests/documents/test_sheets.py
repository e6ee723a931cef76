"""A spreadsheet that somebody sends is read with bounds, or refused in one French sentence, quickly and without its weight."""

import time
import tracemalloc
from datetime import date
from decimal import Decimal as D

import pytest

from filage.documents import sheets
from filage.rules.reading import Unreadable
from tests.documents import hostile

FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
WIDE = f'<row r="1">{"".join("<c><v>1</v></c>" for _ in range(500))}</row>'
REFUSED = {
    "macros": (lambda: hostile.altered(hostile.same, xl__vbaProject_dot_bin=b"x"), "macros"),
    "macros by type": (lambda: hostile.altered(hostile.macro_type), "macros"),
    "link to a file": (
        lambda: hostile.altered(hostile.same, xl__externalLinks__externalLink1_dot_xml=b"<x/>"),
        "autres fichiers",
    ),
    "data connection": (lambda: hostile.altered(hostile.same, xl__connections_dot_xml=b"<x/>"), "autres fichiers"),
    "password": (lambda: hostile.ole("EncryptedPackage"), "mot de passe"),
    "password, ods": (lambda: hostile.ods("", "<m><encryption-data/></m>"), "mot de passe"),
    "old format": (lambda: hostile.ole("Workbook"), ".xls"),
    "a million rows": (hostile.million_rows, "ce n’est plus un budget"),
    "huge dimensions": (lambda: hostile.with_sheet(FAR), "ce n’est plus un budget"),
    "too many columns": (lambda: hostile.with_sheet(WIDE), "ce n’est plus un budget"),
    "repeated rows": (
        lambda: hostile.ods(f'<table:table-row table:number-rows-repeated="1000000">{hostile.CELL.format("")}</table:table-row>'),
        "ce n’est plus un budget",
    ),
    "repeated cells": (
        lambda: hostile.ods(
            f"<table:table-row>{hostile.CELL.format(' table:number-columns-repeated="16000"')}</table:table-row>"
        ),
        "ce n’est plus un budget",
    ),
    "link to a file, ods": (
        lambda: hostile.ods(
            "<table:table-row><table:table-cell table:formula=\"of:='file:///etc/passwd'#$A.A1\"/></table:table-row>"
        ),
        "autres fichiers",
    ),
    "bomb": (hostile.bomb, "bien plus que ce qu’il pèse"),
    "directory that lies": (hostile.liar, "abîmé"),
    "truncated": (hostile.truncated, "abîmé"),
    "garbled": (hostile.garbled, "abîmé"),
    "entities": (lambda: hostile.altered(hostile.entities), "abîmé"),
    "not a workbook": (lambda: b"%PDF-1.7 rien", "n’est pas un classeur"),
    "an archive": (lambda: hostile.ods("").replace(b"content.xml", b"contenu.xml"), "n’est pas un classeur"),
    "nothing": (lambda: b"", "n’est pas un classeur"),
    "too heavy": (lambda: b"PK" + bytes(sheets.LARGEST), "dépasse"),
    "empty": (lambda: hostile.with_sheet(""), "est vide"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_a_budget_is_refused_in_one_sentence_and_quickly(case):
    make, said = REFUSED[case]
    content = make()
    start = time.process_time()
    with pytest.raises(Unreadable) as refused:
        sheets.read(content)
    assert time.process_time() - start < 2
    sentence = str(refused.value)
    assert said in sentence and sentence.endswith(".") and "\n" not in sentence


@pytest.mark.parametrize("case", ["bomb", "a million rows", "huge dimensions"])
def test_a_refusal_keeps_little_in_memory(case):
    content = REFUSED[case][0]()
    tracemalloc.start()
    with pytest.raises(Unreadable):
        sheets.read(content)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 40 * 1024 * 1024


def test_a_workbook_is_read_sheet_by_sheet_cell_by_cell():
    (grid,) = sheets.read(hostile.plain())
    assert grid.rows == (("Libellé", "Montant"), ("Décor", D(1200)))
    assert not grid.hidden and grid.merged == ()


def test_a_formula_gives_its_value_and_a_text_that_looks_like_one_stays_a_text():
    row = '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="inlineStr"><is><t>=1+1</t></is></c></row>'
    (grid,) = sheets.read(hostile.with_sheet(row))
    assert grid.rows == ((D(2), "=1+1"),)


def test_an_error_of_a_formula_is_an_amount_that_nobody_knows():
    (grid,) = sheets.read(hostile.with_sheet('<row r="1"><c r="A1" t="e"><v>#REF!</v></c><c r="B1"><v>2</v></c></row>'))
    assert grid.rows == ((None, D(2)),)


def test_a_day_of_an_ods_is_a_day():
    day = '<table:table-cell office:value-type="date" office:date-value="2027-03-12"/>'
    (grid,) = sheets.read(hostile.ods(f"<table:table-row>{day}</table:table-row>"))
    assert grid.rows == ((date(2027, 3, 12),),)


def test_empty_rows_repeated_to_the_bottom_of_an_ods_are_nothing():
    rows = f"<table:table-row>{hostile.CELL.format('')}</table:table-row>"
    rest = '<table:table-cell table:number-columns-repeated="16384"/>'
    rows += f'<table:table-row table:number-rows-repeated="1048575">{rest}</table:table-row>'
    (grid,) = sheets.read(hostile.ods(rows))
    assert grid.rows == ((D(1),),)
