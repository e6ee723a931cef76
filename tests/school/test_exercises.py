"""An exercise is given, opened by each learner's own link, answered, handed in, marked, and its marks let out."""

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from filage.core.enums import Role
from filage.core.models import Membership, Organisation, User
from filage.core.rails import proofs
from filage.productions.models import Person
from filage.rules.schooling.exercises.drawing import drawn, seed_of
from filage.rules.schooling.exercises.record import exercises
from filage.school.exercises import queries
from filage.school.exercises.models import Assignment, HandIn, TypedAnswer
from filage.school.exercises.operations import given as operations
from filage.school.exercises.queries import given as reading
from filage.school.programmes.models import Learner, SchoolSession
from tests.keeping import kept_rows
from tests.rules.test_exercises import CASE_1 as RIGHT
from tests.rules.test_exercises import SMALL

CASE_1 = exercises()["cas-1-plateau-prix"]
pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@kept_rows
def school():
    """Return a session of two learners, in a school that Ana edits and Inès reads."""
    organisation = Organisation.objects.create(name="École Ouverte", slug="ecole-ouverte")
    for name, role in (("ana", Role.ADMINISTRATION), ("ines", Role.INVITE)):
        user = User.objects.create_user(f"{name}@exemple.fr", name=name)
        Membership.objects.create(user=user, organisation=organisation, role=role)
    session = SchoolSession.objects.create(organisation=organisation, name="Promotion 1")
    for rank, name in enumerate(("Noa Prigent", "Zélie Marec")):
        person = Person.objects.create(organisation=organisation, name=name, email=f"{name[:3].lower()}@exemple.fr")
        Learner.objects.create(organisation=organisation, session=session, person=person, rank=rank)
    return session


@pytest.fixture
def ana(client, school):
    client.force_login(User.objects.get(email="ana@exemple.fr"))
    return client


@pytest.fixture
def door(school, client):
    """Return a function that gives an exercise and returns the address of a learner, and who gives it."""

    def give(name="Noa Prigent", **fields):
        by = User.objects.get(email="ana@exemple.fr")
        made = operations.give(school, by=by, exercise=fields.pop("exercise", CASE_1.code), **fields)
        row = made.hand_ins.get(learner__person__name=name)
        return f"/copie/{operations.invite(row, by=by)}/", row

    return give


def page_of(client, address):
    return client.get(address).content.decode().replace("\xa0", " ").replace("\u202f", " ")


def test_case_1_with_one_deliberate_mistake_is_found_by_the_marking(client, door, school):
    address, row = door()
    assert "Commencer" in page_of(client, address) and "Coût plateau" not in page_of(client, address)
    client.post(address, {"commencer": "1"})
    page = page_of(client, address)
    assert "Coût plateau d’une représentation" in page and "1 686" not in page, "l’énoncé, sans sa réponse"
    mistaken = CASE_1.solved.replace('quantite: "12"', 'quantite: "8"')
    file = SimpleUploadedFile("copie.filage.yaml", mistaken.encode())
    client.post(address, {"rendre": "1", "production": file})
    row.refresh_from_db()
    assert row.handed_in_at and len(row.sha256) == 64 and row.production == mistaken
    page = page_of(client, address)
    assert "Rendue le" in page and "1 686" not in page, "rien avant que les notes soient montrées"
    operations.release(row.assignment, by=User.objects.get(email="ana@exemple.fr"))
    page = page_of(client, address)
    assert "Technique : quantité 8 au lieu de 12 (−132,00 €)" in page and "17 sur 20" in page
    assert "Vient de la question 1&nbsp;: comptée une fois." in page


