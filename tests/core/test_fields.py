"""Money is exact on both databases: what is stored, asked and added up is a Decimal to the cent."""

from decimal import Decimal

import pytest
from django.core.exceptions import FieldError, ValidationError
from django.db.models import Sum
from hypothesis import given
from hypothesis import strategies as st

from filage.core import data_folder, sealing
from filage.core.fields import MoneyField, RateField
from filage.productions.models import Deal, Person


@pytest.fixture
def deals(show):
    return [
        Deal.objects.create(organisation=show.organisation, production=show, base_price=Decimal(price))
        for price in ("1.10", "1.10", "1.10")
    ]


def test_three_times_one_euro_ten_is_three_euros_thirty(show, deals):
    total = Deal.objects.within(show.organisation).aggregate(total=Sum("base_price"))["total"]
    assert total == Decimal("3.30")
    assert isinstance(total, Decimal)
    deals[0].base_price = total
    deals[0].save()
    assert Deal.objects.within(show.organisation).filter(base_price=Decimal("3.30")).count() == 1
    assert Deal.objects.within(show.organisation).filter(base_price__gte=Decimal("1.10"), base_price__lt="3.30").count() == 2


def test_a_rate_keeps_four_decimals(show):
    deal = Deal.objects.create(organisation=show.organisation, production=show, vat_rate=Decimal("5.5"))
    deal.refresh_from_db()
    assert str(deal.vat_rate) == "5.5000"


@pytest.mark.parametrize("value", [1.1, float("inf"), True, "douze", "NaN", "-Infinity", "3.301", Decimal("1e12"), "9" * 30])
def test_what_is_not_an_exact_sum_of_money_is_refused(value):
    with pytest.raises(ValidationError):
        MoneyField().to_python(value)


@pytest.mark.parametrize(("value", "kept"), [("3,30", "3.30"), (12, "12.00"), ("-0", "0.00"), (Decimal("2E+1"), "20.00")])
def test_a_sum_of_money_is_kept_in_the_scale_of_the_field(value, kept):
    assert str(MoneyField().to_python(value)) == kept


@given(st.decimals(min_value="-999999999999", max_value="999999999999", places=2))
def test_every_sum_of_money_comes_back_from_the_database_as_it_went(amount):
    field = MoneyField()
    stored = field.get_prep_value(amount)
    assert -(2**63) <= stored < 2**63
    assert str(field.from_db_value(stored, None, None)) == str(amount + 0)


def test_a_new_object_already_holds_decimals():
    assert str(RateField(default=1).get_default()) == "1.0000"


def test_a_sealed_field_is_read_with_the_key_and_shows_nothing_of_itself(show):
    person = Person.objects.create(organisation=show.organisation, name="Inès", nir="2 85 05 78 006 084 36")
    person.refresh_from_db()
    assert person.nir == "2 85 05 78 006 084 36"
    assert repr(person.nir) == "'•••'"
    assert (data_folder.folder() / "cle").stat().st_mode & 0o777 == 0o600


def test_without_its_key_a_sealed_field_says_so_and_survives_a_save(show, monkeypatch, tmp_path):
    person = Person.objects.create(organisation=show.organisation, name="Inès", iban="FR76 3000 6000 0112 3456 7890 189")
    key = data_folder.sealing_keys(create=False)
    monkeypatch.setenv("FILAGE_DATA", str(tmp_path))
    person.refresh_from_db()
    assert person.iban == "scellé, clé absente"
    person.save()
    monkeypatch.setenv("FILAGE_CLE", key[0])
    person.refresh_from_db()
    assert person.iban == "FR76 3000 6000 0112 3456 7890 189"


def test_a_new_key_is_put_before_the_old_one_which_still_reads(monkeypatch):
    old, new = "wTKxcmHGkNVZ9qpHxUXYGf2zrDXkYpbHtJXvG5yNV3c=", "4p4EGTCmwUoTpL4eOB9CrzYRKXbxCTdMkXDD1yKUnsQ="
    monkeypatch.setenv("FILAGE_CLE", old)
    sealed = sealing.seal("secret")
    monkeypatch.setenv("FILAGE_CLE", f"{new},{old}")
    assert sealing.read(sealed) == "secret"
    monkeypatch.setenv("FILAGE_CLE", new)
    assert sealing.read(sealed) == sealing.ABSENT


def test_a_secret_is_never_searched(show):
    with pytest.raises(FieldError, match="scellé"):
        Person.objects.within(show.organisation).filter(nir="2").exists()
    assert not Person.objects.within(show.organisation).filter(nir__isnull=True).exists()
