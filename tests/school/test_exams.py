"""An exam is written, its candidates come from a session or by hand, and each hears whether she may sit."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from filage.core import search
from filage.core.enums import Role
from filage.core.kept import DeadlineRow
from filage.core.links import Link
from filage.core.models import Membership, Organisation, User
from filage.core.outbox import Mail
from filage.portability import operations as files
from filage.portability.exporting import export
from filage.productions.models import Person, Structure
from filage.school.exams.models import Arrangement, Candidate, ExamSession, Juror, Trial
from filage.school.programmes.models import Habilitation, Learner, Programme, Referent, SchoolSession, SessionPeriod
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
    return page_of(client.get(url))


def page_of(answer):
    return answer.content.decode().replace("\xa0", " ").replace("\u202f", " ")


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


HOURS = {
    "opens": "9 h", "closes": "17 h", "noon": "12 h 30", "back": "13 h 30", "pause": "15", "pause_every": "4", "panels": "1",
    "minutes-0": "30", "preparation-0": "20",
}  # fmt: skip


@kept_rows
def held(school):
    """Return an exam whose three candidates may sit, each with a trial from 9 h 20 on."""
    ana, exam = Client(), ExamSession.objects.within(school).get()
    ana.force_login(User.objects.get(email="ana@exemple.fr"))
    url = f"/formation/examens/{exam.pk}/"
    for gesture in ("inscrire", "admettre"):
        ana.post(f"{url}candidatures/", {gesture: "1"})
    assert ana.post(f"{url}horaires/poser/", HOURS).status_code == 302
    return exam


def test_a_timetable_is_drawn_moved_and_says_what_collides(ana, held):
    told = page(ana, f"/formation/examens/{held.pk}/horaires/")
    assert "9 h 20" in told and "10 h 20" in told and "À régler" not in told.split("Convoquer")[0]
    trial = Trial.objects.within(held.organisation).order_by("starts_at").last()
    move = {"on": "2026-06-29", "hour": "9 h 30", "minutes": "30", "preparation": "0", "panel": "Jury"}
    outside = ana.post(f"/formation/epreuves/{trial.pk}/", move | {"on": "2026-07-01"})
    assert outside.status_code == 422 and "pas un jour de l’examen" in outside.content.decode()
    before = ana.post(f"/formation/epreuves/{trial.pk}/", move)
    assert before.status_code == 422 and "même jury" in before.content.decode() and "Poser quand même" in before.content.decode()
    assert Trial.objects.within(held.organisation).get(pk=trial.pk).starts_at == trial.starts_at
    ana.post(f"/formation/epreuves/{trial.pk}/", move | {"anyway": "on"})
    assert "même jury" in page(ana, f"/formation/examens/{held.pk}/horaires/")
    assert (
        "ne tient plus"
        in ana.post(f"/formation/examens/{held.pk}/horaires/poser/", HOURS | {"minutes-0": "400"}).content.decode()
    )
    assert Trial.objects.within(held.organisation).count() == 3  # a day too short changes nothing


def test_the_same_juror_in_two_panels_is_told_before_and_on_the_page(ana, held):
    second = Trial.objects.within(held.organisation).order_by("starts_at")[1]
    made = {}
    for name in ("Soizic Kermarec", "Yann Le Bihan"):
        person = Person.objects.create(organisation=held.organisation, name=name)
        made[name] = Juror.objects.create(organisation=held.organisation, exam=held, person=person, quality="externe")
    edit, url = f"/formation/jures/{made['Soizic Kermarec'].pk}/modifier/", f"/formation/examens/{held.pk}/horaires/"
    assert "Siège à<" not in page(ana, edit)  # one panel: nothing more is asked
    move = {"on": "2026-06-29", "hour": "9 h 40", "minutes": "30", "preparation": "0", "panel": "Jury B"}
    assert ana.post(f"/formation/epreuves/{second.pk}/", move).status_code == 302  # who sits there is not known yet
    assert "À quel jury siègent Soizic Kermarec, Yann Le Bihan ?" in page(ana, url)
    juror = made["Soizic Kermarec"]
    typed = {"person": str(juror.person_id), "quality": "externe", "panels": ["Jury", "Jury B"]}
    assert ana.post(edit, typed).status_code == 302
    Juror.objects.within(held.organisation).filter(pk=made["Yann Le Bihan"].pk).update(panels="Jury B")
    told = "à deux jurys à la même heure, le lundi 29 juin 2026 : Jury à 9 h 20 (salle à préciser) et Jury B à 9 h 40"
    assert f"Soizic Kermarec siège {told}" in page(ana, url) and "À quel jury" not in page(ana, url)
    refused = ana.post(f"/formation/epreuves/{second.pk}/", move)
    assert refused.status_code == 422 and "Soizic Kermarec siège à deux jurys à la même heure" in page_of(refused)
    ana.post(f"/formation/epreuves/{second.pk}/", move | {"panel": "Jury des contrats", "anyway": "on"})  # the only one of Jury B
    seats = {one.person.name: one.panels.splitlines() for one in Juror.objects.within(held.organisation)}
    assert seats == {"Soizic Kermarec": ["Jury", "Jury des contrats"], "Yann Le Bihan": ["Jury des contrats"]}
    again = export(held.organisation)
    assert "jurys:" in again and "Jury des contrats" in again


def test_what_is_arranged_moves_the_hours_and_its_reason_is_read_by_the_referent_alone(ana, client, held):
    programme = Programme.objects.create(organisation=held.organisation, name="Chargé de production")
    SchoolSession.objects.within(held.organisation).update(programme=programme)
    one = Candidate.objects.within(held.organisation).order_by("rank").first()
    url = f"/formation/candidats/{one.pk}/amenagement/"
    typed = {"extra": "33", "helper": "nom:Sam Roche", "material": "sujet en gros caractères", "need": "basse vision"}
    ana.post(url, typed)
    kept = Arrangement.objects.within(held.organisation).get()
    assert kept.need == "" and kept.helper.name == "Sam Roche"  # Ana is no referent: she is not asked, and writes nothing
    told = page(ana, f"/formation/examens/{held.pk}/horaires/")
    assert "10 h 00" in told or "10 h" in told
    assert "temps majoré 33" in told and "gros caractères" in told
    person = Person.objects.create(organisation=held.organisation, name="Ana", account=User.objects.get(email="ana@exemple.fr"))
    Referent.objects.create(organisation=held.organisation, programme=programme, person=person, role="handicap")
    ana.post(url, typed)
    assert "basse vision" in page(ana, url)
    assert "basse vision" not in page(ana, f"/formation/candidats/{one.pk}/") + export(held.organisation)
    client.force_login(User.objects.get(email="ines@exemple.fr"))
    assert client.get(url).status_code == 403 and "temps majoré" not in page(client, f"/formation/examens/{held.pk}/horaires/")


def test_a_summons_names_both_organisations_and_opens_without_account(ana, client, held):
    held.organisation.pinned_on = date(2026, 6, 20)
    held.organisation.save()
    assert "9 jours avant les épreuves : il en faut 15" in page(ana, f"/formation/examens/{held.pk}/horaires/")
    ana.post(f"/formation/examens/{held.pk}/convoquer/")
    assert Mail.objects.filter(organisation=held.organisation, subject__startswith="Convocation").count() == 3
    one = Candidate.objects.within(held.organisation).order_by("rank").first()
    assert one.convened_on == date(2026, 6, 20)
    mail = next(each for each in Mail.objects.all() if one.person.email in each.to)
    assert "Octet Formation" in mail.text and "École certificatrice" in mail.text
    ana.logout()
    address = str(mail.secret).partition("testserver")[2]
    answer = client.get(address)
    assert answer.status_code == 200 and answer.content.startswith(b"%PDF") and "no-store" in answer["Cache-Control"]
    Link.objects.update(expires_at=answer_moment())
    assert client.get(address).status_code == 410


def test_what_must_not_be_missed_is_on_the_agenda_and_an_exam_is_found_by_its_name(ana, school, held):
    ana.post(f"/formation/examens/{held.pk}/candidatures/", {"inscrire": "1"})
    duty = DeadlineRow.objects.within(school).get(provider="exams")
    assert duty.on == date(2026, 6, 14) and "Convoquer" in duty.title  # fifteen days before the 29th
    assert {"examen", "candidature"} <= {one.kind for one in search.find(school, "jury")} | {
        one.kind for one in search.find(school, "nora")
    }
    ana.post(f"/formation/examens/{held.pk}/convoquer/")
    assert not DeadlineRow.objects.within(school).filter(provider="exams").exists()


def answer_moment():
    return datetime(2026, 1, 1, tzinfo=UTC)


def test_the_day_itself_says_who_came_and_what_happened(ana, held):
    one, other = Candidate.objects.within(held.organisation).order_by("rank")[:2]
    ana.post(f"/formation/candidats/{one.pk}/presence/", {"presente": "1"})
    ana.post(f"/formation/candidats/{other.pk}/presence/", {"absente": "1"})
    told = {"kind": "fraude", "candidate": str(one.pk), "on": "2026-06-29", "hour": "10 h", "text": "Téléphone consulté."}
    ana.post(f"/formation/examens/{held.pk}/incident/", told)
    shown = page(ana, f"/formation/examens/{held.pk}/jour/")
    assert "identité vérifiée à" in shown and "absent" in shown and "Téléphone consulté." in shown


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
