"""Each object wears its findings where it is shown: a line, a date, a deal, an embauche, a funder, somebody, a place."""

from datetime import date

import pytest

from filage.core import rails
from filage.core.models import Membership, User
from filage.core.rails import checks
from filage.core.rails.checks import Check, Found
from filage.core.rails.types import Severity
from filage.desks.budget.models import Line
from filage.productions.models import Person

OBJECTS = ("line", "funder", "activity", "deal", "engagement", "person", "venue", "structure")
PLACES = (
    ("line:{line}", "/spectacles/estran/budget/?phase=creation"),
    ("engagement:{engagement}", "/spectacles/estran/budget/?phase=exploitation"),
    ("funder:{funder}", "/spectacles/estran/financement/"),
    ("funder:{funder}", "/spectacles/estran/financement/{funder}/"),
    ("activity:{activity}", "/spectacles/estran/calendrier/"),
    ("activity:{activity}", "/spectacles/estran/tournee/?saison=2026"),
    ("activity:{activity}", "/saison/?mois=2027-03&vue=liste"),
    ("activity:{activity}", "/dates/{activity}/"),
    ("deal:{deal}", "/spectacles/estran/contrats/"),
    ("engagement:{engagement}", "/spectacles/estran/contrats/"),
    ("person:{person}", "/personnes/"),
    ("venue:{venue}", "/lieux/"),
    ("structure:{structure}", "/structures/"),
    ("structure:{ours}", "/structure/"),
)


@pytest.fixture
def worn(marees, client):
    """Return the ids of one object of each kind, every one of them found faulty, and their organisation open to a reader."""
    here, partner = {"organisation": marees.organisation}, marees.partner("Le Môle", kind="lieu")
    venue, deal = marees.venue("Théâtre du Môle"), marees.deal(2500, partner=partner)
    date_, awa = marees.play(date(2027, 3, 12), venue, deal), marees.add(Person, name="Awa Diarra")
    engaged = marees.engage("Comédienne", "artiste", "160", "1.55", person=awa)
    typed = Line.objects.within(marees.organisation).get(label="Charges de création")
    funder = Line.objects.within(marees.organisation).get(label="DRAC")
    ids = dict(zip(OBJECTS, (each.pk for each in (typed, funder, date_, deal, engaged, awa, venue, partner)), strict=True))

    ids["ours"] = marees.structure.pk

    def everything(season):
        for key in [f"{kind}:{pk}" for kind, pk in ids.items() if kind in OBJECTS] + [f"structure:{ids['ours']}"]:
            yield Found(subject="x", message="x", remedy="", production=marees.production.pk, about=(key,))

    rule = Check(
        code="ESS-009",
        title="Tout est à revoir",
        desk="essai",
        severity=Severity.ALERTE,
        citation="Code d’essai, art. 9",
        confidence="derived",
        find=everything,
    )
    ana = User.objects.create_user("ana@exemple.fr", name="Ana")
    Membership.objects.create(user=ana, role="administration", **here)
    client.force_login(ana)
    with checks.only(rule):
        rails.refresh(None, marees.organisation)
        yield ids


@pytest.mark.parametrize(("key", "address"), PLACES)
def test_an_object_wears_its_findings_where_it_is_shown(worn, client, key, address):
    page = client.get(address.format(**worn)).content.decode()
    assert f'href="/controles/?sur={key.format(**worn)}" title="Tout est à revoir"' in page


def test_a_date_of_the_month_wears_its_findings_without_a_link_in_its_link(worn, client):
    page = client.get("/saison/?mois=2027-03").content.decode()
    assert '<span class="mk sev-alerte" title="Tout est à revoir">' in page


def test_the_mark_of_an_object_leads_to_its_findings_alone(worn, client):
    page = client.get(f"/controles/?sur=venue:{worn['venue']}").context["page"]
    assert [len(heap.findings) for heap in page.heaps] == [1] and page.total == len(worn)
