"""What a manager does with findings: read what changed, set one aside with a reason and a day, see what she may see."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.utils import timezone

from filage.core import tracing
from filage.core.dismissals import Dismissal
from filage.core.kept import FindingRow
from filage.core.models import FindingTrace, Membership, Organisation
from filage.core.rails import checks

BLOCKS = {"severity": "bloquant"}


def one(season, **wanted):
    return FindingRow.objects.within(season.organisation).filter(production=season.estran.pk, **wanted).first()


def address(row):
    return f"/controles/ecarter/?{urlencode({'constat': row.key})}"


def until(season, days):
    return (season.today + timedelta(days=days)).isoformat()


def shown(client, query=""):
    page = client.get(f"/controles/{query}").context["page"]
    return [(found.row.code, found.work) for heap in page.heaps for found in heap.findings]


def test_findings_are_read_desk_by_desk_and_object_by_object(client, season):
    client.force_login(season.ana)
    assert len(shown(client, "?bureau=budget")) == 4 and shown(client, "?bureau=schedule") == []
    assert shown(client, f"?sur=production:{season.estran.pk}") == [("VIG-01", "L’Estran")]


def test_a_finding_says_its_citation_how_sure_it_is_and_what_it_holds_back(client, season):
    client.force_login(season.ana)
    page = client.get("/controles/").content.decode()
    assert "C. trav., art. L. 8222-1</a>" in page and "officielle" in page and "la signature est retenue" in page
    assert "17 contrôles" not in page and f"pour {len(checks.catalogue())} contrôles" in page


def test_setting_a_finding_aside_asks_why_and_until_when(client, season):
    client.force_login(season.ana)
    row = one(season, code="BUD-02")
    assert "Captation vidéo" in client.get(address(row)).content.decode()
    refused = client.post(address(row), {"reason": "", "until": until(season, 10)})
    assert refused.status_code == 422 and not Dismissal.objects.within(season.organisation).exists()
    assert client.post(address(row), {"reason": "devis le 4", "until": until(season, 10)}).status_code == 302
    assert ("BUD-02", "L’Estran") not in shown(client) and ("BUD-02", "Petites vagues") in shown(client)
    aside = client.get("/controles/ecartes/").content.decode()
    assert "devis le 4" in aside and "Ana" in aside


def test_a_finding_that_blocks_is_counted_no_more_once_set_aside(client, season):
    client.force_login(season.ana)
    client.post(address(one(season, **BLOCKS)), {"reason": "attestation reçue par courrier", "until": until(season, 10)})
    page = client.get("/controles/").content.decode()
    assert "<b>1 retient un acte.</b>" in page and '1<span class="sr"> bloquant</span>' in page
    (held,) = Dismissal.objects.within(season.organisation)
    client.post(f"/controles/reprendre/{held.pk}/")
    assert "<b>2 retiennent un acte.</b>" in client.get("/controles/").content.decode()


@pytest.mark.parametrize(("who", "status"), [("lou", 404), ("karim", 422)])
def test_who_may_not_set_it_aside_is_refused(client, season, who, status):
    row = one(season, **BLOCKS)
    client.force_login(getattr(season, who))
    answer = client.post(address(row), {"reason": "x", "until": until(season, 10)})
    assert answer.status_code == status and not Dismissal.objects.within(season.organisation).exists()


def test_somebody_from_elsewhere_brings_no_finding_back(client, season):
    client.force_login(season.ana)
    client.post(address(one(season, code="BUD-02")), {"reason": "plus tard", "until": until(season, 10)})
    (held,) = Dismissal.objects.within(season.organisation)
    client.force_login(season.lou)
    assert client.post(f"/controles/reprendre/{held.pk}/").status_code == 404
    assert "plus tard" not in client.get("/controles/ecartes/").content.decode()


def test_what_changed_since_yesterday_is_told(client, season):
    client.force_login(season.ana)
    Organisation.objects.update(created_at=timezone.now() - timedelta(days=9))
    rows = FindingRow.objects.within(season.organisation).values(*tracing.KEPT)
    tracing.follow(season.organisation.pk, (), list(rows))
    FindingTrace.objects.within(season.organisation).update(appeared_at=timezone.now() - timedelta(days=5))
    gone, *kept = rows
    new = {**gone, "key": "BUD-09 nouveau", "code": "BUD-09"}
    FindingRow.objects.within(season.organisation).filter(key=gone["key"]).update(key=new["key"], code="BUD-09")
    tracing.follow(season.organisation.pk, (), [*kept, new])
    page = client.get("/controles/?depuis=hier").context["page"]
    assert [found.row.code for heap in page.heaps for found in heap.findings] == ["BUD-09"]
    assert [found.row.code for found in page.gone] == [gone["code"]]
    assert "Depuis hier : 1 de plus, 1 de moins." in client.get("/controles/").content.decode()


def test_what_is_found_when_a_space_is_made_is_not_news(client, season):
    client.force_login(season.ana)
    rows = FindingRow.objects.within(season.organisation).values(*tracing.KEPT)
    tracing.follow(season.organisation.pk, (), list(rows))
    page = client.get("/controles/?depuis=hier")
    assert page.context["page"].heaps == [] and "Rien de nouveau" in page.content.decode()


def test_what_somebody_earns_is_told_to_who_reads_pay_only(client, season):
    rows = FindingRow.objects.within(season.organisation).filter(code="BUD-02")
    rows.update(
        code="BUD-004", pay=True, message="Nora gagne 1 234,00 € de moins que le minimum", about=f"line:{season.estran.pk}"
    )
    client.force_login(season.ana)
    assert "1 234,00" in client.get("/controles/").content.decode()
    Membership.objects.filter(user=season.ana).update(role="diffusion")
    for page in ("/controles/", "/spectacles/l-estran/"):
        told = client.get(page).content.decode()
        assert "1 234,00" not in told
    assert checks.named("BUD-004").title in client.get("/controles/").content.decode()


def test_the_catalogue_says_every_check_as_the_code_declares_it(client, season):
    client.force_login(season.ana)
    page = client.get("/controles/catalogue/").content.decode()
    missing = [check.code for check in checks.catalogue() if f'id="{check.code}"' not in page]
    assert missing == [] and "Un budget n’est pas équilibré" in page


def test_a_space_of_examples_says_which_day_it_is(client, season):
    client.force_login(season.ana)
    assert "Espace d’exemple" not in client.get("/").content.decode()
    season.organisation.pinned_on = "2026-11-02"
    season.organisation.save()
    assert "nous y sommes le 2\u00a0novembre\u00a02026" in client.get("/").content.decode()