def test_an_exercise_is_given_from_its_page_and_each_receives_her_own_link(ana, school):
    answer = ana.post(f"/formation/sessions/{school.pk}/exercices/donner/", {"exercise": CASE_1.code, "due_on": "2027-03-01"})
    given = Assignment.objects.within(school.organisation).get()
    assert answer.url == f"/formation/exercices/donnes/{given.pk}/" and given.hand_ins.count() == 2
    row = given.hand_ins.first()
    page = ana.post(f"{answer.url}agir/", {"lien": str(row.pk)}, follow=True).content.decode()
    (token,) = re.findall(r"/copie/([\w-]+)/", page)
    assert token not in ana.get(answer.url).content.decode(), "dit une seule fois"
    assert "Noa Prigent" in page_of(ana, f"/copie/{token}/")
    ana.post(f"{answer.url}agir/", {"ecrire": "1"})
    assert ana.get(f"/copie/{token}/").status_code == 410, "un nouveau lien ferme le précédent"


def test_a_link_opens_one_hand_in_and_nobody_elses(client, door, school):
    address, row = door()
    client.post(address, {"commencer": "1"})
    client.post(address, {"garder": "1", "q-plateau": "1 686", "q-inconnue": "1"})
    assert [(one.hand_in_id, one.text) for one in TypedAnswer.objects.within(school.organisation)] == [(row.pk, "1 686")]
    assert "Zélie" not in page_of(client, address)
    assert client.get(f"/formation/copies/{row.pk}/").status_code == 302, "sans compte, rien d’autre ne s’ouvre"


def test_an_answer_that_is_no_number_is_told_before_it_is_handed_in(client, door):
    address, row = door()
    client.post(address, {"commencer": "1"})
    kept = client.post(address, {"q-plateau": "1 686,00 €", "q-solde": "douze <b>", "q-part": ""}, headers={"HX-Request": "true"})
    assert "question 2a, « douze &lt;b&gt; »" in kept.content.decode() and "question 1," not in kept.content.decode()
    assert "question 2a, « douze &lt;b&gt; »" in page_of(client, address)
    client.post(address, {"rendre": "1", "q-solde": "1,234.56", "q-minimum": "20"})
    read = {code: f"{value}" for code, value in reading.typed(reading.hand_in(row.organisation, row.pk)).items()}
    assert read == {"plateau": "1686.00", "solde": "1234.56", "minimum": "20"}


def test_a_trainer_reads_variants_before_giving_an_exercise(ana, school):
    first, second = (page_of(ana, f"/formation/exercices/{CASE_1.code}/?variante={seed}") for seed in (1, 2))
    assert "variante=2" in first and first != second and "Une autre variante" in first
    assert "Voir une variante" in page_of(ana, f"/formation/exercices/{CASE_1.code}/?variante=x")


def test_what_is_handed_in_never_moves(client, door):
    address, row = door()
    client.post(address, {"commencer": "1"})
    client.post(address, {"rendre": "1", "q-plateau": "1686"})
    row.refresh_from_db()
    before = (row.handed_in_at, row.sha256)
    client.post(address, {"rendre": "1", "q-plateau": "1"})
    client.post(address, {"garder": "1", "q-plateau": "1"})
    row.refresh_from_db()
    assert (row.handed_in_at, row.sha256) == before and row.answers.get().text == "1686"


@pytest.mark.parametrize(("content", "said"), [
    (b" ", "est vide"),
    (b"PK\x03\x04 rien", "abîmé"),
    (CASE_1.start.replace("slug: cas-1-plateau-prix", "slug: autre").encode(), "n’est pas celui de l’exercice"),
    (b"bonjour", "n’est pas un fichier Filage"),
    ("Libellé;Montant\nDRAC;15000\n".encode("cp1252"), "rendez la production exportée, ou son classeur"),
    (b"0" * (20 * 1024 * 1024 + 1), "dépasse 20 Mo"),
])  # fmt: skip
def test_a_file_that_is_not_a_copy_is_refused_and_nothing_is_frozen(client, door, content, said):
    address, row = door()
    client.post(address, {"commencer": "1"})
    file = SimpleUploadedFile("copie.yaml", content)
    answer = client.post(address, {"rendre": "1", "q-plateau": "1686", "production": file}, follow=True)
    row.refresh_from_db()
    assert said in answer.content.decode() and row.handed_in_at is None and row.answers.get().text == "1686"


