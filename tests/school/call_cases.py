"""A school that calls for candidates, and what an applicant does on her phone until her file is filed."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from filage.core.enums import Role
from filage.core.models import Membership, Organisation, User
from filage.productions.models import Person
from filage.school.admissions.models import Intake
from filage.school.programmes.models import SchoolSession, SessionPeriod

PARIS = ZoneInfo("Europe/Paris")
CLOSING = datetime(2025, 10, 15, 23, 59, 59, tzinfo=PARIS)  # « jusqu’au 15/10/2025 inclus »
AFTER = CLOSING + timedelta(days=8)
SELECTION = CLOSING + timedelta(days=16)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63f8cfc0f01f0005000"
    "1ff89993d1d0000000049454e44ae426082"
)
TYPED = {
    "name": "Candidater 2025-2026", "slug": "promo-2025", "published": "on", "opens_on": "2025-03-01", "opens_hour": "0 h",
    "closes_on": "2025-10-15", "closes_hour": "23 h 59", "interviews_from": "2025-10-23", "interviews_until": "2025-10-24",
    "decides_on": "2025-10-31", "routes": ["continue"], "entries": "", "pieces": "CV\nDiplôme\nAttestations (facultatif)",
    "quotas": "Région : 10 (Région, France Travail)\nAutres : 10 (Afdas, CPF, PTP, employeur, fonds personnels)",
    "criteria": "Projet professionnel × 3\nMotivation", "keep_months": "24",
    "meetings": "16/06/2025 14 h 30, visio https://visio.exemple/42, 2 places",
}  # fmt: skip


def opened_school():
    """Return a school that Ana edits, with the real session of 2025-2026 and its call, closing at the minute."""
    organisation = Organisation.objects.create(name="École Ouverte", slug="ecole-ouverte", pinned_on=date(2025, 10, 1))
    user = User.objects.create_user("ana@exemple.fr", name="ana")
    Membership.objects.create(user=user, organisation=organisation, role=Role.ADMINISTRATION)
    session = SchoolSession.objects.create(
        organisation=organisation, name="Promotion 2025-2026", certification="RNCP39624", places=20, price="8176"
    )
    first, last = date(2025, 12, 1), date(2026, 6, 30)
    SessionPeriod.objects.create(organisation=organisation, session=session, where="centre", first=first, last=last)
    Person.objects.create(organisation=organisation, name="Camille Roux")
    return organisation


def called(school):
    """Return the call, as Ana typed it."""
    ana, session = Client(), SchoolSession.objects.within(school).get()
    ana.force_login(User.objects.get(email="ana@exemple.fr"))
    answer = ana.post(f"/formation/sessions/{session.pk}/candidatures/appel/", TYPED)
    assert answer.status_code == 302, answer.content.decode()
    return Intake.objects.within(school).get()


def begun(client, intake, **said):
    typed = {"geste": "commencer", "first_name": "Lou", "last_name": "Martin", "email": "lou@exemple.fr", **said}
    answer = client.post(f"/formation/candidater/ecole-ouverte/{intake.slug}/", typed)
    assert answer.status_code == 302, answer.content.decode()
    return answer.url.removesuffix("vous/")


def filled(client, door, intake):
    """Fill all that is asked, step by step, as a phone does."""
    who = {"first_name": "Lou", "last_name": "Martin", "born_on": "1996-02-03", "phone": "06 12 34 56 78", "city": "Toulouse"}
    course = {"route": "continue", "level": "4", "funder": "region"}
    for step, said in (("vous", who), ("parcours", course), ("projet", {"project": "Produire des compagnies de rue."})):
        assert client.post(f"{door}{step}/", said).status_code == 302
    for piece in intake.pieces.filter(required=True):
        sent = {"piece": piece.pk, "fichier": SimpleUploadedFile("page.png", PNG)}
        assert client.post(f"{door}pieces/", sent).status_code == 302


def filed(client, door):
    return (
        client.post(f"{door}deposer/", {"accord": "1"}, follow=True).content.decode().replace("\xa0", " ").replace("\u202f", " ")
    )
