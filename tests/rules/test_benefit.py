"""The rights of intermittents and what a journey gives back, against published examples."""

from datetime import date
from decimal import Decimal

import pytest

from filage.rules.benefit import Work, allowance, hours_at
from filage.rules.engine import load_law
from filage.rules.payroll.allowances import meals, mileage, nights

D = Decimal
LAW = load_law()
END = date(2026, 12, 31)


@pytest.mark.parametrize(
    ("annex", "pay", "hours", "on", "day"),
    [
        (8, 18000, 800, date(2020, 1, 1), "63.57"),
        (8, 18000, 800, date(2025, 1, 1), "64.79"),
        (8, 22716, 690, date(2026, 1, 1), "65.41"),
        (10, 0, 0, date(2026, 1, 1), "44"),
        (8, 0, 0, date(2026, 1, 1), "38"),
        (10, 900_000, 507, date(2026, 1, 1), "174.8"),
    ],
)
def test_the_allowance_is_that_of_the_published_examples_floors_and_ceiling(annex, pay, hours, on, day):
    assert allowance(LAW, annex, D(pay), D(hours), on).day.value == D(day)


def month(number, **more):
    return Work(date(2026, number, 1), date(2026, number, 28), **more)


def test_a_cachet_is_twelve_hours_and_a_month_holds_28_of_them():
    found = hours_at(LAW, 10, [month(1, cachets=10), month(2, cachets=30)], END)
    assert (found.hours, found.missing, found.caps) == (456, 51, ["2026-02 : 28 cachets"])


def test_a_technician_counts_208_hours_a_month_and_250_with_several_employers():
    assert hours_at(LAW, 8, [month(1, hours=D(260))], END).hours == 208
    assert hours_at(LAW, 8, [month(1, hours=D(260))], END, several=True).hours == 250


def test_teaching_counts_70_hours_and_120_from_fifty():
    works = [month(1, hours=D(130), teaching=True)]
    assert hours_at(LAW, 10, works, END).hours == 70
    assert hours_at(LAW, 10, works, END, over_50=True).hours == 120


def test_teaching_and_training_together_count_338_hours():
    works = [month(1, hours=D(100), teaching=True), month(3, hours=D(300), training=True)]
    found = hours_at(LAW, 10, works, END)
    assert (found.hours, found.caps) == (338, ["enseignement : 70 heures", "enseignement et formation : 338 heures"])
    assert hours_at(LAW, 10, works[1:], END).hours == 300


def test_what_is_older_than_twelve_months_is_forgotten():
    works = [Work(date(2025, 1, 1), date(2025, 1, 10), hours=D(100)), Work(date(2025, 12, 29), date(2026, 1, 3), hours=D(60))]
    assert hours_at(LAW, 8, works, END).hours == 30  # three of its six days are within the year


def test_the_day_the_threshold_is_reached_is_the_end_of_its_contract():
    works = [month(1, cachets=28), month(2, cachets=14), month(3, cachets=1)]
    found = hours_at(LAW, 10, works, END)
    assert (found.hours, found.missing, found.reached_on) == (516, 0, date(2026, 3, 28))


def test_a_meal_paid_above_the_limit_enters_the_pay():
    found = meals(LAW, "1285", 2, date(2026, 5, 1), D(50))
    assert (found.owed.value, found.exempt.value, found.taxed.value) == (D("42.80"), D("42.80"), D("7.20"))


def test_a_night_has_two_zones_and_what_the_agreement_owes_is_unknown_since_2024():
    ours, paris = (nights(LAW, "1285", 1, date(2026, 5, 1), paris=zone, paid=D(90)) for zone in (False, True))
    assert (ours.exempt.value, paris.exempt.value) == (D("56.80"), D("76.60"))
    assert ours.owed.value is None and nights(LAW, "1285", 1, date(2024, 5, 1), paris=False).owed.value == D("72.50")


@pytest.mark.parametrize(
    ("km", "cv", "limit"),
    [(4000, 3, "2116.00"), (5000, 5, "3180.00"), (12000, 5, "5679.00"), (25000, 4, "10175.00"), (6000, 9, "3879.00")],
)
def test_the_mileage_scale_has_three_slices_of_the_year(km, cv, limit):
    assert mileage(LAW, D(km), cv, date(2026, 5, 1)).exempt.value == D(limit)


def test_the_limits_are_lower_from_the_fourth_month_at_one_place():
    on = date(2025, 6, 1)  # the published amounts of 2025
    assert meals(LAW, "1285", 1, on, D(50), month=4).exempt.value == D("17.90")
    assert nights(LAW, "1285", 1, on, paris=True, paid=D(99), month=24).exempt.value == D("64.30")
    assert nights(LAW, "1285", 1, on, paris=False, paid=D(99), month=4).exempt.value == D("47.70")
    assert meals(LAW, "1285", 1, on, D(50), month=3).exempt.value == D("21.10")
    assert meals(LAW, "1285", 1, on, D(50), month=25).exempt.value is None