def test_the_end_of_a_mock_exam_hands_in_what_was_kept(client, door, school):
    address, row = door(minutes=60)
    client.post(address, {"commencer": "1"})
    client.post(address, {"garder": "1", "q-plateau": "1686"})
    HandIn.objects.within(school.organisation).filter(pk=row.pk).update(opened_at=timezone.now() - timedelta(minutes=61))
    client.post(address, {"garder": "1", "q-solde": "12000"})
    row.refresh_from_db()
    assert row.by_clock and row.handed_in_at == row.opened_at + timedelta(minutes=60)
    assert [one.question for one in row.answers.all()] == ["plateau"]
    assert "Rendue par l’horloge" in page_of(client, address)


def test_one_learner_may_have_more_time_than_the_others(client, door, school):
    address, row = door(minutes=60)
    client.post(address, {"commencer": "1"})
    operations.give_time(row, 20, by=User.objects.get(email="ana@exemple.fr"))
    HandIn.objects.within(school.organisation).filter(pk=row.pk).update(opened_at=timezone.now() - timedelta(minutes=61))
    client.post(address, {"garder": "1", "q-plateau": "1686"})
    row.refresh_from_db()
    assert row.handed_in_at is None and row.answers.count() == 1 and "80 min" in page_of(client, address)


def test_a_late_hand_in_is_taken_and_said(client, door):
    address, _ = door(due_at=datetime(2020, 1, 1, tzinfo=UTC))
    client.post(address, {"commencer": "1"})
    client.post(address, {"rendre": "1"})
    assert "en retard" in page_of(client, address)


def test_an_exercise_opens_at_its_hour(client, door):
    address, row = door(opens_at=timezone.now() + timedelta(days=1))
    assert "s’ouvre le" in client.post(address, {"commencer": "1"}, follow=True).content.decode()
    row.refresh_from_db()
    assert row.opened_at is None


def test_each_learner_of_a_variant_is_marked_on_her_own_figures(client, door):
    address, row = door(varied=True)
    mine = drawn(CASE_1, seed_of(row.assignment_id, row.learner_id))
    client.post(address, {"commencer": "1"})
    assert len({drawn(CASE_1, seed).figures["cachet"].value for seed in range(20)}) > 1
    answers = {f"q-{code}": f"{value.known():f}" for code, value in mine.expected().items()}
    client.post(address, {"rendre": "1", **answers})
    held = reading.held(reading.hand_in(row.organisation, row.pk), CASE_1)
    assert held.mark == 20


def test_the_statistics_of_a_question_tell_the_frequent_wrong_value(school):
    by = User.objects.get(email="ana@exemple.fr")
    made = operations.give(school, by=by, exercise=CASE_1.code)
    for row in made.hand_ins.all():
        TypedAnswer.objects.create(organisation=school.organisation, hand_in=row, question="plateau", text="1 090,00 €")
    found = [reading.held(one, CASE_1) for one in reading.hand_ins(made)]
    told = reading.statistics(found, CASE_1)[0]
    assert (told.answered, told.right, told.gap, told.frequent) == (2, 0, Decimal("596.00"), [(Decimal("1090.00"), 2)])


def test_what_a_trainer_reads_makes_the_mark_and_feeds_the_competences(ana, door, school):
    address, row = door()
    ana.post(address, {"commencer": "1"})
    ana.post(address, {"rendre": "1", **{f"q-{code}": value for code, value in RIGHT.items()}})
    assert queries.marks_of(row.learner) == [], "rien avant que les notes soient montrées"
    said = {"p-hypotheses": "3", "r-hypotheses": "sourcées", "p-prix": "2", "remark": "Bien vu."}
    assert ana.post(f"/formation/copies/{row.pk}/", said).status_code == 302
    assert ana.post(f"/formation/copies/{row.pk}/", {"p-prix": "4"}).status_code == 422, "de 0 à 3"
    ana.post(f"/formation/exercices/donnes/{row.assignment_id}/agir/", {"notes": "1"})
    (result,) = queries.marks_of(row.learner)
    assert (result.mark, result.competences) == (20, CASE_1.competences)
    assert result.criteria == {"BC01-C1": 3, "BC01-C5": 2}
    shown = proofs.of(school.organisation)
    assert [(one.label, one.count) for one in shown[11]] == [
        ("copies corrigées, notes montrées", 1), ("appréciations de grille, critère par critère", 2),
    ]  # fmt: skip
    assert shown[10][0].count == 1
    assert "Bien vu." in page_of(ana, address) and "20" in page_of(ana, f"/formation/stagiaires/{row.learner_id}/notes/")


