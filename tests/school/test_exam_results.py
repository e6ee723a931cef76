"""After the jury: results counted from its decisions, an inquiry answered by link, files that the certifier checks."""

from datetime import UTC, date, datetime
from xml.etree import ElementTree as Tree

import pytest

from filage.core.enums import Role
from filage.core.models import Membership, Organisation, User
from filage.core.outbox import Mail
from filage.productions.models import Person
from filage.school.exams.models import Candidate, Deliberation, ExamSession, Inquiry, Verdict
from filage.school.exams.queries import published
from filage.school.programmes.models import Programme
from tests.keeping import kept_rows

pytestmark = pytest.mark.django_db
SPACE = "{urn:cdc:cpf:pc5:schema:1.0.0}"
SHAPE = [  # elements that the schema of the Caisse des dépôts (version 1.1.2) asks of a passage, the holder in detail
    "passageCertification", "idTechnique", "obtentionCertification", "donneeCertifiee", "dateDebutExamen", "dateFinExamen",
    "dateDebutValidite", "dateFinValidite", "presenceNiveauLangueEuro", "presenceNiveauNumeriqueEuro", "scoring",
    "mentionValidee", "modalitesInscription", "modaliteAcces", "identificationTitulaire", "titulaire", "nomNaissance",
    "nomUsage", "prenom1", "anneeNaissance", "moisNaissance", "jourNaissance", "sexe", "codeCommuneNaissance",
    "codeInseeNaissance", "codeInsee", "libelleCommuneNaissance",
]  # fmt: skip


@kept_rows
def house():
    """Return a school that Ana edits, whose jury certified two people and one in part, of four who came and one absent."""
    made = Organisation.objects.create(name="École Ouverte", slug="ecole-ouverte", pinned_on=date(2026, 12, 27))
    Membership.objects.create(
        user=User.objects.create_user("ana@exemple.fr", name="ana"), organisation=made, role=Role.ADMINISTRATION
    )
    exam = ExamSession.objects.create(
        organisation=made, name="Jury", certification="RNCP39624", first=date(2026, 6, 29), last=date(2026, 6, 30),
        awarded_on=date(2026, 6, 30),
    )  # fmt: skip
    jury = Deliberation.objects.create(
        organisation=made,
        exam=exam,
        opened_at=datetime(2026, 6, 30, 14, tzinfo=UTC),
        closed_at=datetime(2026, 6, 30, 16, tzinfo=UTC),
    )
    for rank, decision in enumerate(("valide", "valide", "partiel", "non_valide", "absent")):
        person = Person.objects.create(
            organisation=made, name=f"Nora Diallo{rank}", email=f"p{rank}@exemple.fr", civility="Mme", birth_name="Diallo",
            born_on=date(1990, 2, 3), birth_place="Toulouse", nir="290023155500",
        )  # fmt: skip
        one = Candidate.objects.create(
            organisation=made, exam=exam, person=person, route="vae" if rank else "continue", rank=rank, number=f"{rank + 1:03d}",
            state="absent" if decision == "absent" else "present",
        )  # fmt: skip
        Verdict.objects.create(organisation=made, deliberation=jury, candidate=one, decision=decision)
    return made


@pytest.fixture
def ana(client, house):
    client.force_login(User.objects.get(email="ana@exemple.fr"))
    return client


@pytest.fixture
def url(house):
    return f"/formation/examens/{ExamSession.objects.within(house).get().pk}/resultats/"


def page(client, url):
    return client.get(url).content.decode().replace("\xa0", " ").replace("\u202f", " ")


def test_the_results_are_counted_from_what_the_jury_decided(ana, url):
    told = page(ana, url)
    assert "<dt>Présents au jury</dt><dd>4</dd>" in told and "<dd>2 (50 % des présents)</dd>" in told
    assert ana.get(f"{url}annees.csv").content.decode().splitlines()[1].startswith("2026;2;1;;;")  # no rate before an answer


