"""The planning of a session: half-days laid, moved, taken back, what they break said during the gesture, hours counted."""

from datetime import date
from decimal import Decimal

import pytest

from filage.core.enums import Role
from filage.core.models import Membership, User
from filage.desks.schedule.models import Unavailability
from filage.portability import operations as files
from filage.school.attendance.models import AttendanceRecord
from filage.school.programmes.models import Module, SchoolSession, Slot, Track, Trainer
from filage.school.programmes.queries import planning
from tests.house.repository import ROOT
from tests.keeping import kept_rows

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@kept_rows
def ana():
    """Return who edits the school of the examples, before anybody signed: what is signed moves no more."""
    organisation = files.import_file(ROOT / "examples/ecole.filage.yaml")
    AttendanceRecord.objects.within(organisation).delete()
    user = User.objects.create_user("ana@exemple.fr", name="Ana")
    Membership.objects.create(user=user, organisation=organisation, role=Role.ADMINISTRATION)
    return user


@pytest.fixture
def school(ana):
    return ana.memberships.get().organisation


@pytest.fixture
def session(school):
    return SchoolSession.objects.within(school).get()


@pytest.fixture
def browser(client, ana):
    client.force_login(ana)
    return client


def url(session, end=""):
    return f"/formation/sessions/{session.pk}/planning/{end}"


def said(browser, session):
    return browser.get(url(session)).content.decode().replace("\xa0", " ").replace("\u202f", " ")


def test_the_real_session_is_planned_to_the_hour_without_a_clash(browser, session):
    board = planning.board(session)
    assert board.clashes == [] and {one.code for one in board.findings} == {"heures_planifiees"}
    page = said(browser, session)
    assert "Musiques actuelles : 511 h planifiées, exactement." in page and "Montage budgétaire" in page
    assert {volume.planned for _, volume in board.by_learner()} == {Decimal(511)}


def test_a_run_said_in_one_line_fills_the_mornings_that_are_free_and_undo_takes_it_back(browser, session, school):
    Slot.objects.within(school).delete()
    module = Module.objects.within(school).get(code="1.1")
    given = {"serie": "chaque matin du lundi au vendredi jusqu’à 21 h", "depuis": "2025-12-01", "module": str(module.pk)}
    answer = browser.post(url(session, "poser/"), given, follow=True)
    assert "6 demi-journées" in answer.content.decode() and "la dernière est de 1 h" in answer.content.decode()
    laid = Slot.objects.within(school).order_by("on")
    assert [(one.on.day, one.moment, one.hours) for one in laid] == [
        (1, "matin", None), (2, "matin", None), (3, "matin", None), (4, "matin", None), (5, "matin", None), (8, "matin", 1),
    ]  # fmt: skip
    assert planning.board(session).by_module()[str(module.pk)].planned == 21
    browser.post("/annuler/")
    assert not Slot.objects.within(school).exists()


def test_what_is_dragged_says_what_it_breaks_and_moves_all_the_same(browser, session, school):
    morning = Slot.objects.within(school).get(on=date(2025, 12, 1), moment="matin")
    Unavailability.objects.create(
        organisation=school, person=morning.trainer.person, since=date(2025, 12, 4), until=date(2025, 12, 4)
    )
    tried = browser.get(f"/formation/demi-journees/{morning.pk}/essai.json?du=2025-12-01&au=2025-12-07").json()
    assert "2025-12-01 matin" not in tried  # where it is
    assert [one["texte"] for one in tried["2025-12-01 apres_midi"]] == [
        "Grande salle est déjà prise (1.6 Excel appliqué à la production de spectacles)",
        "tout le groupe a déjà cours (1.6 Excel appliqué à la production de spectacles)",
    ]
    assert any("n’est pas libre" in one["texte"] for one in tried["2025-12-04 matin"])
    assert any("hors des périodes" not in one["texte"] for one in tried["2025-12-06 matin"])
    assert browser.post(f"/formation/demi-journees/{morning.pk}/deplacer/", {"ou": "2025-12-02 matin"}).status_code == 302
    assert "a déjà cours" in said(browser, session)
    moved = Slot.objects.within(school).get(pk=morning.pk)
    assert (moved.on, moved.moment) == (date(2025, 12, 2), "matin")