def test_a_reader_of_the_house_sees_the_statement_and_no_answer(client, school):
    client.force_login(User.objects.get(email="ines@exemple.fr"))
    page = page_of(client, f"/formation/exercices/{CASE_1.code}/")
    assert "Les Marées" in page and "1 686" not in page
    assert client.get(f"/formation/exercices/{CASE_1.code}/exporter/").status_code == 403


def test_a_school_imports_an_exercise_of_its_own_and_exports_it(ana, school):
    def post(text):
        return ana.post("/formation/exercices/importer/", {"file": SimpleUploadedFile("e.yaml", text.encode())})

    assert post(SMALL).url == "/formation/exercices/essai/"
    assert ana.get("/formation/exercices/essai/exporter/").content.decode() == SMALL
    assert "donnez-lui une autre version" in post(SMALL).content.decode()
    assert "la formule donne 6" in post(SMALL.replace('attendu: "6"', 'attendu: "5"')).content.decode()


def test_a_learner_takes_the_start_as_a_file_and_as_a_workbook(client, door):
    address, _ = door()
    assert client.get(f"{address}depart.yaml").status_code == 410, "pas avant d’avoir commencé"
    client.post(address, {"commencer": "1"})
    assert client.get(f"{address}depart.yaml").content.decode() == CASE_1.start
    assert client.get(f"{address}depart.xlsx").content[:2] == b"PK"


def test_a_defence_is_marked_by_the_grid_each_criterion_by_its_weight(ana, door):
    address, row = door(exercise="cas-6-defense-partenaires")
    ana.post(address, {"commencer": "1"})
    ana.post(address, {"rendre": "1"})
    exercise = exercises()["cas-6-defense-partenaires"]
    marks = {f"p-{one.code}": "1" if one.code == "demande" else "3" for one in exercise.criteria}
    ana.post(f"/formation/copies/{row.pk}/", marks)
    held = reading.held(reading.hand_in(row.organisation, row.pk), exercise)
    assert held.mark == Decimal(54) * 20 / 60  # la demande pèse 3 : deux points de moins, trois fois
    assert held.lacks == ["Demande explicite et chiffrée"]
    assert "Ce qui manque pour acquérir" in page_of(ana, f"/formation/copies/{row.pk}/")


def test_a_learner_with_an_account_works_in_a_space_of_her_own(client, door):
    noa = User.objects.create_user("noa@exemple.fr", name="Noa")
    client.force_login(noa)
    address, row = door()
    client.post(address, {"commencer": "1"})
    assert client.post(address, {"espace": "1"}).url == "/"
    space = Organisation.objects.get(slug=f"exercice-{row.pk.hex}")
    assert [str(one.user) for one in space.memberships.all()] == ["Noa", "Noa"], "elle seule, avec ses deux rôles"
    client.post(address, {"espace": "1"})
    assert Organisation.objects.filter(slug__startswith="exercice-").count() == 1
    client.post(address, {"rendre": "espace"})
    row.refresh_from_db()
    assert row.handed_in_at and "slug: cas-1-plateau-prix" in row.production
    other = row.assignment.hand_ins.exclude(pk=row.pk).get()
    for hers in (other, row):
        assert client.get(f"/formation/copies/{hers.pk}/").status_code == 404, "la page de qui forme n’est à personne d’autre"
    client.force_login(User.objects.get(email="ana@exemple.fr"))
    assert client.get("/spectacles/cas-1-plateau-prix/").status_code == 404
