"""Identity numbers, bank holidays and working time read as the published examples say."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from filage.rules import identity, working_time
from filage.rules.checks import Due, Reach, due, reach
from filage.rules.engine import load_law
from filage.rules.engine.parameters import CONFIDENCES
from filage.rules.funding.base import Charges, Excess, excess
from filage.rules.funding.catalogue import known_aids
from filage.rules.planning.bank_holidays import bank_holiday, bank_holiday_at, territories
from filage.rules.working_time import Service


@pytest.mark.parametrize("number", ["73282932000074", "732 829 320 00074", "35600000000048"])  # python-stdnum; La Poste
def test_a_real_siret_has_no_fault(number):
    assert identity.siret_fault(number) == ""


@pytest.mark.parametrize("number", ["73282932000079", "7328293200007", "7328293200007A", ""])
def test_a_siret_that_cannot_exist_says_why(number):
    assert identity.siret_fault(number)


@pytest.mark.parametrize(("number", "fault"), [("FR40303265045", ""), ("FR 83 404 833 048", ""), ("FR84404833048", "83")])
def test_a_french_vat_number_has_the_key_of_its_siren(number, fault):  # numbers of the European and python-stdnum examples
    assert fault in identity.vat_number_fault(number) and bool(fault) == bool(identity.vat_number_fault(number))


REAL = [
    "BE0403019261",
    "DE136695976",
    "LU15027442",
    "IT00743110157",
    "ESB58378431",
    "NL004495445B01",
    "ATU13585627",
    "EL094259216",
    "CHE-107.787.577 MWST",
]  # examples of python-stdnum


@pytest.mark.parametrize("number", REAL)
def test_a_real_foreign_vat_number_has_no_fault_and_one_digit_changed_has_one(number):
    assert identity.vat_number_fault(number) == ""
    place = next(rank for rank in range(len(number) - 4, 0, -1) if number[rank].isdigit())
    changed = number[:place] + str((int(number[place]) + 1) % 10) + number[place + 1 :]
    assert identity.vat_number_fault(changed) == "sa clé de contrôle est fausse"


@pytest.mark.parametrize(("number", "country", "fault"), [
    ("BE0403", "BE", "il s’écrit BE et 10 chiffres"),
    ("DE136695976", "BE", "il commence par BE"),
    ("0403019261", "BE", "il commence par BE"),
    ("GR094259216", "GR", "il commence par EL"),
    ("CHE107787577", "CH", ""),
    ("CHE10778757", "CH", "il s’écrit CHE et 9 chiffres, suivis de TVA, MWST ou IVA sur une facture"),
    ("FR40303265045", "MC", ""),
    ("12-3456789", "US", ""),  # no form known: nothing is said
    ("IE6433435", "IE", "il s’écrit IE et 8 ou 9 signes"),
])  # fmt: skip
def test_a_vat_number_has_the_prefix_and_the_form_of_its_country(number, country, fault):
    assert identity.vat_number_fault(number, country=country) == fault


def test_the_official_example_of_a_recepisse_has_its_two_forms():  # plus.transformation.gouv.fr
    assert identity.is_current_recepisse("PLATESV-D-2019-001172") and identity.is_current_recepisse("L-D-19-1172")
    assert not identity.is_current_recepisse("2-1068432")


@pytest.mark.parametrize(("day", "name"), [
    (date(2026, 4, 6), "lundi de Pâques"),
    (date(2026, 5, 14), "Ascension"),
    (date(2026, 5, 25), "lundi de Pentecôte"),
    (date(2027, 3, 29), "lundi de Pâques"),
    (date(2027, 5, 1), "1er mai"),
    (date(2027, 3, 28), ""),
])  # fmt: skip
def test_bank_holidays_are_those_of_the_calendar(day, name):
    assert bank_holiday(day) == name


@pytest.mark.parametrize(("day", "postal_code", "word"), [
    (date(2027, 3, 26), "67000", "Vendredi saint"),  # art. L3134-13: Easter is 28 March 2027
    (date(2027, 12, 26), "57000", "26 décembre"),
    (date(2027, 12, 26), "68100", "26 décembre"),
    (date(2027, 12, 26), "54000", ""),
    (date(2027, 3, 26), "75011", ""),
    (date(2027, 5, 27), "97110", "abolition"),  # art. L3422-2
    (date(2027, 5, 22), "97200", "abolition"),
    (date(2027, 6, 10), "97300", "abolition"),
    (date(2027, 12, 20), "97400", "abolition"),
    (date(2027, 4, 27), "97600", "abolition"),
    (date(2027, 10, 9), "97133", "abolition"),
    (date(2027, 5, 27), "97133", ""),  # Saint-Barthélemy shares the first figures of Guadeloupe, not its day
    (date(2027, 5, 28), "97150", "à vérifier"),  # the code and the préfecture disagree
    (date(2027, 5, 22), "97400", ""),
    (date(2027, 7, 14), "97400", "14 juillet"),
    (date(2027, 5, 1), "", "1er mai"),
    (date(2027, 7, 14), "98800", ""),  # another code du travail
])  # fmt: skip
def test_a_part_of_the_country_has_holidays_of_its_own(day, postal_code, word):
    found = bank_holiday_at(day, postal_code)
    assert bool(found) == bool(word) and word in found


def test_no_french_holiday_is_told_abroad():
    assert bank_holiday_at(date(2027, 7, 14), "1000", "BE") == ""


def test_each_part_of_the_country_says_where_its_days_were_read():
    for one in territories():
        assert one.source and one.url.startswith("https://") and one.confidence in CONFIDENCES
        assert one.fixed or one.after_easter


def services(*hours):
    """Return services of one day and the next: (day, start hour, end hour)."""
    first = datetime(2027, 1, 11)
    return [
        Service(rank, first + timedelta(days=day, hours=start), first + timedelta(days=day, hours=end))
        for rank, (day, start, end) in enumerate(hours)
    ]


def test_a_service_that_ends_after_midnight_belongs_to_its_first_day():
    limits = working_time.limits_of(load_law(), date(2027, 1, 11))
    late, early = services((0, 20, 25), (1, 11, 13))
    (rest,) = working_time.short_rests([early, late], limits)
    assert rest.length == timedelta(hours=10) and working_time.works_at_night(late)
    assert list(working_time.long_spans([early, late], limits)) == []


def test_two_services_that_share_an_hour_count_it_once():
    limits = working_time.limits_of(load_law(), date(2027, 1, 11))
    assert list(working_time.long_days(services((0, 9, 15), (0, 13, 19)), limits)) == []
    assert len(list(working_time.overlaps(services((0, 9, 15), (0, 13, 19), (0, 19, 20))))) == 1


@pytest.mark.parametrize(
    ("amount", "where"), [("89.99", Reach.UNDER), ("90", Reach.NEAR), ("100", Reach.NEAR), ("100.01", Reach.PASSED)]
)
def test_a_bound_is_near_from_nine_tenths_and_passed_beyond(amount, where):
    assert reach(Decimal(amount), Decimal(100)) is where


@pytest.mark.parametrize(
    ("left", "told"), [(61, Due.FAR), (60, Due.FIRST), (16, Due.FIRST), (15, Due.LAST), (0, Due.LAST), (-1, Due.LATE)]
)
def test_a_duty_is_told_sixty_then_fifteen_days_ahead_then_late(left, told):
    today = date(2026, 11, 2)
    assert due(today + timedelta(days=left), today) is told


def test_an_eligible_base_counts_neither_depreciation_nor_volunteers():
    charges = Charges(Decimal(100), depreciation=Decimal(10), voluntary=Decimal(20))
    found = [excess(Decimal(base), charges) for base in (100, 110, 130, 131)]
    assert found == [None, Excess.DEPRECIATION, Excess.VOLUNTARY, Excess.BEYOND]


def test_the_catalogue_of_aids_names_only_aids_it_holds():
    held = known_aids()
    assert len(held) == 53 and all(code in held for aid in held.values() for code in aid.excludes)
