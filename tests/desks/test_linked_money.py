"""The money of a partner is counted once: by the line that is linked to its contract, or by the dates of the contract."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from filage.core import rails
from filage.core.changes import undo
from filage.core.enums import Role
from filage.core.models import Membership, User
from filage.core.rails import checks
from filage.core.rails import season as seasons
from filage.core.refusal import Refusal
from filage.desks.budget.models import Line
from filage.desks.budget.operations import linking
from filage.desks.budget.queries.funding import funding
from tests.keeping import kept_rows

CREATION_BALANCE = 12000  # case 1: 78 400 of charges, 66 400 of produits


@kept_rows
def ana(marees):
    """Somebody of production; the contract of the coproducer is written with the sum that the plan counts."""
    user = User.objects.create_user("ana@exemple.fr", name="Ana")
    Membership.objects.create(user=user, organisation=marees.organisation, role=Role.PRODUCTION)
    theatre = marees.partner("Théâtre du Môle")
    line = Line.objects.within(marees.organisation).get(production=marees.production, label="Coproductions")
    line.funder = theatre
    line.save()
    marees.deal(24000, kind="coproduction", form="simple", partner=theatre, stage="signe")
    return user


@pytest.fixture
def line(marees, ana):
    return Line.objects.within(marees.organisation).select_related("funder").get(funder__name="Théâtre du Môle")


@pytest.fixture
def deal(marees, ana):
    return marees.production.deals.get(kind="coproduction")


def left(office):
    rails.refresh([office.production.pk], office.organisation)
    return funding(office.production).budget.previsionnel.need.known()


def said(office, code):
    season = seasons.load(office.organisation.pk, (office.production.pk,))
    return list(next(check for check in checks.catalogue() if check.code == code).find(season))


def test_a_coproduction_typed_twice_is_doubted_then_linked_and_counted_once(marees, line, deal, ana):
    assert left(marees) == CREATION_BALANCE - 24000, "counted twice"
    assert [found.about for found in said(marees, "FIN-024")] == [(f"line:{line.pk}", f"deal:{deal.pk}")]
    entry = linking.link(line, deal, by=ana)
    assert left(marees) == CREATION_BALANCE
    assert said(marees, "FIN-024") == [] == said(marees, "FIN-025")
    undo(entry, by=ana)
    assert left(marees) == CREATION_BALANCE - 24000


def test_a_linked_line_that_says_another_sum_than_its_contract_is_told(marees, line, deal, ana):
    linking.link(line, deal, by=ana)
    deal.base_price = Decimal(20000)
    deal.save()
    (found,) = said(marees, "FIN-025")
    assert "24\u202f000,00" in found.message and "20\u202f000,00" in found.message
    assert left(marees) == CREATION_BALANCE, "the line counts"


def test_another_partner_or_another_sum_without_a_word_is_no_doubt(marees, line, deal, ana):
    line.label, line.unit_price = "Apport en numéraire", Decimal(23000)
    line.save()
    assert said(marees, "FIN-024") == []
    line.label = "Coproduction, deuxième part"
    line.save()
    assert len(said(marees, "FIN-024")) == 1, "the word is enough"
    line.funder = marees.partner("Ville")
    line.save()
    assert said(marees, "FIN-024") == []


def test_a_prepurchase_counted_by_its_dates_takes_the_line_away(marees, line, ana):
    theatre = marees.partner("Scène de l’Anse")
    bought = marees.deal(2900, kind="preachat", partner=theatre, coefficients=["1", "0.85"], stage="signe")
    for day in (date(2027, 4, 2), date(2027, 4, 3)):  # two evenings
        marees.play(day, deal=bought)
    twice = marees.line("produit", "Préachat de deux dates", 5365, funder=theatre)  # case 6: 2 900 + 2 900 × 0,85
    assert {found.about[0] for found in said(marees, "FIN-024")} >= {f"line:{twice.pk}"}
    with pytest.raises(Refusal, match="date par date"):
        linking.link(twice, bought, by=ana)
    linking.keep_the_deal(twice, bought, by=ana)
    assert not Line.objects.within(marees.organisation).filter(pk=twice.pk).exists()
    assert f"line:{twice.pk}" not in {found.about[0] for found in said(marees, "FIN-024")}


def test_a_line_is_not_linked_to_what_is_paid_or_to_another_show(marees, line, deal, ana):
    deal.side = "achat"
    with pytest.raises(Refusal, match="même sens"):
        linking.link(line, deal, by=ana)


def test_the_page_of_a_line_links_it_and_parts_it(marees, line, deal, ana, client):
    client.force_login(ana)
    page = reverse("budget:line_contract", args=[marees.production.slug, line.pk])
    assert "C’est le même argent : relier" in client.get(page).content.decode()
    act = reverse("budget:link_contract", args=[marees.production.slug, line.pk])
    assert client.post(act, {"geste": "relier", "contrat": deal.pk}).status_code == 302
    line.refresh_from_db()
    assert line.deal_id == deal.pk
    shown = client.get(page).content.decode()
    assert "Délier" in shown and "relier<span" not in shown
    client.post(act, {"geste": "delier"})
    line.refresh_from_db()
    assert line.deal_id is None


def test_the_page_is_closed_to_others_and_read_by_a_reader_without_a_gesture(marees, line, deal, ana, client):
    page = reverse("budget:line_contract", args=[marees.production.slug, line.pk])
    reader = User.objects.create_user("lou@exemple.fr")
    Membership.objects.create(user=reader, organisation=marees.organisation, role=Role.EXPERT_COMPTABLE)
    client.force_login(reader)
    assert "même argent : relier" not in client.get(page).content.decode()
    act = reverse("budget:link_contract", args=[marees.production.slug, line.pk])
    assert client.post(act, {"geste": "relier", "contrat": deal.pk}).status_code == 403
    client.force_login(User.objects.create_user("ailleurs@exemple.fr"))
    assert client.get(page).status_code == 404


def test_a_contract_that_is_not_of_this_show_is_not_found(marees, line, ana, client):
    client.force_login(ana)
    act = reverse("budget:link_contract", args=[marees.production.slug, line.pk])
    for told in ("", "x", "0190a1b2-0000-7000-8000-000000000000"):
        assert client.post(act, {"geste": "relier", "contrat": told}).status_code == 404


def test_the_page_asks_few_questions(marees, line, deal, ana, client, django_assert_max_num_queries):
    client.force_login(ana)
    with django_assert_max_num_queries(20):
        client.get(reverse("budget:line_contract", args=[marees.production.slug, line.pk]))
