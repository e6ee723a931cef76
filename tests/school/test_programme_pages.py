"""A programme says what it covers, is changed in one form, and gives its sheet to the public."""

import io
from decimal import Decimal

import pytest
from pypdf import PdfReader

from filage.core.enums import Role
from filage.core.models import Membership, User
from filage.portability import operations as files
from filage.school.programmes.models import Module, Programme, Referent
from tests.house.repository import ROOT
from tests.keeping import kept_rows

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@kept_rows
def ana():
    """Return who edits the school of the examples."""
    organisation = files.import_file(ROOT / "examples/ecole.filage.yaml")
    user = User.objects.create_user("ana@exemple.fr", name="Ana")
    Membership.objects.create(user=user, organisation=organisation, role=Role.ADMINISTRATION)
    return user


@pytest.fixture
def programme(ana):
    return Programme.objects.within(ana.memberships.get().organisation).get()


@pytest.fixture
def browser(client, ana):
    client.force_login(ana)
    return client


def plain(answer):
    return answer.content.decode().replace("\xa0", " ").replace("\u202f", " ")


def test_the_programme_covers_the_nineteen_competences_and_says_what_it_does_not_know(browser, programme):
    page = plain(browser.get(f"/formation/programmes/{programme.pk}/"))
    assert "19 compétences sur 19 couvertes" in page and "au moins 90 h en centre" in page
    Module.objects.within(programme.organisation_id).filter(code="2.6").update(competences="")  # alone on the international
    assert "Aucun module ne couvre BC02-C4" in plain(browser.get(f"/formation/programmes/{programme.pk}/"))


def test_a_programme_is_changed_whole_and_a_module_that_keeps_its_code_keeps_its_identity(browser, programme):
    before = {one.code: one.pk for one in programme.modules.all()}
    form = {
        "name": programme.name, "certification": "RNCP39624", "price": "8 176",
        "modules": "1 Budget\n1.1 Montage | 21 h | BC01-C1",
        "referent_handicap-nom": "Noor Haddad", "referent_pedagogique-nom": "Noor Haddad",
    }  # fmt: skip
    assert browser.post(f"/formation/programmes/{programme.pk}/modifier/", form).status_code == 302
    after = {one.code: one for one in programme.modules.all()}
    assert set(after) == {"1", "1.1"} and after["1.1"].pk == before["1.1"] and after["1.1"].hours == Decimal(21)
    named = Referent.objects.within(programme.organisation_id)
    assert {one.role for one in named} == {"handicap", "pedagogique"} and len({one.person_id for one in named}) == 1
    answer = browser.post(f"/formation/programmes/{programme.pk}/modifier/", form | {"modules": "1.1 Montage | BC09-C1"})
    assert answer.status_code == 422 and "n’a pas de compétence BC09-C1" in answer.content.decode()
    browser.post(f"/formation/programmes/{programme.pk}/supprimer/")
    assert Programme.objects.within(programme.organisation_id).exists()  # a session follows it


def test_the_sheet_says_what_quality_indicator_1_asks(browser, programme):
    answer = browser.get(f"/formation/programmes/{programme.pk}/fiche/papier.pdf")
    reader = PdfReader(io.BytesIO(answer.content))
    text = " ".join(page.extract_text() for page in reader.pages).replace("\xa0", " ").replace("\u202f", " ")
    asked = ("Prérequis", "Objectifs", "Accès et délais", "8 176,00 €", "Méthodes", "Évaluation", "Sabine Lettvik",
             "au moins 90 h", "350 h", "ne vaut pas agrément", "49 personnes certifiées", "Mis à jour le 03/03/2025")  # fmt: skip
    for said in asked:
        assert said in text, said
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
