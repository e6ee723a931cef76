"""Each control speaks when its fact goes wrong, and stays silent on the very edge of its rule."""

import gc
import re
import weakref
from datetime import date, timedelta

import pytest
from django.test import Client

from filage.core import rails
from filage.core.models import Membership, User
from filage.core.rails import checks, deadlines
from filage.core.rails import season as seasons
from filage.productions.models import (
    Venue,
)
from tests.desks import (
    calendar_cases,
    company_cases,
    concert_cases,
    hire_cases,
    money_cases,
    piece_cases,
    road_cases,
    school_cases,
)
from tests.desks.sound import TODAY, sound
from tests.keeping import kept_rows

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
company = kept_rows(sound)
UUIDS = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
DAY = timedelta(days=1)
FIRST = date(2026, 12, 11)


def test_a_sound_company_has_nothing_to_be_told(company):
    season = seasons.load(company.organisation.pk)
    assert [finding.code for finding in checks.of(season) if finding.severity != "info"] == []
    read = weakref.ref(season)
    del season
    gc.collect()
    assert read() is None, "what was computed from a season keeps it, and every edit would keep one more"


def test_a_permanent_is_declared_like_anybody_hired(company):
    hired = {"status": "permanent", "per_performance": False, "unit": "mois", "dpae": "a_faire", "dpae_on": None}
    company.set(company.embauche, **hired, starts_on=TODAY + 9 * DAY, ends_on=None)
    due = [duty for duty in deadlines.of(seasons.load(company.organisation.pk)) if duty.key.startswith("embauche:dpae")]
    assert [duty.on for duty in due] == [TODAY + 9 * DAY] and company.found("EMB-006") == []
    company.set(company.embauche, starts_on=TODAY - 40 * DAY)  # an open contract is not over
    assert [found.severity for found in company.found("EMB-006")] == ["bloquant"]
    company.set(company.embauche, starts_on=None)
    assert company.found("EMB-006") == []


def test_ten_services_at_once_are_told_nine_times_and_not_once_for_each_pair(company):
    for rank in range(9):
        company.play(FIRST, 20, venue=company.add(Venue, name=f"Salle {rank}", city="Brest"), room=None)
    first = f"activity:{company.date.pk}"
    for code in ("CAL-001", "CAL-003"):
        about = [found.about for found in company.found(code)]
        assert len({other for _, other, *_ in about}) == len(about) == 9
        assert {one for one, *_ in about} == {first}, "each is told with the first of the day"


CASES = company_cases.CASES | hire_cases.CASES | calendar_cases.CASES | money_cases.CASES | piece_cases.CASES
CASES |= concert_cases.CASES | road_cases.CASES | school_cases.CASES


OPENED = set()  # the remedies that were followed: one of each address and field


def follow(company, url):
    """Open the page of a remedy as who runs the office, once for each kind of address, and find the field it names."""
    kind = UUIDS.sub("*", url)
    if kind in OPENED:
        return
    OPENED.add(kind)
    user = User.objects.create_user("ana@exemple.fr", name="Ana")
    Membership.objects.create(user=user, organisation=company.organisation, role="administration")
    rails.refresh(None, company.organisation)
    client = Client()
    client.force_login(user)
    path, _, anchor = url.partition("#")
    page = client.get(path)
    assert page.status_code == 200, url
    row, cell = anchor[6:42], anchor[43:]
    if anchor.startswith("ligne-"):
        line = re.search(rf'<tr id="r-{row}".*?</tr>', page.content.decode(), re.DOTALL)
        assert line and (not cell or f'data-f="{cell}"' in line.group()), url
    else:
        assert not anchor or f'id="{anchor}"' in page.content.decode(), url


@pytest.mark.parametrize("code", CASES)
def test_a_control_speaks_when_its_fact_goes_wrong(code, company):
    CASES[code][0](company)
    found = company.found(code)
    assert found, f"{code} ne dit rien"
    follow(company, found[0].remedy_url)
    for finding in found:
        assert finding.subject and finding.message.endswith((".", "?")) and finding.remedy.endswith((".", "?")), finding
        assert finding.remedy_url.startswith("/") and finding.about and finding.citation


@pytest.mark.parametrize("code", CASES)
def test_a_control_is_silent_on_the_edge_of_its_rule(code, company):
    CASES[code][1](company)
    assert company.found(code) == []