def test_a_inquiry_is_asked_from_its_day_and_answered_without_account(ana, client, house, url):
    early = ana.post(f"{url}enquete/", {"echeance": "730"}, follow=True).content.decode()
    assert "à partir du 29/06/2028" in early
    ana.post(f"{url}enquete/", {"echeance": "180"})
    assert Inquiry.objects.within(house).count() == 2 and Mail.objects.count() == 2
    address = str(Mail.objects.order_by("written_at").first().secret).partition("testserver")[2]
    ana.logout()
    assert client.post(address, {"employed": "oui"}).status_code == 422
    assert "Merci" in client.post(address, {"employed": "oui", "in_trade": "non"}).content.decode()
    client.force_login(User.objects.get(email="ana@exemple.fr"))
    told = page(client, url)
    assert "1 sur 1 réponse, 2 interrogées" in told and "100 %" in told and "0 %" in told


def test_the_file_of_the_certifier_holds_no_nir_and_says_what_to_check(ana, url):
    told = page(ana, url)
    assert "L’idClient a 8 signes" in told and "trois mois" in told
    refused = ana.get(f"{url}passages.xml?client=C1&contract=K1", follow=True)
    assert "Fichier non fait" in refused.content.decode()
    made = ana.get(f"{url}passages.xml?client=03ABC123&contract=K1")
    tree = Tree.fromstring(made.content)
    passages = list(tree.iter(f"{SPACE}passageCertification"))
    assert tree.tag == f"{SPACE}flux" and len(passages) == 2 and b"290023155500" not in made.content
    assert passages[0].findtext(f"{SPACE}dateDebutValidite") == "2026-06-30"
    assert passages[0].find(f".//{SPACE}moisNaissance").text == "02" and tree.findtext(f".//{SPACE}idContrat") == "K1"
    assert [one.text for one in tree.iter(f"{SPACE}modaliteAcces")] == [
        "FORMATION_CONTINUE_HORS_CONTRAT_DE_PROFESSIONNALISATION",
        "VAE",
    ]
    assert [one.tag.removeprefix(SPACE) for one in passages[0].iter()] == SHAPE
    rows = ana.get(f"{url}parchemins.csv").content.decode().splitlines()
    assert len(rows) == 3 and "Chargé de production" in rows[1]


def test_who_only_reads_is_given_no_personal_file(client, house, url):
    reader = User.objects.create_user("ines@exemple.fr", name="ines")
    Membership.objects.create(user=reader, organisation=house, role=Role.INVITE)
    client.force_login(reader)
    assert client.get(url).status_code == 200 and "Pour le certificateur" not in page(client, url)
    assert {client.get(f"{url}{name}").status_code for name in ("passages.xml", "parchemins.csv")} == {403}


def test_results_are_published_on_purpose_and_name_nobody(ana, client, house, url):
    public = "/formation/resultats/ecole-ouverte/RNCP39624/"
    assert client.get(public).status_code == 404
    ana.post(f"{url}publier/")
    ana.logout()
    told = page(client, public)
    assert "Moins de cinq personnes se sont présentées" in told and "moins de 5" in told  # four came, two were certified
    assert "49 personnes certifiées" in told and "Nora Diallo" not in told  # those of the record
    exam = ExamSession.objects.within(house).get()
    fifth = exam.candidates.get(rank=4)
    fifth.state = "present"
    fifth.save()
    assert "40 % de réussite : 2 personnes certifiées sur 5 présentes" in page(client, public)
    assert client.post(f"{url}publier/", {"retirer": "1"}).status_code in (302, 403)
    assert client.get(public).status_code == 200
    client.force_login(User.objects.get(email="ana@exemple.fr"))
    client.post(f"{url}publier/", {"retirer": "1"})
    assert client.get(public).status_code == 404 and client.get("/formation/resultats/nulle-part/RNCP39624/").status_code == 404


def test_the_sheet_of_a_programme_gives_the_address_of_its_results(ana, house, url):
    programme = Programme.objects.create(organisation=house, name="Chargé·e de production", certification="RNCP39624")
    assert published.lines(programme, "https://ici.example") == ()
    ana.post(f"{url}publier/")
    (line,) = published.lines(programme, "https://ici.example")
    assert line.endswith("https://ici.example/formation/resultats/ecole-ouverte/RNCP39624/")
    assert ana.get(f"/formation/programmes/{programme.pk}/fiche/papier.pdf").content.startswith(b"%PDF")
