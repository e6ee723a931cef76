"""The documents: made from a page, kept with their imprint, given back byte for byte, and to nobody else."""

import pytest
from django.urls import reverse

from filage.core import archive
from filage.core.archive import IssuedDocument
from filage.core.enums import Role
from filage.core.models import Membership


def make(client, slug="l-estran", code="essai", **headers):
    """Ask for a document from the page."""
    return client.post(reverse("web:make_document", args=[slug, code]), headers=headers)


def test_a_paper_is_made_archived_and_given_back(client, season, dossier):
    client.force_login(season.ana)
    page = client.get("/documents/").content.decode()
    assert "produire-l-estran-essai" in page and "Télécharger" not in page
    make(client)
    kept = IssuedDocument.objects.within(season.organisation).get()
    page = client.get("/documents/").content.decode()
    assert kept.reference in page
    assert kept.sha256 in page
    given = client.get(reverse("web:document", args=[kept.pk]))
    assert given.content.decode() == "Dossier de L’Estran"
    assert 'filename="l-estran-dossier.txt"' in given.headers["Content-Disposition"]


def test_with_htmx_the_work_is_followed_until_its_line_comes_back(client, season, dossier, settings, transactional_db):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    client.force_login(season.ana)
    waiting = make(client, **{"HX-Request": "true"}).content.decode()
    assert "En attente" in waiting
    address = waiting.split('hx-get="')[1].split('"')[0]
    assert "En attente" in client.get(address).content.decode()
    assert "Personne ne prend le travail" in client.get(address.replace("/0/", "/9/")).content.decode()


def test_a_paper_of_elsewhere_is_neither_made_nor_read(client, season, dossier):
    client.force_login(season.ana)
    make(client)
    kept = IssuedDocument.objects.within(season.organisation).get()
    client.force_login(season.lou)
    assert make(client).status_code == 404
    assert client.get(reverse("web:document", args=[kept.pk])).status_code == 404


def test_a_paper_of_another_spectacle_is_closed_to_a_role_that_names_one(client, season, dossier):
    client.force_login(season.ana)
    make(client, slug="petites-vagues")
    kept = IssuedDocument.objects.within(season.organisation).get()
    client.force_login(season.karim)
    assert client.get(reverse("web:document", args=[kept.pk])).status_code == 404


@pytest.fixture
def payslips():
    """Declare a kind of document that shows pay, for the duration of a test."""
    kind = archive.DocumentKind(
        "paies", "Paies", "txt", "text/plain", lambda *_, on, by: archive.Produced({}, b"350,00", "paies.txt"), shows_pay=True
    )
    with archive.registry.only(paies=kind):
        yield kind


def test_a_paper_that_shows_pay_is_for_administration_and_production_only(client, season, payslips):
    client.force_login(season.ana)
    make(client, code="paies")
    assert "Paies" in client.get("/documents/").content.decode()
    kept = IssuedDocument.objects.within(season.organisation).get()
    client.force_login(season.karim)
    assert "Paies" not in client.get("/documents/").content.decode()
    assert make(client, code="paies").status_code == 403
    assert client.get(reverse("web:document", args=[kept.pk])).status_code == 403


def test_a_guest_reads_papers_and_makes_none(client, season, dossier):
    client.force_login(season.ana)
    make(client)
    Membership.objects.filter(user=season.karim).update(role=Role.INVITE)
    client.force_login(season.karim)
    page = client.get("/documents/").content.decode()
    assert "Télécharger" in page
    assert "Produire" not in page
    assert make(client).status_code == 403
