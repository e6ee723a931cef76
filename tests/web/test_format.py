"""How French is written on a screen; expected values are those of the style pages of the mock-ups and of common usage."""

from datetime import date, time
from decimal import Decimal

import pytest

from filage.web import format as french


def plain(text):
    """Return a text with plain spaces, to compare words."""
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("given", "written"),
    [
        (french.money(Decimal("1234.56")), "1 234,56 €"),
        (french.money(Decimal("-590")), "−590,00 €"),
        (french.money(Decimal("250"), signed=True), "+250,00 €"),
        (french.money(Decimal("78400"), 0), "78 400 €"),
        (french.money(Decimal("2.675")), "2,68 €"),
        (french.number(Decimal("1.5500")), "1,55"),
        (french.number(20), "20"),
        (french.percent(Decimal("5.50")), "5,5 %"),
        (french.day(date(2027, 4, 16)), "ven. 16 avr."),
        (french.day(date(2026, 12, 1)), "mar. 1er déc."),
        (french.day_long(date(2026, 11, 21)), "samedi 21 novembre 2026"),
        (french.hour(time(9)), "9 h"),
        (french.hour(time(20, 30)), "20 h 30"),
        (french.period(date(2026, 11, 21), date(2026, 11, 27)), "du 21 au 27 novembre"),
        (french.period(date(2026, 11, 28), date(2026, 12, 4)), "du 28 novembre au 4 décembre"),
        (french.period(date(2026, 12, 28), date(2027, 1, 3)), "du 28 décembre 2026 au 3 janvier 2027"),
        (french.distance(date(2026, 11, 26), date(2026, 11, 21)), "J−5"),
        (french.distance(date(2026, 11, 21), date(2026, 11, 21)), "aujourd’hui"),
        (french.distance(date(2026, 9, 12), date(2026, 11, 21)), "70 jours de retard"),
        (french.count(1, "date", words=True, feminine=True), "une date"),
        (french.count(2, "constat", words=True), "deux constats"),
        (french.count(0, "date"), "0 date"),
        (french.size(1_400_000), "1,4 Mo"),
        (french.size(830), "830 o"),
    ],
)
def test_french_is_written_as_the_mock_ups_do(given, written):
    assert plain(given) == written


def test_thousands_and_units_never_part_at_the_end_of_a_line():
    assert french.money(Decimal("1234.56")) == "1\u00a0234,56\u00a0€"
