"""A candidate is linked to a real production, whose facts prove; her dossier is frozen at hand-in and verified later."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from filage.core.archive import IssuedDocument
from filage.core.enums import Role
from filage.core.models import Membership, Organisation, User
from filage.productions.models import Deal, Engagement, Person, Production, Structure
from filage.school.exams.models import Candidate, ExamSession, Proof
from tests.keeping import kept_rows

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40


@kept_rows
def house():
    """Return a school that Ana edits, with a VAE candidate and a spectacle that is sold and employs."""
    made = Organisation.objects.create(name="École Ouverte", slug="ecole-ouverte")
    Membership.objects.create(
        user=User.objects.create_user("ana@exemple.fr", name="ana"), organisation=made, role=Role.ADMINISTRATION
    )
    company = Structure.objects.create(organisation=made, name="Compagnie du Bac", ours=True)
    show = Production.objects.create(
        organisation=made, structure=company, slug="le-bac", title="Le Bac", works_used="Une chanson"
    )
    Deal.objects.create(organisation=made, production=show, kind="cession", base_price=1500)
    Engagement.objects.create(organisation=made, production=show, function="Comédienne", status="artiste", dpae="deposee")
    exam = ExamSession.objects.create(
        organisation=made, name="Jury", certification="RNCP39624", first=date(2026, 6, 29), last=date(2026, 6, 30)
    )
    Candidate.objects.create(
        organisation=made, exam=exam, route="vae", person=Person.objects.create(organisation=made, name="Farid Benali")
    )
    return made


@pytest.fixture
def ana(client, house):
    client.force_login(User.objects.get(email="ana@exemple.fr"))
    return client


@pytest.fixture
def url(house):
    return f"/formation/candidats/{Candidate.objects.within(house).get().pk}/preuves/"


def page(client, url):
    return client.get(url).content.decode().replace("\xa0", " ").replace("\u202f", " ")


def linked(client, house, url):
    return client.post(f"{url}spectacles/", {"works": [str(Production.objects.within(house).get().pk)]})


def test_the_facts_of_a_production_prove_without_a_word_typed(ana, house, url):
    assert "0 livrable prouvé" in page(ana, url)
    assert linked(ana, house, url).status_code == 302
    told = page(ana, url)
    for fact in ("1 contrat de cession", "1 DPAE déposée", "prix de cession fixé", "œuvres utilisées"):
        assert fact in told, fact
    assert "1500" not in told and "1 500" not in told  # what proves is counted, never its amounts


def test_a_file_is_added_and_one_that_lies_is_refused(ana, house, url):
    to = f"{url}ajouter/?competence=BC04-C3&livrable=affiche"
    lies = ana.post(to, {"state": "pret", "file": SimpleUploadedFile("affiche.pdf", PNG)})
    assert lies.status_code == 422 and "ce que son nom annonce" in lies.content.decode()
    assert ana.post(to, {"state": "pret", "file": SimpleUploadedFile("affiche.png", PNG)}).status_code == 302
    kept = Proof.objects.within(house).get()
    assert "affiche.png" in page(ana, url) and "1 livrable prouvé" in page(ana, url)
    given = ana.get(f"/formation/preuves/{kept.pk}/fichier/")
    assert given.content == PNG and given["Content-Type"] == "application/octet-stream"
    assert ana.get(f"{url}ajouter/?competence=BC04-C3&livrable=inconnu").url == url


def test_the_dossier_is_frozen_at_hand_in_and_another_file_is_told_apart(ana, house, url):
    empty = ana.post(f"{url}remettre/", {"remettre": "1"}, follow=True).content.decode()
    assert "Ce dossier est vide" in empty
    linked(ana, house, url)
    yesterday = timezone.localdate() - timedelta(days=1)
    ExamSession.objects.within(house).update(hand_in_on=yesterday)
    assert "Il est en retard" in ana.post(f"{url}remettre/", {"remettre": "1"}, follow=True).content.decode()
    one, issued = Candidate.objects.within(house).get(), IssuedDocument.objects.within(house).get(kind="dossier-examen")
    assert one.handed_sha256 == issued.sha256 and "En retard" in page(ana, url)
    Deal.objects.within(house).all().delete()  # the production moves: what was handed in does not
    assert IssuedDocument.objects.within(house).get().sha256 == one.handed_sha256
    same = ana.post(f"{url}verifier/", {"file": SimpleUploadedFile("d.pdf", issued.read())}, follow=True).content.decode()
    assert "les octets remis" in same
    other = ana.post(f"{url}verifier/", {"file": SimpleUploadedFile("d.pdf", issued.read() + b" ")})
    assert other.status_code == 422 and "empreinte est une autre" in other.content.decode()
    assert "déjà remis" in ana.post(f"{url}remettre/", {"remettre": "1"}, follow=True).content.decode()


def test_who_follows_no_session_judges_herself_here(ana, house, url):
    assert ana.post(f"{url}niveaux/", {"BC01-C1": "2", "BC01-C2": "3"}).status_code == 302
    told = page(ana, url)
    assert "2, en autonomie" in told
    ana.post(f"{url}niveaux/", {"BC01-C1": "", "BC01-C2": "3"})
    assert "2, en autonomie" not in page(ana, url)
