"""Admissions: a call is written, a file is filed from a phone before its minute, and nobody opens it before the others."""

from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from filage.core import outbox
from filage.core.models import Link, User
from filage.core.outbox import Mail
from filage.core.refusal import Refusal
from filage.school.admissions.enums import Outcome, Stage
from filage.school.admissions.models import Application
from filage.school.admissions.operations import applying
from filage.school.admissions.queries import calls
from tests.keeping import kept_rows
from tests.school.call_cases import CLOSING, PARIS, PNG, begun, called, filed, filled, opened_school

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@kept_rows
def school():
    return opened_school()


@kept_rows
def intake(school):
    return called(school)


@pytest.fixture
def ana(client, school):
    client.force_login(User.objects.get(email="ana@exemple.fr"))
    return client


@pytest.fixture
def at(monkeypatch):
    """Set the clock of the server."""

    def set_to(moment):
        monkeypatch.setattr(calls, "now", lambda organisation, received=None: moment)

    return set_to


def test_a_call_is_written_in_lines_and_its_page_is_public(client, intake):
    page = client.get("/formation/candidater/ecole-ouverte/promo-2025/").content.decode().replace("\xa0", " ")
    for said in ("15 octobre 2025 à 23 h 59", "10 Région et 10 Autres", "Diplôme", "Attestations (facultatif)"):
        assert said in page, said
    assert "visio.exemple" not in page
    assert intake.closes_at == CLOSING
    assert [(one.name, one.places) for one in intake.quotas.all()] == [("Région", 10), ("Autres", 10)]


def test_a_file_is_filed_step_by_step_and_acknowledged_with_its_number_and_its_hour(client, intake, at):
    at(datetime(2025, 10, 15, 23, 58, 2, tzinfo=PARIS))
    door = begun(client, intake)
    filled(client, door, intake)
    page = filed(client, door)
    assert "n° 1" in page and "15 octobre 2025 à 23 h 58 min 02 s" in page and "Elle est complète" in page
    mail = Mail.objects.order_by("-written_at").first()
    assert "n° 1" in mail.text and outbox.SECRET in mail.text and door not in mail.text, "the address of a file is kept sealed"


@pytest.mark.parametrize(("second", "outcome"), [(0, ""), (1, Outcome.LATE)])
def test_the_closing_holds_to_the_second_whatever_was_begun_before(client, intake, at, second, outcome):
    at(CLOSING - timedelta(minutes=1))
    door = begun(client, intake)
    filled(client, door, intake)
    at(CLOSING + timedelta(seconds=second))
    page = filed(client, door)
    held = Application.objects.within(intake.organisation_id).get()
    assert (held.number, held.outcome, held.state) == (1, outcome, Stage.FILED)
    assert ("n’est pas traité" in page) == bool(second) and "n° 1" in page


def test_what_lacks_is_named_and_may_be_completed_until_the_closing(client, intake, at):
    at(CLOSING - timedelta(hours=1))
    door = begun(client, intake)
    page = filed(client, door)
    for lack in ("date de naissance", "voie", "niveau de diplôme", "CV", "Diplôme"):
        assert lack in page, lack
    assert "Attestations" not in page.split("Complétez")[0]
    filled(client, door, intake)
    assert "Elle est complète" in client.get(door).content.decode()
    at(CLOSING + timedelta(seconds=1))
    answer = client.post(f"{door}projet/", {"project": "autre chose"})
    assert answer.status_code == 422 and "clos depuis" in answer.content.decode()


@pytest.mark.parametrize(("typed", "said"), [
    ("2026-02-03", "Cette date est à venir"), ("1890-01-01", "Cette date est trop ancienne"), ("le 3 mai", "date"),
])  # fmt: skip
def test_an_impossible_day_of_birth_is_refused_and_the_rest_is_kept(client, intake, at, typed, said):
    at(CLOSING - timedelta(days=3))
    door = begun(client, intake)
    answer = client.post(f"{door}vous/", {"first_name": "Lou", "last_name": "Martin", "born_on": typed, "city": "Sète"})
    assert answer.status_code == 422 and said in answer.content.decode() and typed in answer.content.decode()
    held = Application.objects.within(intake.organisation_id).get()
    assert (held.born_on, held.city) == (None, "Sète")


