"""The doors: the first link, the login, the choice of an organisation, the look, and the pages that say no."""

import pytest
from django.urls import reverse

from filage.core.enums import Role
from filage.core.links import first_run
from filage.core.models import Membership


def test_the_first_link_opens_filage_once(client, company):
    address = reverse("web:enter", args=[first_run.token_for(company.ana)])
    assert client.get(address, REMOTE_ADDR="127.0.0.1").url == "/"
    assert client.get("/").status_code == 200
    client.logout()
    again = client.get(address, REMOTE_ADDR="127.0.0.1")
    assert again.status_code == 410
    assert "Ce lien n’ouvre plus" in again.content.decode()


def test_the_login_page_is_ours_and_speaks_french(client, company):
    company.ana.set_password("une phrase assez longue")
    company.ana.save()
    page = client.get(reverse("account_login")).content.decode()
    assert "Entrer dans Filage" in page
    wrong = client.post(reverse("account_login"), {"login": "ana@exemple.fr", "password": "non"})
    assert 'role="alert"' in wrong.content.decode()
    right = client.post(reverse("account_login"), {"login": "ana@exemple.fr", "password": "une phrase assez longue"})
    assert right.url == "/"


@pytest.mark.parametrize("name", ["account_reset_password", "account_change_password", "mfa_index", "account_logout"])
def test_the_account_pages_wear_our_theme(client, company, name):
    client.force_login(company.ana)
    page = client.get(reverse(name), follow=True).content.decode()
    assert 'class="house"' in page
    assert "dist/filage.css" in page


def test_one_changes_organisation_only_for_one_of_hers(client, company):
    Membership.objects.create(user=company.ana, organisation=company.elsewhere, role=Role.PRODUCTION)
    client.force_login(company.ana)
    client.post(reverse("web:choose_organisation", args=["compagnie-des-marees"]))
    assert client.get("/").context["shell"].organisation == company.organisation
    client.force_login(company.karim)
    assert client.post(reverse("web:choose_organisation", args=["bureau-ailleurs"])).status_code == 404


def test_the_look_is_kept_and_only_a_known_one(client, company):
    client.force_login(company.ana)
    client.post(reverse("web:appearance"), {"theme": "dark"})
    assert 'data-theme="dark"' in client.get("/").content.decode()
    client.post(reverse("web:appearance"), {"theme": '"><script>'})
    assert "data-theme" not in client.get("/").content.decode()


def test_the_look_never_leads_to_another_site(client, company):
    client.force_login(company.ana)
    answer = client.post(reverse("web:appearance"), {"theme": "dark"}, headers={"Referer": "https://ailleurs.example/"})
    assert answer.url == "/"


def test_what_is_not_there_says_so_in_french(client, company):
    client.force_login(company.ana)
    page = client.get("/nulle-part/")
    assert page.status_code == 404
    assert "Cette page n’est pas au répertoire" in page.content.decode()


def test_a_breakdown_says_so_in_french_and_shows_nothing_of_it(client, season, monkeypatch):
    def broken(*_, **__):
        raise RuntimeError("un détail secret")

    monkeypatch.setattr("filage.web.pages.shows.page", broken)
    client.force_login(season.ana)
    client.raise_request_exception = False
    page = client.get("/spectacles/")
    assert page.status_code == 500
    assert "Noir plateau" in page.content.decode()
    assert "secret" not in page.content.decode()


def test_the_menu_marks_where_one_is_and_how_much_blocks(client, season):
    client.force_login(season.ana)
    page = client.get("/controles/").content.decode()
    assert 'href="/controles/" aria-current="page">Contrôles<span class="cnt">2<span class="sr"> bloquants' in page


def test_pages_allow_no_script_but_ours(client, season):
    client.force_login(season.ana)
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
