"""The school: the real session is entered in one form, says whether it holds, and travels whole."""

from datetime import date

import pytest

from filage.core.enums import Role
from filage.core.models import Membership, Organisation, User
from filage.portability import operations as files
from filage.portability.exporting import export
from filage.rules.reading import Unreadable
from filage.rules.schooling.typed import calendar, written
from filage.school.programmes.models import SchoolSession, SessionPeriod
from tests.keeping import kept_rows

pytestmark = pytest.mark.django_db
CALENDAR = """centre du 01/12/2025 au 27/03/2026
stage : 7/4/2026 – 19/6/2026
Centre 22/06/2026 30/06/2026"""
TYPED = {
    "name": "Chargé·e de production 2025-2026", "certification": "RNCP39624", "hours_a_day": "7", "centre_hours": "511",
    "company_hours": "350", "most_weeks": "10", "calendar": CALENDAR, "land": "metropole", "places": "20", "price": "8176",
}  # fmt: skip


@kept_rows
def school():
    """Return an organisation that Ana edits and Inès reads."""
    organisation = Organisation.objects.create(name="École Ouverte", slug="ecole-ouverte")
    for name, role in (("ana", Role.ADMINISTRATION), ("ines", Role.INVITE)):
        Membership.objects.create(
            user=User.objects.create_user(f"{name}@exemple.fr", name=name), organisation=organisation, role=role
        )
    return organisation


@pytest.fixture
def ana(client, school):
    client.force_login(User.objects.get(email="ana@exemple.fr"))
    return client


def entered(client, **other):
    answer = client.post("/formation/sessions/nouvelle/", {**TYPED, **other})
    assert answer.status_code == 302, answer.content.decode()
    return answer.url


def test_the_real_session_is_entered_and_says_its_numbers(ana):
    page = ana.get(entered(ana)).content.decode().replace("\xa0", " ").replace("\u202f", " ")
    for said in ("90 jours (83 + 7)", "+119 h", "marge nulle", "11 semaines ISO (15 à 25), 10 au plus", "8 176,00 €"):
        assert said in page, said
    assert "échue" not in page


def test_a_session_after_the_expiry_is_blocked_with_the_citation(ana):
    page = ana.get(entered(ana, calendar="centre du 02/10/2026 au 30/06/2027")).content.decode()
    assert "échue depuis le 01/10/2026" in page and "L6113-9" in page
    on_the_day = ana.get(entered(ana, calendar="centre du 01/10/2026 au 30/06/2027")).content.decode()
    assert "échue depuis" not in on_the_day


def test_a_line_that_did_not_move_keeps_its_identity_and_the_others_follow(ana, school):
    url = entered(ana)
    before = {one.first: one.pk for one in SessionPeriod.objects.within(school)}
    changed = CALENDAR.replace("30/06/2026", "29/06/2026") + "\nfermeture du 22/12/2025 au 02/01/2026"
    assert ana.post(f"{url}modifier/", {**TYPED, "calendar": changed}).status_code == 302
    after = {one.first: one.pk for one in SessionPeriod.objects.within(school)}
    last = date(2026, 6, 22)
    assert set(after) == set(before) and after.pop(last) != before.pop(last) and after == before
    assert "8 jours de moins" in ana.get(url).content.decode()


@pytest.mark.parametrize(("typed", "said"), [
    ("vacances du 01/12/2025 au 02/12/2025", "Ligne 1"),
    ("centre du 02/12/2025 au 01/12/2025", "Ligne 1 : la fin précède"),
    ("centre du 01/12/2025 au 31/12/2025\nstage du 31/12/2025 au 05/01/2026", "se chevauchent"),
    ("centre", "Ligne 1"),
])  # fmt: skip
def test_a_calendar_that_cannot_be_read_says_its_line_and_writes_nothing(ana, school, typed, said):
    answer = ana.post("/formation/sessions/nouvelle/", {**TYPED, "calendar": typed})
    assert answer.status_code == 422 and said in answer.content.decode()
    assert not SchoolSession.objects.within(school).exists()


@pytest.mark.parametrize("typed", ["centre du 31/02/2026 au 01/03/2026", "<b>centre</b> 01/12/2025", "centre 1 2 3"])
def test_what_is_no_calendar_is_refused(typed):
    with pytest.raises(Unreadable):
        calendar(typed)


def test_a_calendar_reads_as_it_is_written():
    assert calendar(written(*calendar(CALENDAR))) == (sorted(calendar(CALENDAR)[0], key=lambda one: one.first), [])


def test_a_session_is_taken_away_and_comes_back(ana, school):
    url = entered(ana)
    assert ana.post(f"{url}supprimer/").status_code == 302
    assert not SchoolSession.objects.within(school).exists()
    ana.post("/annuler/")
    assert SessionPeriod.objects.within(school).count() == 3


def test_a_session_travels_in_the_filage_file(ana, school, tmp_path):
    entered(ana, calendar=f"{CALENDAR}\nfermeture du 22/12/2025 au 02/01/2026")
    file = tmp_path / "ecole.filage.yaml"
    file.write_text(export(school))
    school.delete()
    assert export(files.import_file(file)) == file.read_text()


def test_a_reader_reads_and_the_record_says_it_is_over(client, school):
    client.force_login(User.objects.get(email="ines@exemple.fr"))
    assert "Nouvelle session" not in client.get("/formation/").content.decode()
    assert 'href="/formation/"' in client.get("/").content.decode()
    record = client.get("/formation/certifications/RNCP39624/").content.decode()
    assert "Critères non officiels" in record and "BC04-C3" in record
    assert client.get("/formation/certifications/RNCP1/").status_code == 404
    assert client.get("/formation/sessions/nouvelle/").status_code == 403
