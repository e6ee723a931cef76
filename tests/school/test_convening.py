"""Convocations, calendars by a secret link, those who teach and their papers, what falls due, what the search finds."""

import io
import re
from datetime import date

import pytest
from django.test import Client
from icalendar import Calendar
from pypdf import PdfReader

from filage.core import outbox
from filage.core.enums import Role
from filage.core.models import Membership, User
from filage.core.rails import deadlines
from filage.core.rails import season as seasons
from filage.portability import operations as files
from filage.school.programmes import rails
from filage.school.programmes.models import Habilitation, Learner, SchoolSession, SessionPeriod, Slot, Trainer, TrainerPaper
from filage.school.programmes.operations import convening
from tests.house.repository import ROOT
from tests.keeping import kept_rows

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@kept_rows
def ana():
    """Return who edits the school of the examples, which Inès reads."""
    organisation = files.import_file(ROOT / "examples/ecole.filage.yaml")
    for name, role in (("ana", Role.ADMINISTRATION), ("ines", Role.INVITE)):
        user = User.objects.create_user(f"{name}@exemple.fr", name=name)
        Membership.objects.create(user=user, organisation=organisation, role=role)
    return User.objects.get(email="ana@exemple.fr")


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


def events(token):
    answer = Client().get(f"/formation/agenda/{token}.ics")
    assert answer.status_code == 200 and answer["Cache-Control"] == "private, no-store"
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def test_a_learner_follows_her_own_half_days_at_their_hours_and_nothing_of_another(ana, session):
    learner = session.learners.select_related("person", "track").order_by("rank")[0]
    found = events(convening.give(session, f"stagiaire:{learner.pk}", by=ana))
    assert len(found) == 146 + 1  # 73 days of two half-days, and the period in a company
    first = min((one for one in found if hasattr(one["DTSTART"].dt, "hour")), key=lambda one: one["DTSTART"].dt)
    assert (first["DTSTART"].dt.strftime("%d/%m/%Y %H:%M"), first["DTEND"].dt.strftime("%H:%M")) == ("01/12/2025 09:00", "13:00")
    said = " ".join(str(one) for one in found)
    assert "Théâtre" not in said and learner.track.name == "Musiques actuelles"  # the other track is not hers
    assert not any(other.person.name in said for other in session.learners.select_related("person"))


def test_a_trainer_follows_hers_and_a_link_that_is_withdrawn_opens_nothing(browser, session):
    trainer = Trainer.objects.within(session.organisation_id).get(person__name="Odile Vantrelle")
    url = f"/formation/sessions/{session.pk}/convocations/"
    page = browser.post(url, {"de": f"formateur:{trainer.pk}"}, follow=True).content.decode()
    token = re.search(r"/formation/agenda/([\w-]+)\.ics", page)[1]
    assert len(events(token)) == Slot.objects.within(session.organisation_id).filter(trainer=trainer).count()
    assert token not in browser.get(url).content.decode()  # said once
    pk = re.search(r'name="retirer" value="([0-9a-f-]+)"', browser.get(url).content.decode())[1]
    browser.post(url, {"retirer": pk})
    assert Client().get(f"/formation/agenda/{token}.ics").status_code == 410
    assert browser.post(url, {"de": "stagiaire:inconnu"}).status_code == 302


def test_each_is_convened_once_and_the_paper_says_when_and_where(browser, session, school):
    url = f"/formation/sessions/{session.pk}/convocations/"
    browser.post(f"{url}envoyer/")
    mails = outbox.Mail.objects.filter(organisation=school)
    assert mails.count() == 20 and all(len(one.to) == 1 for one in mails)
    assert "lundi 1er décembre 2025" in mails[0].text.replace("\xa0", " ")
    assert Learner.objects.within(school).filter(convened_on=date(2025, 12, 5)).count() == 20  # the day it is there
    browser.post(f"{url}envoyer/")
    assert mails.count() == 20
    learner = session.learners.order_by("rank")[0]
    paper = PdfReader(io.BytesIO(browser.get(f"{url}{learner.pk}/papier.pdf").content))
    text = " ".join(page.extract_text() for page in paper.pages).replace("\xa0", " ").replace("\u202f", " ")
    for said in (
        "Aïssata Kone-Brière",
        "9 h – 13 h et 14 h – 17 h",
        "du 01/12/2025 au 27/03/2026",
        "Magasin-des-Décors",
        "Sabine Lettvik",
    ):
        assert said in text, said


def test_a_fee_is_read_by_who_reads_the_pay_alone(browser, client, school):
    trainer = Trainer.objects.within(school).get(person__name="Odile Vantrelle")
    assert "60,00" in browser.get(f"/formation/formateurs/{trainer.pk}/").content.decode()
    client.force_login(User.objects.get(email="ines@exemple.fr"))
    assert "60,00" not in client.get(f"/formation/formateurs/{trainer.pk}/").content.decode()


def duties(school):
    """Return what the programmes say falls due, as every edit reads it."""
    return [one for desk, one in deadlines.of_the_house(seasons.load(school.pk)) if desk == "programmes"]


def test_papers_convocations_and_habilitations_fall_due(browser, session, school):
    trainer = Trainer.objects.within(school).get(person__name="Odile Vantrelle")
    asked = {"kind": "cv", "due_on": "2025-12-01"}
    assert browser.post(f"/formation/formateurs/{trainer.pk}/", asked).status_code == 302
    SessionPeriod.objects.within(school).filter(first=date(2025, 12, 1)).update(first=date(2026, 1, 5))
    Habilitation.objects.within(school).update(until=date(2026, 3, 5))  # ninety days after
    said = {one.title: (one.on, one.state) for one in duties(school)}
    assert said["Cv : Odile Vantrelle"] == (date(2025, 12, 1), "en retard")
    assert said[f"Convoquer les stagiaires : {session.name}"] == (date(2025, 12, 21), "à faire")
    assert any(title.startswith("Fin de l’habilitation RNCP39624") for title in said)
    Habilitation.objects.within(school).update(until=date(2026, 3, 6))
    TrainerPaper.objects.within(school).update(received_on=date(2025, 12, 2))
    assert [one.key.partition(":")[0] for one in duties(school)] == ["convoquer"]


def test_the_search_finds_sessions_certifications_and_trainers_where_they_are(school, session):
    def found(*words):
        return [row.kind for row in rails.looked_for(school.pk, words, 10, True)]

    assert found("rncp39624") == ["session de formation", "programme de formation", "certification"]
    assert found("odile") == ["intervenant·e"] and found("diffusion") == ["intervenant·e"] and found("zzz") == []


def test_a_calendar_says_whether_it_holds_while_it_is_typed(browser, school):
    lines = (
        "centre du 01/12/2025 au 27/03/2026", "centre du 22/06/2026 au 30/06/2026",
        "fermeture du 22/12/2025 au 02/01/2026", "fermeture du 23/02/2026 au 06/03/2026",
    )  # fmt: skip
    typed = {"calendar": "\n".join(lines), "morning_hours": "4", "afternoon_hours": "3", "centre_hours": "511",
             "company_hours": "0", "land": "metropole"}  # fmt: skip
    said = browser.post("/formation/sessions/essai/", typed).content.decode().replace("\xa0", " ").replace("\u202f", " ")
    assert "504 h" in said and "il manque 7 h" in said
    assert "Ligne 1" in browser.post("/formation/sessions/essai/", typed | {"calendar": "vacances"}).content.decode()
    assert SchoolSession.objects.within(school).count() == 1
