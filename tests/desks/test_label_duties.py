"""The labels of a house: their convention has a term, their missions are listed and said, and no figure is invented."""

from datetime import date, timedelta

import pytest
from django.test import Client

from filage.core.models import JournalEntry, Membership, User
from filage.core.rails import deadlines
from filage.core.rails import season as seasons
from filage.desks.booking.models import LabelDuty
from filage.desks.directory.models import Label
from tests.desks.sound import TODAY, sound

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
MENTION = "mention Art en territoire"


def labelled(code, **fields):
    """Return the company, which bears a label."""
    company = sound()
    company.add(Label, structure=company.ours, code=code, **fields)
    return company


@pytest.mark.parametrize(
    ("since", "told"),
    [
        (date(2023, 1, 1), ["prend fin le 31 déc. 2026"]),  # four years, sixty days before
        (date(2023, 1, 3), []),
        (date(2022, 11, 3), ["prend fin le 2 nov. 2026"]),
        (date(2022, 11, 2), ["a pris fin le 1er nov. 2026"]),
    ],
)
def test_a_convention_lasts_four_years_and_its_end_is_told_sixty_days_ahead(since, told):
    company = labelled("SCIN", since=since, note=MENTION)
    assert [
        one.message.replace("\u00a0", " ").split("quatre ans ")[-1].split("4 ans ")[-1].rstrip(".")
        for one in company.found("LAB-001")
    ] == told


def test_the_end_of_a_convention_is_a_duty_of_the_house():
    company = labelled("SCIN", since=date(2024, 2, 29), note=MENTION)
    due = [one for one in deadlines.of(seasons.load(company.organisation.pk)) if one.key.startswith("label:")]
    assert [(one.on, one.title) for one in due] == [(date(2028, 2, 27), "Fin de convention : SCIN, Les Marées")]


@pytest.fixture
def house():
    """Return a company that bears the label SMAC, its administrator and her browser."""
    company = labelled("SMAC", since=TODAY - timedelta(days=400))
    user = User.objects.create_user("ana@exemple.fr", name="Ana")
    Membership.objects.create(user=user, organisation=company.organisation, role="administration")
    client = Client()
    client.force_login(user)
    return company, client


def test_the_missions_of_the_label_are_listed_with_their_source_and_said_in_one_gesture(house, django_assert_max_num_queries):
    company, client = house
    with django_assert_max_num_queries(20):
        page = client.get("/spectacles/estran/programmation/").content.decode()
    assert "Scène de musiques actuelles" in page and "Décret n° 2017-432" in page
    assert "Dans ce projet : 1 soirée, 0 passage." in page.replace("\u00a0", " ").replace("&nbsp;", " ")
    client.post("/spectacles/estran/programmation/missions/", {"mission": "SMAC-diffusion", "note": "douze soirées au club"})
    page = client.get("/spectacles/estran/programmation/").content.decode()
    assert "douze soirées au club" in page
    assert JournalEntry.objects.within(company.organisation).first().why == "mission de diffusion : tenue"
    client.post("/spectacles/estran/programmation/missions/", {"mission": "SMAC-diffusion"})
    assert not LabelDuty.objects.within(company.organisation).exists()


def test_a_mission_that_no_label_asks_is_refused_and_a_reader_says_nothing(house):
    company, client = house
    client.post("/spectacles/estran/programmation/missions/", {"mission": "PNC-creation"})
    reader = User.objects.create_user("leo@exemple.fr", name="Léo")
    Membership.objects.create(user=reader, organisation=company.organisation, role="invite")
    theirs = Client()
    theirs.force_login(reader)
    theirs.post("/spectacles/estran/programmation/missions/", {"mission": "SMAC-diffusion"})
    assert not LabelDuty.objects.within(company.organisation).exists()


def test_a_house_without_label_sees_no_list():
    company = sound()
    user = User.objects.create_user("ana@exemple.fr", name="Ana")
    Membership.objects.create(user=user, organisation=company.organisation, role="administration")
    client = Client()
    client.force_login(user)
    assert "Ce que demande le label" not in client.get("/spectacles/estran/programmation/").content.decode()
