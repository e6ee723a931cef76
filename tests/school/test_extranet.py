"""The extranet: a document is read by whom it is for, a module is judged without names, a need is read by the referent alone."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from filage.core import clock
from filage.core.enums import Role
from filage.core.models import Membership, Organisation, User
from filage.core.outbox import Mail
from filage.core.refusal import Refusal
from filage.productions.models import Person
from filage.school.extranet.models import (
    LearnerNeed,
    LibraryItem,
    Loan,
    Questionnaire,
    QuestionnaireAnswer,
    Reading,
    SelfMark,
    SharedDocument,
)
from filage.school.extranet.operations import doors, gestures
from filage.school.extranet.queries import quality
from filage.school.programmes.models import Learner, Module, Programme, Referent, SchoolSession, Track
from tests.keeping import kept_rows

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
TODAY = date(2026, 1, 12)
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"


class School:
    """A session with two tracks and three learners."""

    def __init__(self):
        self.organisation = Organisation.objects.create(name="École Ouverte", slug="ecole-ouverte")
        self.ana, self.ines = (self.account(name, role) for name, role in (("ana", Role.ADMINISTRATION), ("ines", Role.INVITE)))
        programme = self.add(Programme, name="Chargé·e de production", certification="RNCP39624")
        self.module = self.add(Module, programme=programme, code="1.1", title="Montage budgétaire")
        self.session = self.add(SchoolSession, name="2025-2026", certification="RNCP39624", programme=programme)
        tracks = [self.add(Track, session=self.session, name=name) for name in ("Théâtre", "Musiques actuelles")]
        people = zip(("Bo Lind", "Ida Roche", "Nour Sy"), (tracks[0], tracks[1], None), strict=True)
        self.bo, self.ida, self.nour = (
            self.add(
                Learner,
                session=self.session,
                track=track,
                person=self.add(Person, name=name, email=f"{name[:2].lower()}@exemple.fr"),
            )
            for name, track in people
        )
        self.theatre = tracks[0]
        self.zoe = self.account("zoe", Role.ADMINISTRATION)
        self.add(Referent, programme=programme, person=self.add(Person, name="Zoé", account=self.zoe), role="handicap")

    def add(self, model, **fields):
        return model.objects.create(organisation=self.organisation, **fields)

    def account(self, name, role):
        user = User.objects.create_user(f"{name}@exemple.fr", name=name)
        Membership.objects.create(user=user, organisation=self.organisation, role=role)
        return user


@kept_rows
def school():
    return School()


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda organisation: TODAY)


@pytest.fixture
def ana(client, school):
    client.force_login(school.ana)
    return client


def space(learner, by):
    return reverse("extranet:own", args=[doors.invite(learner, address=lambda token: token, send=False, by=by)])


def share(client, school, **said):
    sent = SimpleUploadedFile(said.pop("name", "livret.pdf"), said.pop("content", PDF))
    return client.post(reverse("extranet:share", args=[school.session.pk]), {"file": sent, **said})


def test_a_document_is_read_by_whom_it_is_for_and_its_receipt_is_kept_once(ana, client, school):
    assert share(ana, school, title="Déroulé", track=str(school.theatre.pk), acknowledged="on").status_code == 302
    document = SharedDocument.objects.within(school.organisation).get()
    client.logout()
    hers, other = space(school.bo, school.ana), space(school.ida, school.ana)
    assert "Déroulé" in client.get(hers).content.decode() and "Déroulé" not in client.get(other).content.decode()
    for _ in range(2):
        client.post(hers, {"lu": str(document.pk)})
    client.post(other, {"lu": str(document.pk)})
    assert [one.learner for one in Reading.objects.within(school.organisation)] == [school.bo]
    token = hers.split("/")[-2]
    assert client.get(reverse("extranet:own_document", args=[token, document.pk])).content == PDF
    assert client.get(reverse("extranet:own_document", args=[other.split("/")[-2], document.pk])).status_code == 404


@pytest.mark.parametrize(("name", "content"), [
    ("livret.pdf", b"MZ\x90\x00 not a paper"), ("page.html", b"<script>alert(1)</script>"), ("vide.pdf", b""),
])  # fmt: skip
def test_what_is_no_document_is_refused(ana, school, name, content):
    assert share(ana, school, name=name, content=content).status_code == 422
    assert not SharedDocument.objects.within(school.organisation).exists()


def test_the_link_of_a_learner_is_sent_to_her_and_dies_when_another_is_given(ana, client, school):
    page = reverse("extranet:learner", args=[school.bo.pk])
    assert ana.post(f"{page}lien/", {"geste": "envoyer"}).status_code == 302
    assert [mail.to for mail in Mail.objects.all()] == [["bo@exemple.fr"]]
    first = space(school.bo, school.ana)
    assert client.get(space(school.bo, school.ana)).status_code == 200
    assert client.get(first).status_code == 410


def test_a_module_is_judged_once_each_and_nobody_knows_by_whom(ana, client, school):
    asked = gestures.ask(school.session, module=school.module, opened_on=TODAY, closes_on=date(2026, 1, 20), by=school.ana)
    pages = [space(one, school.ana) for one in (school.bo, school.ida, school.nour)]
    for rank, page in enumerate(pages):
        said = {"questionnaire": str(asked.pk), "overall": str(4 - rank), "remark": "Plus de cas" if rank == 0 else ""}
        client.post(page, said)
        client.post(page, said)  # a second time says nothing more
    assert QuestionnaireAnswer.objects.within(school.organisation).count() == 3
    shown = quality.questionnaires(school.session, 3)[0]
    assert (shown.summary.answered, str(shown.summary.satisfied), list(shown.remarks)) == (3, "66.7", ["Plus de cas"])
    assert not any(one.id.version == 7 for one in QuestionnaireAnswer.objects.within(school.organisation)), "no hour in its id"
    assert "Montage budgétaire" in ana.get(reverse("extranet:session", args=[school.session.pk])).content.decode()


def test_a_questionnaire_is_asked_on_its_days_only(client, school):
    school.add(Questionnaire, session=school.session, opened_on=date(2026, 1, 1), closes_on=date(2026, 1, 11))
    asked = Questionnaire.objects.within(school.organisation).get()
    page = space(school.bo, school.ana)
    assert "À vous de dire" not in client.get(page).content.decode()
    client.post(page, {"questionnaire": str(asked.pk), "overall": "4"})
    assert not QuestionnaireAnswer.objects.within(school.organisation).exists()
    with pytest.raises(Refusal, match="déjà ouvert"):
        gestures.ask(school.session, module=None, opened_on=date(2026, 1, 11), closes_on=TODAY, by=school.ana)


def test_a_learner_marks_herself_on_the_competences_of_the_record_and_the_past_is_kept(ana, client, school, monkeypatch):
    page = space(school.bo, school.ana)
    client.post(page, {"c-BC01-C1": "1", "c-BC02-C4": "0", "c-INVENTEE": "3", "c-BC01-C2": "9"})
    monkeypatch.setattr(clock, "today", lambda organisation: date(2026, 3, 2))
    client.post(page, {"c-BC01-C1": "2"})
    held = SelfMark.objects.within(school.organisation).order_by("on", "competence").values_list("on", "competence", "mark")
    assert list(held) == [(TODAY, "BC01-C1", 1), (TODAY, "BC02-C4", 0), (date(2026, 3, 2), "BC01-C1", 2)]
    shown = ana.get(reverse("extranet:learner", args=[school.bo.pk])).content.decode()
    assert "radar-first" in shown and "radar-last" in shown


def test_what_a_learner_needs_is_read_by_the_referent_alone(ana, client, school):
    client.force_login(school.zoe)
    page = reverse("extranet:learner", args=[school.bo.pk])
    said = {"need": "SUPPORTS EN GRANDS CARACTÈRES", "arrangement": "A3", "who_knows": "Zoé", "since": "2026-01-12"}
    assert client.post(f"{page}amenagement/", said).status_code == 302
    assert "SUPPORTS EN GRANDS" in client.get(page).content.decode()
    client.force_login(school.ana)
    assert "SUPPORTS EN GRANDS" not in client.get(page).content.decode()
    assert client.get(f"{page}amenagement/").status_code == 403
    assert LearnerNeed.objects.within(school.organisation).count() == 1


def test_a_copy_is_lent_while_one_is_left_and_is_waited_for(ana, school):
    item = school.add(LibraryItem, title="Guide de la paie", copies=1)
    ana.post(reverse("extranet:lend", args=[item.pk]), {"learner": str(school.bo.pk), "due_on": "2026-01-26"})
    with pytest.raises(Refusal, match="1 sur 1"):
        gestures.lend(item, learner=school.ida, due_on=date(2026, 1, 30), by=school.ana)
    assert "Bo Lind" in ana.get(reverse("extranet:library")).content.decode()
    ana.post(reverse("extranet:give_back", args=[Loan.objects.within(school.organisation).get().pk]))
    assert Loan.objects.within(school.organisation).get().returned_on == TODAY


def test_the_log_is_a_proof_and_what_nothing_shows_is_said_missing(ana, school):
    said = {
        "kind": "veille_legale",
        "on": "2026-01-10",
        "text": "Lecture du guide",
        "action": "Relire nos fiches",
        "due_on": "2026-02-01",
    }
    assert ana.post(reverse("extranet:write_log"), said).status_code == 302
    lines = {one.indicator.number: one for one in quality.indicators(school.organisation)}
    assert [proof.count for proof in lines[23].proofs] == [1] and not lines[23].lacks
    assert lines[24].lacks and not lines[14].lacks, "the indicators of a CFA are not asked of everybody"
    ana.post(reverse("extranet:review", args=[14]), {"state": "a_preparer", "note": "CFA en projet"})
    assert {one.indicator.number: one for one in quality.indicators(school.organisation)}[14].lacks
    page = ana.get(reverse("extranet:indicators")).content.decode()
    assert "Veille légale" in page and "CFA en projet" in page


def test_a_reader_reads_the_session_and_nothing_of_anybody(client, school):
    client.force_login(school.ines)
    assert client.get(reverse("extranet:session", args=[school.session.pk])).status_code == 200
    assert client.get(reverse("extranet:learner", args=[school.bo.pk])).status_code == 403
    assert client.get(reverse("extranet:share", args=[school.session.pk])).status_code == 403
