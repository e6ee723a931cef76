"""The page of a deal: the terms its kind has, typed after seeing what they move, by who may edit."""

from datetime import date
from decimal import Decimal

import pytest

from filage.core.models import Membership, Organisation, User
from filage.productions.models import Deal

FIELDS = {
    "cession": {"base_price", "coefficients", "deposit_rate", "deposit_on"},
    "corealisation": {"producer_share", "sharing_base", "guarantee", "guarantee_for", "tax_rate", "rights_rate"},
    "coproduction": {"base_price", "form", "producer_share", "partner_share"},
}


@pytest.fixture
def deal(marees):
    """Return a deal of 2 500 € with a theatre, for one date."""
    made = marees.deal(2500, partner=marees.partner("Le Môle"), coefficients=["1", "0.85"])
    marees.play(date(2027, 3, 12), marees.venue("Théâtre du Môle"), made)
    return made


def login(client, organisation, role="production"):
    user = User.objects.create_user(f"{role}@exemple.fr", name=role)
    Membership.objects.create(user=user, organisation=organisation, role=role)
    client.force_login(user)


def address(deal):
    return f"/spectacles/estran/conditions/{deal.pk}/"


def typed(deal, **changed):
    terms = {
        "partner": deal.partner_id,
        "kind": deal.kind,
        "base_price": "2500",
        "coefficients": "1 ; 0,85",
        "payment_days": "30",
    }
    return terms | changed


@pytest.mark.parametrize("kind", FIELDS)
def test_the_page_asks_the_terms_of_the_kind_of_contract(client, marees, deal, kind):
    login(client, marees.organisation)
    Deal.objects.within(marees.organisation).update(kind=kind)
    page = client.get(address(deal)).content.decode()
    others = set().union(*FIELDS.values()) - FIELDS[kind]
    assert all(f'id="id_{name}"' in page for name in FIELDS[kind])
    assert not any(f'id="id_{name}"' in page for name in others)


def test_new_terms_are_seen_before_they_are_kept(client, marees, deal):
    login(client, marees.organisation)
    assert 'value="1 ; 0,85"' in client.get(address(deal)).content.decode()
    seen = client.post(address(deal), typed(deal, base_price="2 900,00", voir="1"))
    assert seen.status_code in (200, 422) and "Marge des dates fermes" in seen.content.decode()
    assert Deal.objects.within(marees.organisation).get().base_price == 2500
    kept = client.post(address(deal), typed(deal, base_price="2 900,00", coefficients="1 ; 0,8 ; 0,75", deposit_rate="30"))
    assert kept.status_code == 302
    found = Deal.objects.within(marees.organisation).get()
    assert (found.base_price, found.coefficients, found.deposit_rate) == (2900, ["1", "0.8", "0.75"], Decimal(30))


@pytest.mark.parametrize("series", ["1 ; 1,2", "un", "-1"])
def test_a_series_that_makes_no_sense_is_refused_where_it_was_typed(client, marees, deal, series):
    login(client, marees.organisation)
    assert client.post(address(deal), typed(deal, coefficients=series)).status_code == 422


def test_somebody_from_elsewhere_and_a_guest_change_nothing(client, marees, deal):
    login(client, marees.organisation, role="invite")
    assert client.get(address(deal)).status_code == 403
    login(client, Organisation.objects.create(name="Ailleurs", slug="ailleurs"))
    assert client.post(address(deal), typed(deal, base_price="1")).status_code == 404
    assert Deal.objects.within(marees.organisation).get().base_price == 2500


def test_the_list_and_the_date_lead_to_the_contract_and_it_leads_to_the_terms(client, marees, deal):
    login(client, marees.organisation)
    (played,) = deal.performances.all()
    for page in ("/spectacles/estran/contrats/", f"/dates/{played.pk}/"):
        assert f'href="{address(deal)}contrat/"' in client.get(page).content.decode()
    assert f'href="{address(deal)}"' in client.get(f"{address(deal)}contrat/").content.decode()
