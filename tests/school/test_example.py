"""The school of the examples holds a session that took place, entered as its programme says it."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from filage.core.enums import Role
from filage.core.models import Membership, User
from filage.core.rails import proofs
from filage.portability import operations
from filage.rules.schooling.record import certifications
from filage.school.admissions.models import Application, Intake
from filage.school.attendance.models import Placement
from filage.school.attendance.queries import book, placements
from filage.school.attendance.queries.register import checked
from filage.school.exams.models import Candidate, ExamSession
from filage.school.exams.queries import again, deliberating, evidence, following, minutes, sitting
from filage.school.extranet.models import Questionnaire, QuestionnaireAnswer
from filage.school.programmes.models import Learner, Module, SchoolSession, Slot, Track, Trainer
from tests.house.repository import ROOT
from tests.keeping import kept_rows

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
HALF = {"matin": 4, "apres_midi": 3}


@kept_rows
def school():
    """Return the school of the examples."""
    return operations.import_file(ROOT / "examples/ecole.filage.yaml")


def test_the_school_holds_the_session_of_861_hours_planned_to_the_hour(school):  # programme 2025 of a training body
    session = SchoolSession.objects.within(school).get()
    assert (session.centre_hours, session.company_hours, session.places, session.price) == (511, 350, 20, Decimal("8176.00"))
    assert (session.morning_hours, session.afternoon_hours, session.certification, session.most_weeks) == (4, 3, "RNCP39624", 10)
    assert [(one.where, one.first, one.last) for one in session.periods.all()] == [
        ("centre", date(2025, 12, 1), date(2026, 3, 27)),
        ("entreprise", date(2026, 4, 7), date(2026, 6, 19)),
        ("centre", date(2026, 6, 22), date(2026, 6, 30)),
    ]
    assert (
        session.closures.count() == 0
        and Learner.objects.within(school).count() == 20
        and Trainer.objects.within(school).count() > 5
    )
    for track in Track.objects.within(school):  # each learner has 511 hours, of which 90 of her track
        own = sum(HALF[one.moment] for one in Slot.objects.within(school).filter(track=track))
        common = sum(HALF[one.moment] for one in Slot.objects.within(school).filter(track=None))
        assert (track.name in ("Musiques actuelles", "Théâtre"), own, own + common) == (True, 90, 511)


def test_the_modules_cover_the_nineteen_competences_and_say_only_the_hours_that_are_known(school):
    modules = Module.objects.within(school)
    covered = {code for one in modules for code in one.competences.split(", ") if code}
    assert covered == {one.code for one in certifications()["RNCP39624"].competences} and len(covered) == 19
    assert {one.code: one.hours for one in modules if one.hours} == {"3.6.1": 90, "3.6.2": 90, "6": 350}


def test_a_week_of_the_school_is_signed_in_a_whole_chain_with_one_late_and_one_excused(school):
    session = SchoolSession.objects.within(school).get()
    found, held = checked(session), book(session)
    assert found.broken is None and found.count == session.attendance.count() > 40
    readings = [str(held.mark(half, one).reading) for one in held.learners for half in held.week(date(2025, 12, 1))]
    assert readings.count("absent_justifie") == 2 and readings.count("retard") == 1
    assert "téléphone en panne" in session.attendance.get(text__contains='"tardive":true').text
    assert [one.get_state_display() for one in Placement.objects.within(school)] == ["lieu approuvé"]


@kept_rows
def school_of_the_jury():
    """Return the school of the examples whose jury deliberates."""
    return operations.import_file(ROOT / "examples/ecole-jury.filage.yaml")


def test_the_jury_that_closed_validated_a_whole_title_a_part_and_one_with_an_exemption(school_of_the_jury):
    closed = deliberating.bench(ExamSession.objects.within(school_of_the_jury).get(first=date(2025, 6, 24)))
    assert [str(one.final) for one in closed.sheets] == ["valide", "partiel", "valide", "absent"]
    assert minutes.is_whole(closed.deliberation) and len(closed.panel.sitting) == 4
    exempted = closed.sheets[2]
    assert str(exempted.results["BC03-C3"]) == "exempte"
    assert [one.juror.person.name for one in exempted.set_aside] == ["Claire Ostrowski"]


def test_who_comes_back_is_examined_on_what_she_misses_and_nothing_else(school_of_the_jury):
    exam = ExamSession.objects.within(school_of_the_jury).get(first=date(2026, 6, 24))
    bench = deliberating.bench(exam)
    asked = {one.candidate.person.name: [cell.competence.code for cell in one.cells if cell.asked] for one in bench.sheets}
    assert asked["Théodora Quillan"] == ["BC02-C4"] and asked["Lou Kerbrat"] == ["BC04-C1", "BC04-C2", "BC04-C3"]
    assert len(asked["Maïa Lestrange"]) == 19 and len(asked["Ilan Corvasse"]) == 5 + 3
    assert [one.text for one in bench.panel.lacks] == ["Yves Larquier n’a pas signé sa déclaration de liens."]
    assert all(one.right.is_open for one in sitting.whole(exam).seated)


def test_who_was_not_certified_is_presented_again_in_one_gesture_with_what_she_keeps(school_of_the_jury, client):
    exam = ExamSession.objects.within(school_of_the_jury).get(first=date(2026, 6, 24))
    ana = User.objects.create_user("ana-example@exemple.fr", name="Ana")
    Membership.objects.create(user=ana, organisation=school_of_the_jury, role=Role.ADMINISTRATION)
    client.force_login(ana)
    assert [one.candidate.person.name for one in again.waiting(exam)] == ["Salomé Périchon"]  # the other is there already
    exam.candidates.get(person__name="Théodora Quillan").delete()
    theodora = again.waiting(exam)[0]
    assert (theodora.decision, theodora.kept, theodora.missing) == (
        "validation partielle",
        ("BC01", "BC03", "BC04"),
        ("BC02-C4",),
    )
    client.post(f"/formation/examens/{exam.pk}/candidatures/", {"reprendre": ""})
    made = exam.candidates.get(person__name="Théodora Quillan")
    seat = sitting.one_seat(made)
    assert seat.right.is_open and [block.code for block in seat.presents] == ["BC02"] and made.previous.exam != exam
    assert "BC02-C1" in seat.kept and "BC02-C4" not in seat.kept and again.waiting(exam) == []


def test_the_statistics_of_a_session_count_its_applications_and_hold_back_too_few_answers(school_of_the_jury):
    exam = ExamSession.objects.within(school_of_the_jury).get(first=date(2025, 6, 24))
    told = following.results(exam).session
    assert (told.applied, told.entered, told.sat, told.whole, told.partial, told.success) == (None, 4, 3, 2, 1, 67)
    intake = Intake.objects.create(
        organisation=school_of_the_jury, session=exam.training, name="Appel", slug="appel",
        opens_at=datetime(2024, 3, 1, tzinfo=UTC), closes_at=datetime(2024, 10, 15, tzinfo=UTC),
    )  # fmt: skip
    for state, outcome in (("brouillon", ""), ("decision", "admis"), ("decision", "refuse"), ("inscrit", "admis")):
        Application.objects.create(
            organisation=school_of_the_jury, intake=intake, state=state, outcome=outcome, begun_at=intake.opens_at
        )
    asked = Questionnaire.objects.create(
        organisation=school_of_the_jury, session=exam.training, opened_on=date(2025, 3, 1), closes_on=date(2025, 3, 15)
    )
    for mark in (4, 3):
        QuestionnaireAnswer.objects.create(organisation=school_of_the_jury, questionnaire=asked, overall=mark)
    assert following.results(exam).session.satisfaction is None  # one would know who said it
    QuestionnaireAnswer.objects.create(organisation=school_of_the_jury, questionnaire=asked, overall=1)
    told = following.results(exam).session
    assert (told.applied, told.admitted, told.satisfaction) == (3, 2, 67)


def test_a_candidate_shows_a_project_and_the_fifty_days_in_a_company_that_both_signed(school_of_the_jury):
    one = Candidate.objects.within(school_of_the_jury).get(person__name="Maïa Lestrange")
    found = evidence.matrix_of(one)
    held = {cell.deliverable for cell in found.cells if cell.is_proved}
    assert {"contrat de cession", "budget de production", "rétroplanning"} <= held and 0 < found.proved < len(found.cells)
    (stay,) = placements.followed(one.learner.session)  # the period of the real session: 50 days of 7 h in 11 weeks
    assert (len(stay.weeks), stay.signed, stay.to_say, stay.progress.reached) == (11, 350, [], True)
    assert checked(one.learner.session).broken is None


def test_the_juries_show_an_auditor_what_they_hold(school_of_the_jury):
    shown = proofs.of(school_of_the_jury)
    counts = {number: sum(one.count for one in held) for number, held in shown.items()}
    assert (counts[3], counts[2], counts[16], counts[31]) == (4, 1, 8, 1)
