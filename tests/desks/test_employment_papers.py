"""The papers of an embauche: issued when nothing mandatory is missing, frozen, périmés when the embauche moves, sealed."""

import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from django.http import QueryDict
from pypdf import PdfReader

from filage.core import archive, rails
from filage.core.enums import Role
from filage.core.models import Membership, User
from filage.core.refusal import Refusal
from filage.desks.payroll.operations import papers as asked
from filage.desks.payroll.queries import paper_desk, sheets
from filage.productions.models import Engagement, Person
from tests.desks import sound
from tests.desks.sound import TODAY

pytestmark = pytest.mark.one_database


@pytest.fixture
def ready(db):
    """Return the sound company, with all that the contract of its actress says."""
    company = sound.sound()
    company.set(
        company.ours,
        address="12 quai des Brumes",
        postal_code="35400",
        city="Saint-Malo",
        representative="Maud Lelièvre",
        urssaf="Urssaf de Bretagne",
        retirement_fund="Audiens, 92170 Vanves",
        welfare_fund="Audiens, 92170 Vanves",
        conges_employer_number="E-104-223",
        medical_service="Thalie Santé",
    )
    company.set(company.show, object_number="18A2604512")
    company.set(company.ana, nir="291042901900123", born_on=date(1991, 4, 1), birth_place="Brest", address="8 rue du Port")
    company.set(company.embauche, position="artiste dramatique", coefficient=None)
    rails.refresh(None, company.organisation)
    return company


def issue(company, code="contrat", **options):
    key = f"engagement:{company.embauche.pk}"
    return archive.issue(code, company.show, by=None, on=TODAY, about=(key,), options=options)


def posted(*chosen, **fields):
    form = QueryDict(mutable=True)
    form.setlist("choix", [str(each.pk) for each in chosen])
    form.update(fields)
    return form


def test_a_contract_is_issued_frozen_and_outdated_when_the_embauche_moves(ready):
    contract = issue(ready)
    assert (contract.reference, contract.status, contract.subject) == (
        "contrat-2026-0001", "émis", f"engagement:{ready.embauche.pk}",
    )  # fmt: skip
    text = " ".join(PdfReader(io.BytesIO(contract.read())).pages[0].extract_text().split()).replace("\xa0", " ")
    assert "2 91 04 29 019 001 23" in text and "180,00 €" in text and "11 décembre 2026" in text
    assert "291042901900123" not in str(contract.data) and "2\xa091" not in str(contract.data)
    assert archive.documents(ready.organisation, ready.show) == []
    with pytest.raises(Refusal, match="Rien n’a changé"):
        issue(ready, "avenant")
    ready.set(ready.embauche, gross=Decimal(200))
    assert [each.status for each in archive.documents_about(ready.organisation, ready.show)] == ["périmé"]
    amendment = issue(ready, "avenant")
    moved = {each["label"]: each["before"].replace("\xa0", " ") for each in amendment.data["changes"]}
    assert moved == {"Rémunération brute": "180,00 € par cachet", "Total brut": "180,00 €"}
    assert issue(ready, "avenant-word").data["amends"].startswith("Modifie contrat contrat-2026-0001")


def test_a_contract_that_lacks_a_mention_is_refused_and_may_be_drafted(ready):
    ready.set(ready.show, object_number="")
    with pytest.raises(Refusal, match="numéro d’objet"):
        issue(ready)
    batch = asked.Batch.asked(ready.show, posted(ready.embauche, papier="contrat-pdf"))
    name, content, media = batch.drafts(ready.show, by=None, on=TODAY)
    assert name.endswith("-brouillon.pdf") and media == "application/pdf" and content.startswith(b"%PDF")
    assert archive.documents_about(ready.organisation, ready.show) == []


def test_the_control_names_what_is_missing_when_the_work_approaches_and_holds_the_contract_back(ready):
    ready.set(ready.organisation, pinned_on=date(2026, 11, 25))
    ready.set(ready.ours, retirement_fund="")
    (finding,) = ready.found("EMB-030")
    assert "caisse de retraite complémentaire" in finding.message and finding.act == "embaucher"
    ready.set(ready.organisation, pinned_on=date(2026, 9, 1))
    assert ready.found("EMB-030") == []


