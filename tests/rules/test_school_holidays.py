"""School holidays by zone: the days of the published calendars, and what is not published is unknown."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from filage.rules.engine.parameters import CONFIDENCES
from filage.rules.planning.school import ZONES, area_of, area_text, own_academies, school_holidays, school_years, zone_of


@pytest.mark.parametrize(
    ("on", "zone", "name"),
    [  # published calendars: the first Saturday, the eve of the return
        (date(2025, 10, 18), "C", "vacances de la Toussaint"),
        (date(2026, 2, 7), "A", "vacances d’hiver"),
        (date(2026, 3, 1), "B", "vacances d’hiver"),
        (date(2026, 5, 3), "C", "vacances de printemps"),
        (date(2027, 2, 6), "C", "vacances d’hiver"),
        (date(2027, 4, 25), "A", "vacances de printemps"),
        (date(2027, 5, 7), "B", "pont de l’Ascension"),
        (date(2027, 7, 14), "A", "vacances d’été"),
    ],
)
def test_a_day_of_holiday_is_named(on, zone, name):
    found = school_holidays(on, zone)
    assert found.is_known and found.holiday is not None
    assert found.holiday.label == name


@pytest.mark.parametrize(
    ("on", "zone"), [(date(2026, 2, 6), "A"), (date(2026, 2, 23), "A"), (date(2027, 2, 6), "A"), (date(2026, 11, 2), "B")]
)
def test_the_eve_the_return_and_the_holiday_of_another_zone_are_days_of_class(on, zone):
    found = school_holidays(on, zone)
    assert found.is_known and found.holiday is None


def test_a_year_without_calendar_is_unknown_and_not_a_day_of_class():
    assert not school_holidays(date(2029, 2, 14), "B").is_known
    assert not school_holidays(date(2019, 2, 14), "B").is_known


def test_a_zone_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="A, B ou C"):
        school_holidays(date(2026, 2, 14), "D")


@pytest.mark.parametrize(
    ("code", "zone"),
    [
        ("31000", "C"),
        ("69001", "A"),
        ("13 001", "B"),
        ("75011", "C"),
        ("01000", "A"),
        ("20000", None),
        ("97400", None),
        ("", None),
        ("1000", None),
    ],
)
def test_the_zone_of_a_place_follows_its_postal_code(code, zone):
    assert zone_of(code) == zone


def test_the_ninety_four_departments_of_the_mainland_have_one_zone_each():
    mainland = [f"{number:02}" for number in range(1, 96) if number != 20]
    assert len(mainland) == 94
    assert {zone_of(f"{department}000") for department in mainland} == set(ZONES)


def test_every_year_is_sourced_whole_and_its_holidays_do_not_overlap_in_a_zone():
    for before, after in pairwise(school_years()):
        assert after.first - before.last == timedelta(days=1)
    for year in school_years():
        assert year.source and year.url and year.confidence in CONFIDENCES
        for zone in ZONES:
            held = [one for one in year.holidays if zone in one.zones]
            assert [one.name for one in held] == ["Toussaint", "Noël", "hiver", "printemps", "pont de l’Ascension", "été"]
            assert all(year.first <= one.first <= one.last <= year.last for one in held)
            assert all(one.last < other.first for one, other in pairwise(held))
            assert all(one.first.weekday() == 5 for one in held[:4])  # they begin after class on a Saturday


@pytest.mark.parametrize(
    ("code", "area"),
    [("20000", "Corse"), ("97400", "La Réunion"), ("97110", "Guadeloupe"), ("97600", "Mayotte"), ("69001", "A"), ("1000", None)],
)
def test_the_area_of_a_place_is_its_zone_or_its_academie(code, area):
    assert area_of(code) == area


@pytest.mark.parametrize(
    ("on", "area", "name"),
    [  # calendars of the académies: the day of departure is a day of class until the evening, but for a Saturday
        (date(2025, 12, 19), "La Réunion", ""),
        (date(2026, 1, 20), "La Réunion", "vacances d’été austral"),
        (date(2026, 1, 21), "La Réunion", ""),
        (date(2026, 2, 14), "Corse", "vacances d’hiver"),
        (date(2026, 3, 2), "Corse", ""),
        (date(2025, 12, 8), "Corse", "8 décembre"),
    ],
)
def test_an_academie_that_decides_its_own_calendar_is_read_in_it(on, area, name):
    found = school_holidays(on, area)
    assert found.is_known and (found.holiday.label if found.holiday else "") == name


def test_an_academie_whose_calendar_was_not_found_is_unknown():
    assert not school_holidays(date(2026, 12, 24), "Guadeloupe").is_known
    assert not school_holidays(date(2026, 12, 24), "Corse").is_known
    assert area_text("Corse") == "académie de Corse" and area_text("A") == "zone A"


def test_every_calendar_of_an_academie_is_sourced_and_in_order():
    for years in own_academies().values():
        for year in years:
            assert year.source and year.url and year.confidence in CONFIDENCES
            for before, after in pairwise(year.holidays):
                assert year.first <= before.first <= before.last < after.first <= after.last <= year.last
