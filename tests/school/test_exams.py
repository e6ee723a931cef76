"""An exam is written, its candidates come from a session or by hand, and each hears whether she may sit."""

from datetime import date

import pytest

from filage.core.enums import Role
from filage.core.models import Membership, Organisation, User
from filage.portability import operations as files
from filage.portability.exporting import export
from filage.productions.models import Person, Structure
from filage.school.exams.models import Candidate, ExamSession
from filage.school.programmes.models import Habilitation, Learner, SchoolSession, SessionPeriod
from tests.keeping import kept_rows

pytestmark = pytest.mark.django_db


@kept_rows
def school():
    """Return a school that Ana edits and Inès reads, with three learners of the real session."""
    house = Organisation.objects.create(name="École Ouverte", slug="ecole-ouverte")
    for name, role in (("ana", Role.ADMINISTRATION), ("ines", Role.INVITE)):
        Membership.objects.create(user=User.objects.create_user(f"{name}@exemple.fr", name=name), organisation=house, role=role)
    certifier = Structure.objects.create(organisation=house, name="École certificatrice")
    body = Structure.objects.create(organisation=house, name="Octet Formation")
    training = SchoolSession.objects.create(
        organisation=house, name="Promotion 2026", certification="RNCP39624", certifier=certifier, body=body, company_hours=350
    )
    for where, first, last in (("centre", (2025, 12, 1), (2026, 3, 27)), ("entreprise", (2026, 4, 7), (2026, 6, 19))):
        SessionPeriod.objects.create(organisation=house, session=training, where=where, first=date(*first), last=date(*last))
    Habilitation.objects.create(organisation=house, certifier=certifier, body=body, certification="RNCP39624")
    for rank, name in enumerate(("Nora Diallo", "Hugo Petit", "Inès Marchand")):
        person = Person.objects.create(organisation=house, name=name, email=f"p{rank}@exemple.fr", rank=rank)
        Learner.objects.create(organisation=house, session=training, person=person, rank=rank)
    ExamSession.objects.create(
        organisation=house, name="Jury de juin", certification="RNCP39624", training=training, certifier=certifier, body=body,
        first=date(2026, 6, 29), last=date(2026, 6, 30),
    )  # fmt: skip
    return house


@pytest.fixture
def exam(school):
    return ExamSession.objects.within(school).get()


@pytest.fixture
def ana(client, school):
    client.force_login(User.objects.get(email="ana@exemple.fr"))
    return client


def page(client, url):
    return client.get(url).content.decode().replace("\xa0", " ").replace("\u202f", " ")


def test_an_exam_is_written_from_the_session_it_follows(ana, school, exam):
    form = page(ana, f"/formation/examens/nouveau/?session={exam.training_id}")
    assert "selected>Promotion 2026" in form and "selected>Octet Formation" in form
    typed = {"name": "Jury de décembre", "certification": "RNCP39624", "first": "2026-12-14", "last": "2026-12-13"}
    typed |= {"organiser": "organisme", "individual": "a_confirmer"}
    wrong = ana.post("/formation/examens/nouveau/", typed)
    assert wrong.status_code == 422 and "finissent avant de commencer" in wrong.content.decode()
    assert ana.post("/formation/examens/nouveau/", typed | {"last": "2026-12-15"}).status_code == 302
    assert "Jury de décembre" in page(ana, "/formation/examens/")


def test_the_learners_of_a_session_are_registered_in_one_gesture_and_only_once(ana, school, exam):
    url = f"/formation/examens/{exam.pk}/"
    for _ in range(2):
        ana.post(f"{url}candidatures/", {"inscrire": "1"})
    held = Candidate.objects.within(school)
    assert sorted(held.values_list("number", flat=True)) == ["001", "002", "003"]
    assert {(one.route, one.entered_on) for one in held} == {("continue", date(2025, 12, 1))}
    assert page(ana, url).count(">oui<") == 3
    ana.post(f"{url}candidatures/", {"admettre": "1"})
    assert set(held.values_list("state", flat=True)) == {"admis_a_se_presenter"}


def test_without_its_convention_a_partner_opens_no_right(ana, school, exam):
    Habilitation.objects.within(school).update(until=date(2025, 11, 30))
    ana.post(f"/formation/examens/{exam.pk}/candidatures/", {"inscrire": "1"})
    one = Candidate.objects.within(school).first()
    assert "Aucune habilitation" in page(ana, f"/formation/candidats/{one.pk}/")
    refused = ana.post(f"/formation/candidats/{one.pk}/decider/", {"admettre": "1"}, follow=True).content.decode()
    assert "ne peut pas encore se présenter" in refused
    assert Candidate.objects.within(school).get(pk=one.pk).state == "inscrit"


def test_a_candidate_of_another_route_is_added_by_hand_and_may_be_new_to_the_house(ana, school, exam):
    add = f"/formation/examens/{exam.pk}/candidatures/ajouter/"
    typed = {"person": "nom:Farid Benali", "route": "vae", "presents": ["BC01"], "acquired": ["BC01"]}
    assert "déjà acquis" in ana.post(add, typed).content.decode()
    made = ana.post(add, typed | {"acquired": ["BC02", "BC03"]})
    told = page(ana, made.url)
    assert "recevabilité" in told and "Farid Benali" in told and "Déjà acquis : BC02, BC03" in told
    again = ana.post(add, {"person": str(Person.objects.within(school).get(name="Farid Benali").pk), "route": "vae"})
    assert again.status_code == 422 and "déjà candidate ou candidat" in again.content.decode()


def test_an_exam_travels_in_the_filage_file(ana, school, exam, tmp_path):
    ana.post(f"/formation/examens/{exam.pk}/candidatures/", {"inscrire": "1"})
    file = tmp_path / "ecole.filage.yaml"
    file.write_text(export(school))
    Candidate.objects.within(school).delete()
    school.delete()
    assert export(files.import_file(file)) == file.read_text()


def test_a_reader_reads_and_writes_nothing(client, school, exam):
    client.force_login(User.objects.get(email="ines@exemple.fr"))
    assert "Jury de juin" in page(client, f"/formation/sessions/{exam.training_id}/examens/")
    assert "Ajouter une candidature" not in page(client, f"/formation/examens/{exam.pk}/")
    assert client.post(f"/formation/examens/{exam.pk}/candidatures/", {"inscrire": "1"}).status_code == 403