def test_a_piece_far_too_heavy_is_named_with_its_weight_and_what_was_joined_stays(client, intake, at, settings):
    at(CLOSING - timedelta(days=3))
    door = begun(client, intake)
    filled(client, door, intake)
    settings.UPLOAD_LARGEST = 100
    sent = {"piece": intake.pieces.first().pk, "fichier": SimpleUploadedFile("film.pdf", b"%PDF-" + b"x" * 2_000_000)}
    page = client.post(f"{door}pieces/", sent).content.decode().replace("\xa0", " ")
    assert "« film.pdf » pèse 2,0 Mo, pour 10 Mo au plus" in page and page.count(">reçue<") == 2
    assert Application.objects.within(intake.organisation_id).get().joined.count() == 2


def test_a_link_that_has_expired_says_so_and_another_opens_what_was_typed(client, intake, at):
    at(CLOSING - timedelta(days=3))
    door = begun(client, intake)
    client.post(f"{door}vous/", {"first_name": "Lou", "city": "Sète"})
    Link.objects.update(expires_at=CLOSING - timedelta(days=900))
    closed = client.get(f"{door}vous/")
    assert closed.status_code == 410 and "J’ai perdu mon lien" in closed.content.decode()
    asked = {"geste": "lien", "email": "LOU@exemple.fr"}
    assert client.post("/formation/candidater/ecole-ouverte/promo-2025/", asked).status_code == 302
    again = Mail.objects.order_by("-written_at").first().secret
    assert "Sète" in client.get(f"{again}vous/").content.decode()


@pytest.mark.parametrize(("name", "content", "said"), [
    ("cv.exe", b"MZ\x90\x00" + b"\x00" * 40, "n’est pas une pièce"),
    ("cv.pdf", PNG, "ne contient pas ce que son nom annonce"),
    ("cv.txt", b"bonjour", "PDF"),
    ("cv.png", b"\x89PNG\r\n\x1a\n" + b"0" * (10 * 1024 * 1024), "pour 10 Mo au plus"),
    ("cv.pdf", b"", "vide"),
])  # fmt: skip
def test_a_hostile_piece_is_refused_and_nothing_is_kept(client, intake, at, name, content, said):
    at(CLOSING - timedelta(days=3))
    door = begun(client, intake)
    sent = {"piece": intake.pieces.first().pk, "fichier": SimpleUploadedFile(name, content)}
    answer = client.post(f"{door}pieces/", sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Application.objects.within(intake.organisation_id).get().joined.exists()


def test_a_link_opens_one_file_and_an_unknown_one_none(client, intake, at):
    at(CLOSING - timedelta(days=3))
    mine, hers = begun(client, intake), begun(client, intake, email="noa@exemple.fr", first_name="Noa")
    filled(client, mine, intake)
    piece = Application.objects.within(intake.organisation_id).get(email="lou@exemple.fr").joined.first()
    assert client.get(f"{mine}piece/{piece.pk}/").status_code == 200
    assert client.get(f"{hers}piece/{piece.pk}/").status_code == 404
    assert "Lou" not in client.get(f"{hers}vous/").content.decode()
    assert client.get("/formation/dossier/inconnu/vous/").status_code == 410


def test_nobody_begins_before_the_opening_nor_after_the_closing(intake):
    said = {"address": str, "first_name": "Lou", "last_name": "Martin", "email": "lou@exemple.fr"}
    for moment, why in ((intake.opens_at - timedelta(seconds=1), "ouvre le"), (CLOSING + timedelta(seconds=1), "clos depuis")):
        with pytest.raises(Refusal, match=why):
            applying.begin(intake, at=moment, **said)


def test_a_meeting_gives_its_address_by_mail_to_those_who_registered_and_to_no_more_than_it_holds(client, intake, at):
    at(datetime(2025, 6, 1, 12, tzinfo=PARIS))
    meeting, address = intake.meetings.get(), f"/formation/candidater/ecole-ouverte/{intake.slug}/"
    for rank, status in enumerate((302, 302, 422)):
        said = {"geste": "inscrire", "reunion": meeting.pk, "name": "Lou", "email": f"lou{rank}@exemple.fr"}
        assert client.post(address, said).status_code == status
    assert client.post(address, {**said, "email": "lou0@exemple.fr"}).status_code == 302, "twice is once"
    assert meeting.guests.count() == 2
    mails = list(Mail.objects.all())
    assert len(mails) == 2 and all(one.secret == "https://visio.exemple/42" and "exemple/42" not in one.text for one in mails)
    assert "exemple/42" not in client.get(address).content.decode()
