"""The paper that excuses an absence: sealed, decided, entered in the register, and its reason said nowhere."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from filage.core.enums import Role
from filage.core.models import Membership, User
from filage.core.refusal import Refusal
from filage.portability.exporting import export
from filage.productions.models import Structure
from filage.rules.schooling import chain
from filage.school.attendance.models import AttendanceRecord, Justification
from filage.school.attendance.operations import justifications
from filage.school.attendance.queries import book, papers
from filage.school.attendance.queries.register import checked
from tests.keeping import kept_rows
from tests.school.register_cases import MONDAY, TOLD, ana, at, decided, opened, phone, read, said, signed

pytestmark = pytest.mark.django_db


@kept_rows
def school():
    """Return a school on its first day: Awa and Bilal learn, Chloé teaches, Ana edits, Inès reads."""
    return opened("ecole-ouverte", editor="ana", reader="ines")


PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"


def test_a_paper_sent_from_a_phone_excuses_an_absence_which_stays_one_and_its_reason_is_said_nowhere(client, school):
    Structure.objects.create(organisation=school.organisation, name="École", ours=True)
    said(school, "absent")  # the morning; of the afternoon nobody said anything
    assert client.post(phone(school), TOLD | {"paper": SimpleUploadedFile("arret.pdf", PDF)}).status_code == 302
    client.force_login(ana())
    here = f"/formation/sessions/{school.pk}/emargement/"
    one = Justification.objects.within(school.organisation_id).get()
    assert "1 justificatif à lire" in client.get(here).content.decode()
    assert "Maladie" in client.get(f"{here}justificatifs/{one.pk}/").content.decode()
    paper = client.get(f"{here}justificatifs/{one.pk}/papier/")
    assert paper.content == PDF and paper.headers["Content-Type"] == "application/octet-stream"
    assert client.post(f"{here}justificatifs/{one.pk}/", {"decision": "accepte"}).status_code == 302
    held = book(school, today=date(2025, 12, 2))
    awa = held.learners[0]
    assert [held.mark(half, awa).reading for half in held.halves] == ["absent_justifie"] * 2
    assert held.tally(awa).attended.known() == 0 and "2 demi-journées d’absence de suite" in held.tally(awa).alerts[0]
    assert held.unsigned(awa) == []
    sheet = read(papers.week(book(school), MONDAY, on=MONDAY))
    assert sheet.count("absence justifiée") == 2
    record = AttendanceRecord.objects.within(school.organisation_id).get(gesture="justificatif")
    assert chain.read(record.text)["justificatif"]["sha256"] == one.sha256 and checked(school).broken is None
    for place in (sheet, record.text, export(school.organisation), client.get(here).content.decode()):
        assert "maladie" not in place.lower() and "fièvre" not in place


def test_the_last_decision_on_a_paper_holds_and_a_word_said_after_it_holds_over_it(client, school):
    said(school, "absent")
    client.post(phone(school), TOLD)
    with pytest.raises(Refusal, match="Dites pourquoi"):
        decided(school, "refuse")
    decided(school, "accepte")
    reading = lambda: book(school).mark(book(school).halves[0], book(school).learners[0]).reading  # noqa: E731
    assert reading() == "absent_justifie"
    said(school, "absent_injustifie", reason="papier d’un autre jour")
    assert reading() == "absent_injustifie"
    decided(school, "refuse", reason="papier d’un autre jour")
    decided(school, "accepte", reason="le bon papier est arrivé")
    assert reading() == "absent_justifie"
    decided(school, "refuse", reason="finalement non")
    assert reading() == "absent_injustifie" and checked(school).broken is None


def test_who_gave_a_paper_ahead_may_still_come_and_sign(client, school):
    client.post(phone(school), TOLD)
    decided(school, "accepte", hour=8)
    signed(school)
    assert book(school).tally(book(school).learners[0]).attended.known() == 4


@pytest.mark.parametrize(("name", "content", "told"), [
    ("arret.pdf", b"MZ\x90\x00", "n’est pas une pièce"),
    ("arret.jpg", PDF, "ne contient pas ce que son nom annonce"),
    ("arret.html", b"<html><script>alert(1)</script>", "n’est pas une pièce"),
    ("arret.txt", b"malade", "ne se garde pas ici"),
    ("arret.pdf", PDF.replace(b"/Catalog", b"/Catalog/OpenAction<</S/JavaScript>>"), "imprimez-le en PDF simple"),
    ("arret.pdf", b"%PDF-" + b"0" * (10 * 1024 * 1024), "dépasse 10 Mo"),
    ("arret.pdf", b"", "vide"),
], ids=["program", "another name", "page", "text", "script", "huge", "empty"])  # fmt: skip
def test_a_hostile_paper_is_refused_and_nothing_is_kept(client, school, name, content, told):
    answer = client.post(phone(school), TOLD | {"text": "", "paper": SimpleUploadedFile(name, content)})
    assert answer.status_code == 422 and told in answer.content.decode()
    assert not Justification.objects.within(school.organisation_id).exists()


def test_papers_that_wait_are_bounded_and_those_of_a_role_that_reads_no_pay_stay_shut(client, school):
    mine = phone(school)
    for _ in range(justifications.MOST):
        assert client.post(mine, TOLD).status_code == 302
    assert "attendez la réponse" in client.post(mine, TOLD).content.decode()
    karim = User.objects.create_user("karim@exemple.fr", name="karim")
    Membership.objects.create(user=karim, organisation=school.organisation, role=Role.REGIE_GENERALE)
    client.force_login(karim)
    here = f"/formation/sessions/{school.pk}/emargement/justificatifs/"
    assert client.get(here).status_code == 403
    with pytest.raises(Refusal, match="scellé"):
        one = Justification.objects.within(school.organisation_id).first()
        justifications.decide(one, state="accepte", reason="", by=karim, author=None, at=at(9))