def test_the_usual_week_of_a_trainer_is_ticked_shown_and_read_while_one_drags(browser, session, school):
    morning = Slot.objects.within(school).get(on=date(2025, 12, 1), moment="matin")
    page = f"/formation/formateurs/{morning.trainer_id}/"
    ticked = {"person": str(morning.trainer.person_id), "usual_halves": ["je-m", "ma-a", "lu-m", "ma-m", "lu-a"]}
    assert browser.post(f"{page}modifier/", ticked).status_code == 302
    assert Trainer.objects.within(school).get(pk=morning.trainer_id).usual_halves == "lu-m,lu-a,ma-m,ma-a,je-m"
    for shown in (page, "/formation/formateurs/"):
        assert "lundi et mardi, jeudi matin" in browser.get(shown).content.decode()
    assert browser.get(f"{page}modifier/").content.decode().count("checked") == 5
    assert browser.post(f"{page}modifier/", ticked | {"usual_halves": ["sa-m"]}).status_code != 302
    tried = browser.get(f"/formation/demi-journees/{morning.pk}/essai.json?du=2025-12-01&au=2025-12-07").json()
    told = {where for where, all_ in tried.items() for one in all_ if "ne vient pas d’habitude" in one["texte"]}
    assert told == {
        "2025-12-03 matin",
        "2025-12-03 apres_midi",
        "2025-12-04 apres_midi",
        "2025-12-05 matin",
        "2025-12-05 apres_midi",
    }


def test_the_choice_of_the_page_says_where_it_would_break_something(browser, session, school):
    track = Track.objects.within(school).get(name="Théâtre")
    rokia = Trainer.objects.within(school).get(person__name="Rokia Sanago")
    asked = {"trainer": str(rokia.pk), "track": str(track.pk), "du": "2026-01-12", "au": "2026-01-18"}
    tried = browser.get(url(session, "essai.json"), asked).json()
    texts = [one["texte"] for one in tried["2026-01-13 matin"]]
    assert any(text.startswith("Rokia Sanago est déjà pris·e (3.6.1") for text in texts)
    assert browser.get(url(session, "essai.json"), asked | {"au": "2099-01-01"}).json() == {}


def test_a_half_day_that_is_signed_stays_where_it_was_signed(browser, session, school):
    slot = Slot.objects.within(school).get(on=date(2025, 12, 1), moment="matin")
    signed = {(slot.pk, learner.pk): Decimal(4) for learner in session.learners.all()[:2]}
    with (
        planning.held_slots.only(essai=lambda one: "Signée par deux stagiaires : elle ne bouge plus."),
        planning.signed_hours.only(essai=lambda one: signed),
    ):
        answer = browser.post(f"/formation/demi-journees/{slot.pk}/deplacer/", {"ou": "2025-12-02 matin"}, follow=True)
        assert "elle ne bouge plus" in answer.content.decode()
        board = planning.board(session)
        assert board.by_module()[str(slot.module_id)].signed == 4 and board.by_learner()[0][1].signed == 4
        assert browser.get(f"/formation/sessions/{session.pk}/heures/").status_code == 200
    assert Slot.objects.within(school).get(pk=slot.pk).on == date(2025, 12, 1)


def test_one_half_day_is_laid_changed_and_taken_away(browser, session, school):
    browser.post(url(session, "poser/"), {"ou": "2026-01-05 matin"})
    made = Slot.objects.within(school).get(on=date(2026, 1, 5), moment="matin", module=None)
    form = {"on": "2026-01-05", "moment": "apres_midi", "kind": "autonome", "hours": "2,5", "note": "bibliothèque"}
    assert browser.post(f"/formation/demi-journees/{made.pk}/", form).status_code == 302
    assert "2,5 h en autonomie, hors des 511 h en centre." in said(browser, session)
    assert browser.post(f"/formation/demi-journees/{made.pk}/retirer/").status_code == 302
    assert not Slot.objects.within(school).filter(pk=made.pk).exists()


@pytest.mark.parametrize("given", [{"serie": ""}, {"serie": "quand on veut"}, {"ou": "hier"}, {"serie": "3 h le 25/12/2025"}])
def test_what_cannot_be_laid_is_said_and_writes_nothing(browser, session, school, given):
    before = Slot.objects.within(school).count()
    assert browser.post(url(session, "poser/"), {"depuis": "2025-12-25", **given}).status_code == 302
    assert Slot.objects.within(school).count() == before


def test_the_month_shows_the_same_half_days(browser, session):
    page = browser.get(f"{url(session)}?vue=mois&le=2025-12-15").content.decode()
    assert page.count("data-half-slot") == 30  # fifteen days before Christmas
