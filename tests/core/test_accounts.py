"""Who enters Filage, and where."""

import pytest


def test_an_account_is_known_by_its_address_whatever_its_capitals(company):
    assert company.ana.email == "ana@exemple.fr"
    assert str(company.ana) == "Ana"


def test_nobody_opens_an_account_alone(client, company):
    page = client.get("/compte/signup/")
    assert "signup_closed" in page.templates[0].name


@pytest.mark.django_db
def test_a_stranger_is_sent_to_the_door(client):
    page = client.get("/compte/2fa/")
    assert page.status_code == 302
    assert page["Location"].startswith("/compte/login/")
