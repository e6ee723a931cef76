"""The landing of pay: paid months replace their estimate, the months to come keep it."""

from datetime import date
from decimal import Decimal

from filage.rules.budgeting.landing import landing
from filage.rules.budgeting.lines import PlainLine
from filage.rules.engine import given, unknown


def line(amount, month, stage="computed", origin="engagement:a"):
    value = unknown("Brut") if amount is None else given(Decimal(amount), "Brut")
    on = month and date(2027, month, 9)
    return PlainLine(key=f"{origin}{month}{stage}", origin=origin, label="Jeu", side="expense", amount=value, stage=stage, on=on)


def test_a_paid_month_takes_the_place_of_its_estimate_even_when_it_costs_less():
    foreseen = [line(700, 3), line(300, 3), line(500, 4)]
    assert landing(foreseen, [line(900, 3, "paid")]) == 1400


def test_each_origin_closes_its_own_months():
    foreseen = [line(700, 3), line(700, 3, origin="engagement:b")]
    assert landing(foreseen, [line(650, 3, "paid")]) == 1350


def test_what_has_no_day_or_no_amount_is_neither_closed_nor_invented():
    assert landing([line(200, None), line(None, 5)], [line(100, 3, "paid"), line(90, 4, "committed")]) == 300
