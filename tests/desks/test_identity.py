"""The identity of a house: chosen on its page, printed on its papers, and a logo that is hostile until proven."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from filage.core import archive, rails
from filage.desks.directory.queries import house
from filage.documents import logo
from filage.productions.models import Production, Structure
from tests.documents.samples import png

CHOSEN = {"ink": "#12354a", "accent": "#c0392b", "typeface": "mixte"}


@pytest.fixture
def ours(company):
    structure = Structure.objects.create(organisation=company.organisation, name="Compagnie des Marées", ours=True)
    Production.objects.create(organisation=company.organisation, structure=structure, slug="estran", title="L’Estran")
    return structure


def choose(client, structure, **fields):
    return client.post(reverse("directory:identity", args=[structure.pk]), CHOSEN | fields)


def test_colours_type_and_logo_are_kept_and_worn(client, company, ours):
    client.force_login(company.ana)
    picture = SimpleUploadedFile("logo.png", png(60, 40), "image/png")
    assert choose(client, ours, logo=picture).status_code == 302
    worn = house.company(Structure.objects.within(company.organisation).get(pk=ours.pk))
    assert (worn.ink, worn.accent, worn.typeface) == ("#12354a", "#c0392b", "mixte")
    assert worn.logo is not None and worn.logo.content == logo.redrawn(png(60, 40))
    specimen = client.get(reverse("directory:specimen", args=[ours.pk]))
    assert specimen.headers["Content-Type"] == "image/png" and specimen.content.startswith(logo.PNG)
    choose(client, ours, without_logo="on")
    assert house.company(Structure.objects.within(company.organisation).get(pk=ours.pk)).logo is None


def test_a_pale_ink_is_kept_as_asked_and_the_page_says_what_paper_makes_of_it(client, company, ours):
    client.force_login(company.ana)
    choose(client, ours, ink="#FFD200")
    page = client.get(reverse("directory:identity", args=[ours.pk])).content.decode()
    assert "L’encre #ffd200 se lit mal" in page and "au lieu de #ffd200" in page


@pytest.mark.parametrize("colour", ["rouge", "#12", "#12345g", "url(x)", ""])
def test_what_is_no_colour_is_refused(client, company, ours, colour):
    client.force_login(company.ana)
    answer = choose(client, ours, ink=colour)
    assert answer.status_code == 422
    assert not Structure.objects.within(company.organisation).get(pk=ours.pk).ink


def test_a_hostile_logo_changes_nothing(client, company, ours):
    client.force_login(company.ana)
    answer = choose(client, ours, logo=SimpleUploadedFile("logo.png", b"<svg onload='x'/>", "image/png"))
    assert answer.status_code == 422 and "SVG" in answer.content.decode()
    kept = Structure.objects.within(company.organisation).get(pk=ours.pk)
    assert not kept.logo and not kept.ink


def test_a_new_identity_outdates_the_papers_already_issued(client, company, ours):
    production = Production.objects.within(company.organisation).get()
    rails.refresh([production.pk], company.organisation)
    from datetime import date

    archive.issue("comptes", production, by=None, on=date(2026, 11, 21))
    client.force_login(company.ana)
    choose(client, ours)
    rails.refresh(None, company.organisation)
    assert archive.documents(company.organisation, production)[0].status == "périmé"


def test_nobody_from_elsewhere_and_no_reader_changes_it(client, company, ours):
    client.force_login(company.lou)
    assert choose(client, ours).status_code == 404
    assert client.get(reverse("directory:specimen", args=[ours.pk])).status_code == 404
    partner = Structure.objects.create(organisation=company.organisation, name="Théâtre du Môle")
    client.force_login(company.ana)
    assert choose(client, partner).status_code == 404
