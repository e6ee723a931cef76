"""Lines proposed for a post by a link without account, and what production answers."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from filage.core.changes import history
from filage.core.models import Mail
from filage.desks.budget.models import Contribution, Line
from filage.desks.budget.operations import contributions

MOST_QUERIES = 20


@pytest.fixture
def door(season):
    """Return the address of the page of the costumes."""
    return contributions.invite(
        season.estran,
        "costumes",
        address=lambda token: reverse("budget:post", args=[token]),
        email="cos@exemple.fr",
        by=season.ana,
    )


LINE = {"label": "Manteau de pluie", "quantity": "3", "unit": "pièce", "unit_price": "85,50", "author": "Zoé"}


def test_a_post_proposes_without_account_and_production_answers_each_line(client, season, door):
    for label in ("Manteau de pluie", "Bottes", "Perruque"):
        assert client.post(door, LINE | {"label": label}).status_code == 302
    rain, boots, wig = Contribution.objects.within(season.organisation).order_by("rank")
    assert not Line.objects.within(season.organisation).exists()
    client.force_login(season.ana)
    address = f"/spectacles/{season.estran.slug}/propositions/"
    client.post(f"{address}{rain.pk}/accepter/")
    changed = LINE | {"label": "Bottes", "quantity": "2", "destination": "D", "phase": "creation"}
    client.post(f"{address}{boots.pk}/changer/", changed)
    client.post(f"{address}{wig.pk}/refuser/", {"reason": "La saison prochaine."})
    found = {one.label: one for one in Contribution.objects.within(season.organisation)}
    assert [found[label].state for label in ("Manteau de pluie", "Bottes", "Perruque")] == ["acceptee", "modifiee", "refusee"]
    assert (found["Bottes"].quantity, found["Bottes"].line.quantity) == (3, 2)
    assert found["Manteau de pluie"].line.source == "Proposition : costumes, Zoé"
    assert history(found["Perruque"])[0].by == season.ana
    client.logout()
    assert "La saison prochaine." in client.get(door).content.decode()


def test_a_link_is_made_once_told_once_and_reloading_makes_no_other(client, season):
    client.force_login(season.ana)
    address = f"/spectacles/{season.estran.slug}/propositions/"
    made = client.post(address, {"post": "son"})
    assert (made.status_code, made.url) == (302, address)
    told = client.get(address)
    link = told.context["opened"]
    assert link in told.content.decode() and told.headers["Cache-Control"] == "no-store"
    again = client.get(address)
    assert again.context["opened"] == "" and len(again.context["links"]) == 1
    client.logout()
    assert client.get(link).status_code == 200


def test_a_line_answered_once_is_not_answered_twice(client, season, door):
    client.post(door, LINE)
    proposed = Contribution.objects.within(season.organisation).get()
    contributions.accept(proposed, by=season.ana)
    client.force_login(season.ana)
    address = f"/spectacles/{season.estran.slug}/propositions/{proposed.pk}/accepter/"
    assert "a déjà sa réponse" in client.post(address, follow=True).content.decode()
    assert Line.objects.within(season.organisation).count() == 1


def test_a_link_shows_its_own_post_only_and_nothing_of_the_budget(client, season, door):
    Contribution.objects.create(
        organisation=season.organisation, production=season.estran, post="son", label="Micros", proposed_on=date(2026, 11, 21)
    )
    page = client.get(door).content.decode()
    assert "Micros" not in page and "78 400" not in page.replace("\u00a0", " ")
    with CaptureQueriesContext(connection) as queries:
        client.get(door)
    assert len(queries) <= MOST_QUERIES


def test_a_link_closed_or_invented_opens_nothing(client, season, door):
    assert client.get("/proposer/invente/").status_code == 410
    client.force_login(season.ana)
    address = f"/spectacles/{season.estran.slug}"
    link = client.get(f"{address}/propositions/").context["links"][0][0]
    client.post(f"{address}/liens/{link.pk}/fermer/")
    client.logout()
    assert client.post(door, LINE).status_code == 410
    assert not Contribution.objects.within(season.organisation).exists()


def test_the_link_of_another_purpose_proposes_nothing(client, season):
    from filage.core import links

    token = links.create(season.organisation, "agenda", f"{season.estran.pk}:costumes")
    assert client.get(f"/proposer/{token}/").status_code == 410


def test_a_link_is_sent_when_an_address_is_given(season, door):
    mail = Mail.objects.get()
    assert mail.to == ["cos@exemple.fr"] and door in mail.whole_text and door not in mail.text


def test_a_post_cannot_flood_the_office(client, season, door, monkeypatch):
    monkeypatch.setattr(contributions, "MOST_WAITING", 2)
    answers = [client.post(door, LINE).status_code for _ in range(3)]
    assert answers == [302, 302, 422]


@pytest.mark.parametrize("typed", [{"quantity": "-1"}, {"unit_price": "=1+1"}, {"unit_price": "beaucoup"}, {"label": ""}])
def test_a_proposed_line_that_makes_no_sense_is_refused(client, season, door, typed):
    answer = client.post(door, LINE | typed)
    assert answer.status_code == 422 and answer.context["form"].errors
    assert not Contribution.objects.within(season.organisation).exists()
