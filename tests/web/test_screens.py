"""Each screen in three sentences: what it shows, that it hides what is elsewhere, that rows cost it no query."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.web.conftest import keep_rows

SCREENS = [
    "/",
    "/spectacles/",
    "/spectacles/l-estran/",
    "/spectacles/l-estran/contrats/",
    "/spectacles/l-estran/organisation/",
    "/spectacles/l-estran/promotion/",
    "/controles/",
    "/controles/?depuis=hier",
    "/controles/ecartes/",
    "/controles/catalogue/",
    "/documents/",
    "/baremes/",
    "/chercher/?q=estran",
    "/composants/",
]
MOST_QUERIES = 20


@pytest.mark.parametrize("address", SCREENS)
def test_a_member_reads_every_screen(client, season, address):
    client.force_login(season.ana)
    page = client.get(address)
    assert page.status_code == 200
    assert "<h1" in page.content.decode()


@pytest.mark.parametrize("address", [address for address in SCREENS if address != "/composants/"])
def test_somebody_from_elsewhere_reads_nothing_of_it(client, season, address):
    client.force_login(season.lou)
    page = client.get(address)
    if "l-estran" in address:
        assert page.status_code == 404
    text = page.content.decode()
    assert "Estran" not in text.replace("estran", "")
    assert "Petites vagues" not in text


@pytest.mark.parametrize("address", SCREENS)
def test_whoever_has_no_account_is_led_to_the_door(client, season, address):
    answer = client.get(address)
    assert (answer.status_code, answer.url.split("?")[0]) == (302, reverse("account_login"))


@pytest.mark.parametrize("address", SCREENS)
def test_the_number_of_queries_is_small_and_flat(client, season, address):
    client.force_login(season.ana)
    client.get(address)
    few = _queries(client, address)
    keep_rows(season, copies=15)
    many = _queries(client, address)
    assert few == many <= MOST_QUERIES


@pytest.mark.parametrize("address", ["/", "/spectacles/", "/controles/", "/documents/", "/chercher/?q=vagues"])
def test_a_role_on_one_spectacle_shows_that_spectacle_only(client, season, address):
    client.force_login(season.karim)
    assert "Petites vagues" not in client.get(address).content.decode()
    assert client.get("/spectacles/petites-vagues/").status_code == 404


def test_today_says_what_cannot_wait_in_sentences(client, season):
    client.force_login(season.ana)
    page = client.get("/").content.decode().replace("\u00a0", " ")
    assert "<b>Deux échéances</b> d’ici à" in page
    assert "<b>Deux constats</b> retiennent un acte." in page
    assert "touche <b>−14 610,00 €</b> fin mars 2027" in page
    assert "Relancer la Région pour L’Estran" in page


def test_a_project_shows_its_figures_and_says_what_is_unknown(client, season):
    client.force_login(season.ana)
    page = client.get("/spectacles/l-estran/").content.decode().replace("\u00a0", " ")
    assert "78 400 €" in page
    assert "<span>inconnu</span>" in page
    assert 'aria-current="page">Budget &amp; ressources' in page


def test_controls_are_read_by_severity_and_by_spectacle(client, season):
    client.force_login(season.ana)
    everything = client.get("/controles/").context["page"]
    assert [(heap.code, len(heap.findings)) for heap in everything.heaps] == [("bloquant", 2), ("inconnu", 2)]
    some = client.get("/controles/?gravite=inconnu&spectacle=l-estran").context["page"]
    assert [(heap.code, len(heap.findings)) for heap in some.heaps] == [("inconnu", 1)]
    assert some.total == 4


def test_rates_answer_on_a_day_with_source_and_confidence(client, season):
    client.force_login(season.ana)
    page = client.get("/baremes/?q=TVA&le=2026-11-21").content.decode()
    assert "officielle" in page or "deux sources" in page
    assert "21\u00a0novembre\u00a02026" in page
    assert client.get("/baremes/?le=hier").status_code == 200
    assert '<details class="fold" open>' in page and '<details class="fold" open>' not in client.get("/baremes/").content.decode()


def test_search_finds_without_accents_and_gives_htmx_the_hits_alone(client, season):
    client.force_login(season.ana)
    assert "L’Estran" in client.get("/chercher/?q=THEATRE estran").content.decode()
    fragment = client.get("/chercher/?q=estran", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in fragment
    assert 'href="/spectacles/l-estran/"' in fragment


def test_every_empty_page_says_the_next_gesture(client, company):
    client.force_login(company.ana)
    for address in ("/", "/spectacles/", "/controles/", "/documents/", "/chercher/?q=rien"):
        assert 'class="empty"' in client.get(address).content.decode(), address


def _queries(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)
