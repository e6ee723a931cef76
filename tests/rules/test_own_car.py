"""Kilometres in one's own car: what one journey adds to the scale of the year, from the official table."""

from datetime import date
from decimal import Decimal

import pytest

from filage.rules.engine import load_law
from filage.rules.payroll.allowances import journey_by_car

LAW, ON = load_law(), date(2026, 10, 3)


def worth(km, cv, *, before="0", electric=False):
    return journey_by_car(LAW, Decimal(km), cv, ON, before=Decimal(before), electric=electric).known()


@pytest.mark.parametrize(
    ("km", "cv", "expected"),  # the official table: d × 0,606 ; (d × 0,357) + 1 395 ; d × 0,470
    [
        ("100", 4, "60.60"),
        ("5000", 5, "3180.00"),
        ("6000", 5, "3537.00"),
        ("30000", 7, "14100.00"),
        ("100", 12, "69.70"),
        ("100", 2, "52.90"),
    ],
)
def test_the_scale_of_the_year(km, cv, expected):
    assert worth(km, cv) == Decimal(expected)


def test_a_journey_is_worth_what_it_adds_to_the_year():
    # 5 CV: 5 000 km are 3 180 €; 6 000 km are 6 000 × 0,357 + 1 395 = 3 537 €
    assert worth("1000", 5, before="5000") == Decimal("357.00")
    # and 20 000 km are 8 535 €, 30 000 km are 30 000 × 0,427 = 12 810 €
    assert worth("10000", 5, before="20000") == Decimal("4275.00")


def test_an_electric_car_is_worth_a_fifth_more():
    assert worth("100", 4, electric=True) == Decimal("72.72")  # 60,60 × 1,20