def test_a_distribution_is_issued_step_by_step_and_one_refusal_stops_nobody(ready):
    other = ready.add(Person, name="Ulysse Pons")
    second = ready.add(
        Engagement,
        production=ready.show,
        person=other,
        function="Comédien",
        status="artiste",
        gross=None,
        per_performance=True,
        position="artiste dramatique",
    )
    batch = asked.Batch.asked(ready.show, posted(ready.embauche, second, papier="contrat"))
    while not batch.is_done:
        batch = asked.Batch.told(batch.plain()).step(ready.show, by=None, on=TODAY)
    assert len(batch.made) == 2 and [who for who, _ in batch.refused] == ["Ulysse Pons"]
    kept = archive.documents_about(ready.organisation, ready.show)
    files = zipfile.ZipFile(io.BytesIO(asked.zipped([(each.file.name, each.read()) for each in kept]))).namelist()
    assert sorted(files) == ["estran-contrat-ana-kerrien.docx", "estran-contrat-ana-kerrien.pdf"]
    ready.set(second, gross=Decimal(180))
    shared = asked.Batch.asked(ready.show, posted(ready.embauche, second, papier="contrat-commun", cadre="numero"))
    shared = shared.step(ready.show, by=None, on=TODAY)
    assert len(shared.made) == 2 and shared.refused == ()
    signed = asked.Batch.asked(
        ready.show,
        posted(ready.embauche, second, papier="contrat-commun", cadre="numero", signataire=str(second.pk)),
    )
    assert signed.subjects[0][0][0] == f"engagement:{second.pk}"
    with pytest.raises(Refusal, match="cochez-la aussi"):
        asked.Batch.asked(ready.show, posted(ready.embauche, papier="contrat-commun", signataire=str(second.pk)))
    with pytest.raises(Refusal, match="au moins deux artistes"):
        archive.issue("contrat-commun", ready.show, by=None, on=TODAY, about=(f"engagement:{second.pk}",))


def test_a_sheet_to_copy_follows_its_form_and_names_what_is_missing(ready):
    ready.set(ready.ana, birth_place="")
    shown = paper_desk.forms_of(ready.show, ready.embauche.pk, today=TODAY, month=None)
    told = dict(shown["sheets"])
    assert list(told) == ["dpae", "aem", "conges-spectacles", "afdas"]
    assert told["dpae"].missing == ("Lieu de naissance",)
    values = {field.label: field.value for group in told["aem"].groups for field in group.fields}
    assert (values["Cachets"], values["Jours travaillés"], values["Numéro d’objet"]) == ("1", "1", "18A2604512")
    assert values["Salaire brut, avant abattement"] == "180,00\xa0€"
    name, content = paper_desk.form_table(ready.show, ready.embauche.pk, "dpae", today=TODAY, month=None)
    assert name == "estran-dpae-ana-kerrien.csv" and content.startswith(b"\xef\xbb\xbf") and "à compléter" in content.decode()
    ready.set(ready.ours, pay_circuit="guso")
    assert list(dict(paper_desk.forms_of(ready.show, ready.embauche.pk, today=TODAY, month=None)["sheets"])) == ["guso"]


def test_the_order_of_the_guso_is_that_of_its_decree():
    """Code du travail, art. R7122-18: employer, employee, hiring and work, execution and end."""
    from tests.documents.test_contracts import ARTIST

    parts = [name for name, _ in sheets._guso(ARTIST, (), None)]
    assert parts == ["Employeur", "Salarié", "Embauche et emploi", "Exécution et fin"]


def test_the_pages_of_papers_are_for_who_reads_pay_and_a_batch_goes_on_step_by_step(ready, client):
    def enter(role):
        user = User.objects.create_user(f"{role}@exemple.fr", name=role)
        Membership.objects.create(user=user, organisation=ready.organisation, role=role)
        client.force_login(user)

    page = "/spectacles/estran/embauches/papiers/"
    sheet, month = f"/spectacles/estran/embauches/{ready.embauche.pk}/fiches/", "/paie/variables/"
    enter(Role.REGIE_GENERALE)
    assert [client.get(each).status_code for each in (page, sheet, month, "/paie/variables.csv")] == [403] * 4
    enter(Role.ADMINISTRATION)
    for each in (page, sheet, month):
        assert "il n’émet pas de bulletin de paie" in client.get(each).content.decode(), each
    asked_for = {"choix": str(ready.embauche.pk), "papier": "contrat-pdf"}
    done = client.post(f"{page}produire/", asked_for, headers={"HX-Request": "true"}).content.decode()
    assert "1 document émis" in done and "Télécharger" in done
    (contract,) = archive.documents_about(ready.organisation, ready.show)
    assert client.get(f"/documents/{contract.pk}/").content == contract.read()
    assert client.get(f"/documents/{contract.pk}/envoyer/").status_code == 200
    taken = client.get(f"{page}lot.zip?document={contract.pk}")
    assert zipfile.ZipFile(io.BytesIO(taken.content)).namelist() == ["estran-contrat-ana-kerrien.pdf"]
    assert client.post(f"{page}suite/", {"lot": "faux"}).status_code == 404
    draft = client.post(f"{page}produire/", {**asked_for, "brouillon": "1"})
    assert draft.headers["Content-Disposition"].endswith('brouillon.pdf"')
    assert (
        "Choisissez au moins une embauche" in client.post(f"{page}produire/", {"papier": "contrat"}, follow=True).content.decode()
    )
    assert client.get(f"{sheet}dpae.csv").content.startswith(b"\xef\xbb\xbf")
    enter(Role.DIFFUSION)
    assert client.get(f"/documents/{contract.pk}/").status_code == 403
