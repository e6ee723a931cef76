"""Certifications: a référentiel comes in whole or not at all, versions live side by side, and an expiry blocks an entry."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from filage.core.enums import Role
from filage.core.models import Membership, Organisation, User
from filage.core.refusal import Refusal
from filage.productions.models import Person
from filage.rules.schooling.record import read, shipped_text
from filage.rules.schooling.versions import moved
from filage.school.programmes import operations, queries
from filage.school.programmes.models import CertificationRecord, Learner, SchoolSession
from filage.school.programmes.operations import records
from tests.keeping import kept_rows

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
OURS = shipped_text("RNCP39624")
OFFICIAL = OURS.replace("officiel: false", "officiel: true")
LATER = OURS.replace("echeance: 2026-10-01", "echeance: 2031-10-01")


@kept_rows
def ana():
    """Return who edits a school."""
    organisation = Organisation.objects.create(name="École Ouverte", slug="ecole-ouverte")
    user = User.objects.create_user("ana@exemple.fr", name="Ana")
    Membership.objects.create(user=user, organisation=organisation, role=Role.ADMINISTRATION)
    return user


@pytest.fixture
def school(ana):
    return Organisation.objects.get()


@pytest.fixture
def browser(client, ana):
    client.force_login(ana)
    return client


def sent(browser, text, version="2026, officiel", name="referentiel.yaml"):
    content = text if isinstance(text, bytes) else text.encode()
    return browser.post("/formation/certifications/importer/", {"file": SimpleUploadedFile(name, content), "version": version})


def test_an_official_record_comes_in_beside_ours_and_goes_out_as_it_came(browser, school):
    page = "/formation/certifications/RNCP39624/"
    assert "Critères non officiels" in browser.get(page).content.decode()
    assert sent(browser, OFFICIAL).status_code == 302
    shown = browser.get(page).content.decode()
    assert "Critères non officiels" not in shown and "critères changés : 19 compétences" in shown
    assert "Critères non officiels" in browser.get(f"{page}?version=Filage").content.decode()
    given = browser.get(f"{page}exporter/?version=2026, officiel")
    assert given.content.decode() == OFFICIAL and "attachment" in given["Content-Disposition"]
    assert browser.get(f"{page}?version=2031").status_code == 404
    assert sent(browser, OFFICIAL).status_code == 422  # the same version is there
    browser.post(f"/formation/certifications/retirer/{CertificationRecord.objects.within(school).get().pk}/")
    assert "Critères non officiels" in browser.get(page).content.decode()


@pytest.mark.parametrize(("text", "said"), [
    (OURS.replace("code: BC01-C2", "code: BC01-C1"), "BC01-C1 est en double, lignes 64 et 77"),
    (OURS.replace("code: RNCP39624", "code: RNCP39624\ncode: RNCP1"), "Ligne 5 : la clé « code » est déjà dite ligne 4"),
    (OURS.replace("    activite: 1\n", "    activite: un\n"), "Ligne 64, competences.0.activite"),
    (OURS.replace("niveau: 5", "niveau: 5\nnivo: 3"), "Ligne 7, référentiel.nivo : clé inconnue"),
    (OURS.replace("debut: inconnu", "debut: 2030-01-01"), "Ligne 13, enregistrement.debut : 01/01/2030 vient après"),
    (OURS.replace("blocs:\n", "blocs:\n  - {code: BC09, intitule: Vide, epreuves: [oral]}\n"), "BC09 n’a aucune compétence"),
    (OURS.replace("blocs:\n", "blocs:\n  - {code: BC01, intitule: Encore, epreuves: [oral]}\n"), "BC01 est en double, lignes 59"),
    (OURS + "# " + "x" * 5_000_000, "trop long"),
    (OURS.encode("utf-16"), "UTF-8"),
    (OURS.encode("cp1252", "replace"), "UTF-8"),
    (OURS.replace("code: RNCP39624", "code: ../../etc"), "lettres et chiffres"),
    ("a: &a [1]\nb: *a", "les ancres et les alias YAML"),
    ("[" * 200_000, "20 objets l’un dans l’autre"),
    ("{a: " * 200_000, "20 objets l’un dans l’autre"),
    ("!!python/object/apply:os.system [ls]", "YAML illisible"),
    (b"\xff\xfe\x00", "UTF-8"),
    (b"PK\x03\x04 not a text", "YAML illisible"),
    ("", "vide"),
])  # fmt: skip
def test_a_hostile_or_faulty_record_is_refused_by_its_line_and_nothing_is_kept(browser, school, text, said):
    answer = sent(browser, text)
    assert answer.status_code == 422 and said in answer.content.decode()
    assert not CertificationRecord.objects.within(school).exists()


def test_an_entry_after_the_expiry_is_blocked_with_its_citation_until_the_session_is_attached_elsewhere(school, ana):
    session = SchoolSession.objects.create(organisation=school, name="2026-2027", certification="RNCP39624")
    tom = Person.objects.create(organisation=school, name="Tom")
    with pytest.raises(Refusal, match=r"échue depuis le 01/10/2026.*L6113-9.*Rattachez"):
        operations.enter(session, tom, on=date(2026, 12, 1), by=ana)
    learner = operations.enter(session, tom, on=date(2026, 10, 1), by=ana)  # the last day, included
    with pytest.raises(Refusal, match="échue"):
        operations.learners.change(learner, by=ana, entered_on=date(2026, 10, 2))
    records.take(school, LATER.encode(), version="renouvellement", by=ana)
    session.refresh_from_db()
    with pytest.raises(Refusal, match="échue"):  # the import changes nothing of what a session is judged on
        operations.enter(session, Person.objects.create(organisation=school, name="Paul"), on=date(2026, 12, 1), by=ana)
    operations.attach(session, "renouvellement", by=ana)
    operations.enter(session, Person.objects.create(organisation=school, name="Inès"), on=date(2026, 12, 1), by=ana)
    assert Learner.objects.within(school).count() == 2
    session.version = "Filage"
    assert "échue" in operations.enter_refusal(session, date(2026, 12, 1))
    assert queries.certification(school, "RNCP39624").expires_on == date(2031, 10, 1)


def test_the_form_of_a_session_is_tried_on_the_version_it_keeps(school, ana, browser):
    session = SchoolSession.objects.create(organisation=school, name="2026-2027", certification="RNCP39624", version="Filage")
    records.take(school, LATER.encode(), version="renouvellement", by=ana)
    typed = {"certification": "RNCP39624", "hours_a_day": "7", "centre_hours": "7", "company_hours": "0", "land": "metropole"}
    typed["calendar"] = "centre du 01/12/2026 au 04/12/2026"
    assert "échue depuis" in browser.post(f"/formation/sessions/essai/?session={session.pk}", typed).content.decode()
    assert "échue depuis" not in browser.post("/formation/sessions/essai/", typed).content.decode()


def test_what_moves_between_versions_is_said():
    assert moved(read(OURS), read(LATER)) == ["échéance 01/10/2026 → 01/10/2031"]
    renamed = OURS.replace("code: BC04-C3", "code: BC04-C4")
    (last,) = [one.title for one in read(OURS).competences if one.code == "BC04-C3"]
    assert moved(read(OURS), read(renamed)) == [f"compétence ajoutée : BC04-C4, {last}", f"compétence retirée : BC04-C3, {last}"]
    said = OURS.replace(last, "Tenir la caisse")
    assert moved(read(OURS), read(said)) == [f"intitulé changé : BC04-C3, « {last} » devient « Tenir la caisse »"]


def test_a_session_keeps_its_version_and_changes_it_by_a_gesture_that_says_what_moves(school, ana, browser):
    said = {"certification": "RNCP39624", "hours_a_day": Decimal(7), "periods": [], "closures": []}
    session = operations.write(SchoolSession(organisation=school, name="2025-2026"), by=ana, name="2025-2026", **said)
    assert session.version == "Filage"
    later = OURS.replace("code: BC04-C3", "code: BC04-C4")
    records.take(school, later.encode(), version="2026", by=ana)
    operations.write(session, by=ana, name="2025-2026, deux", **said)
    session.refresh_from_db()
    assert session.version == "Filage"  # an edit does not move it either
    page = f"/formation/sessions/{session.pk}/referentiel/"
    assert "Compétence ajoutée : BC04-C4" in browser.get(page).content.decode()
    assert browser.post(page, {"version": "2031"}).status_code == 302
    session.refresh_from_db()
    assert session.version == "Filage"
    browser.post(page, {"version": "2026"})
    session.refresh_from_db()
    assert session.version == "2026"
    new = operations.write(SchoolSession(organisation=school, name="2026-2027"), by=ana, name="2026-2027", **said)
    assert new.version == "2026"  # the last one known, from then on
