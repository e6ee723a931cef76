"""What pasted and typed text means: understood as a French reader would, or refused with a reason, never guessed."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from filage.rules import reading
from filage.rules.reading import Unreadable

AMOUNTS = {
    "1 234,50 €": "1234.50",  # typed
    "1\u00a0234,50\u00a0€": "1234.50",  # copied from LibreOffice
    "1\u202f234,50\u202f€": "1234.50",  # copied from Excel
    "1.234,50": "1234.50",
    "1,234.50": "1234.50",
    "1.234.567": "1234567",
    "(350,00)": "-350.00",
    "(350,00 €)": "-350.00",
    "-12": "-12",
    "\u221212,5": "-12.5",
    "+40": "40",
    "€ 15": "15",
    "15 EUR": "15",
    "12 euros HT": "12",
    "0,606": "0.606",
    "0.606": "0.606",
    "1,234": "1.234",
    "'1200": "1200",
    ",5": "0.5",
}
BLANKS = st.sampled_from([" ", "\u00a0", "\u202f", ""])


@pytest.mark.parametrize("text", AMOUNTS)
def test_an_amount_is_read_as_a_french_reader_does(text):
    assert reading.amount(text) == Decimal(AMOUNTS[text])


@pytest.mark.parametrize(
    "text", ["abc", "12 jours", "1.234", "1,23,4", "12,34567", "10000000000000", "=A1*2", "@SUM(A1)", "+cmd|calc", "-A1", "(-3)",
             "<b>12</b>", "12 🎭", "--3", "1e5", "١٢", "NaN", "12\x00"],
)  # fmt: skip
def test_an_amount_that_is_not_one_is_refused_with_a_reason(text):
    with pytest.raises(Unreadable) as refusal:
        reading.amount(text)
    assert str(refusal.value).endswith(".")


@given(cents=st.integers(-(10**13), 10**13), blank=BLANKS, unit=st.sampled_from(["", " €", "\u00a0€"]))
@example(cents=0, blank=" ", unit="")
def test_every_amount_written_in_french_is_read_back(cents, blank, unit):
    value = Decimal(cents) / 100
    text = f"{abs(value):,.2f}".replace(",", blank).replace(".", ",") + unit
    assert reading.amount(f"({text})" if value < 0 else text) == value


@given(st.text(max_size=60))
def test_a_reader_understands_or_refuses_and_nothing_else(text):
    for read in (
        reading.amount,
        reading.quantity,
        reading.rate,
        reading.day,
        reading.account,
        lambda one: reading.words(one, longest=40),
    ):
        try:
            read(text)
        except Unreadable as refusal:
            assert str(refusal)


def test_an_empty_cell_is_unknown():
    assert reading.amount("  ") is None
    assert reading.quantity("\u00a0") is None
    assert reading.day("") is None


def test_a_quantity_is_never_negative():
    assert reading.quantity("2,5") == Decimal("2.5")
    with pytest.raises(Unreadable, match="négative"):
        reading.quantity("-3")


def test_a_rate_goes_from_nothing_to_everything():
    assert reading.rate("5,5 %") == Decimal("5.5")
    assert reading.rate("20") == 20
    with pytest.raises(Unreadable, match="0 à 100"):
        reading.rate("120 %")


@pytest.mark.parametrize(
    "text",
    ["31/12/2026", "31-12-26", "31.12.2026", "2026-12-31", "2026-12-31 00:00:00", "31 décembre 2026", "jeudi 31 déc. 2026"],
)
def test_a_day_is_read_with_the_day_first(text):
    assert reading.day(text) == date(2026, 12, 31)


def test_the_first_of_a_month_is_read():
    assert reading.day("1er mars 2027") == date(2027, 3, 1)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_written_in_french_is_read_back(on):
    assert reading.day(f"{on:%d/%m/%Y}") == on


def test_a_date_in_the_wrong_order_is_refused_with_the_right_one():
    with pytest.raises(Unreadable, match="31/12/2026"):
        reading.day("12/31/2026")


@pytest.mark.parametrize("text", ["31/02/2026", "45/45/2026", "demain", "12/2026", "=AUJOURDHUI()"])
def test_a_day_that_does_not_exist_is_refused(text):
    with pytest.raises(Unreadable):
        reading.day(text)


def test_a_label_keeps_its_words_on_one_line():
    assert reading.words(" Décor,\n atelier\u00a0 du Môle ", longest=200) == "Décor, atelier du Môle"
    assert reading.words("Voyages < 300 km", longest=200) == "Voyages < 300 km"


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "=1+1", "Décor 🎭", "x" * 201, "a\x00b"])
def test_a_label_is_neither_html_nor_a_formula_nor_an_emoji(text):
    with pytest.raises(Unreadable):
        reading.words(text, longest=200)


def test_an_account_is_a_number_of_the_plan_comptable():
    assert reading.account("641 1") == "6411"
    assert reading.account("") == ""
    for text in ("décor", "912345678", "0"):
        with pytest.raises(Unreadable):
            reading.account(text)


def test_a_word_of_a_list_is_read_by_its_label_its_code_or_its_first_letters():
    options = {"estime": "Estimé", "devis": "Devis", "engage": "Engagé"}
    assert [reading.one_of(text, options) for text in ("ENGAGÉ", "engage", "dev", "")] == ["engage", "engage", "devis", ""]
    for text in ("e", "payé"):
        with pytest.raises(Unreadable, match="estimé, devis, engagé"):
            reading.one_of(text, options)
