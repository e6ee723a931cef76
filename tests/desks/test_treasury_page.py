"""What a manager does about a hollow: try what could go wrong, find the gestures that fill it, carry them out, take them back."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from filage.core import rails
from filage.core.changes import undo
from filage.core.enums import Role
from filage.core.models import Membership, User
from filage.core.refusal import Refusal
from filage.desks.budget.forms.cash import steps
from filage.desks.budget.models import Payment
from filage.desks.budget.operations import treasury as operations
from filage.desks.budget.queries.cash import Scenario, balances, cash
from filage.desks.budget.views import trying
from filage.portability import operations as portability
from filage.productions.models import Deal, Production
from filage.rules.treasury.gestures import DEPOSIT_SHARE, gesture
from tests.house.repository import ROOT
from tests.keeping import kept_rows

pytestmark = [pytest.mark.usefixtures("in_november"), pytest.mark.one_database]

ADDRESS = "/spectacles/les-heures-creuses/tresorerie/"
TODAY = date(2026, 11, 21)
PLANNED = [7820, 9790, 2510, 26030, 21050, -2030, -14610, -590, 6130]
ACCEPTED = [7820, 9790, 2510, 26030, 21050, 4270, 2940, 2410, 6130]


@kept_rows
def production():
    """Return case 2 as its example holds it: two series signed, two coproductions, a set paid in two times."""
    organisation = portability.import_file(ROOT / "examples/tresorerie-creation.filage.yaml")
    return Production.objects.within(organisation).get()


def member(production, role):
    user = User.objects.create_user(f"{role}@exemple.fr", name=role.label)
    Membership.objects.create(user=user, organisation=production.organisation, role=role)
    return user


@kept_rows
def ana(production):
    return member(production, Role.PRODUCTION)


def plan(production, scenario=None):
    return cash(production, scenario or Scenario(), TODAY)


def due(production, label, on):
    return next(one for one in plan(production).dues if one.label == label and one.on == on)


def deal(production, month):
    return next(pk for pk, label in plan(production).series.items() if month in label)


def test_the_months_are_those_of_the_correction(production):
    assert balances(plan(production).plan) == PLANNED


def test_the_accepted_plan_is_the_one_that_asks_least_and_leaves_no_month_below_zero(production, ana):
    first = plan(production).plans[0]
    assert list(first.balances) == ACCEPTED
    assert {trying.said(each).replace("\xa0", " ") for each in first.gestures} == {
        "Demander un acompte de 30 % sur les cessions signées : 5 250,00 € en mars 2027.",
        "Faire avancer la moitié du versement « Coproduction, La Scène des Carrières » : 6 000,00 € en mars 2027.",
        "Reporter « Décor » : 6 300,00 € en avril 2027.",
    }
    entry = operations.carry_out(production, steps(trying.sent(first.gestures)), by=ana)
    assert balances(plan(production).plan) == ACCEPTED
    undo(entry, by=ana)
    assert balances(plan(production).plan) == PLANNED


def test_a_series_cancelled_loses_its_sales_and_a_late_funder_moves_its_money(production):
    drac = next(key for key, name in plan(production).receipts.items() if name == "DRAC")
    late = plan(production, Scenario({drac: 2})).tried
    assert balances(late) == [7820, 9790, 2510, 11030, 6050, -2030, -14610, -590, 6130]  # the correction of question 4
    cancelled = plan(production, Scenario(cancelled=deal(production, "avril"))).tried
    assert balances(cancelled) == [*PLANNED[:8], 6130 - 10000]


def test_an_instalment_is_given_another_day_and_one_that_is_paid_is_not(production, ana):
    held = due(production, "Décor", date(2027, 2, 15))
    operations.reschedule(production, {held.key: date(2027, 4, 15)}, by=ana)
    assert balances(plan(production).plan)[5:8] == [4270, -8310, -590]
    paid = due(production, "Décor", date(2026, 11, 16))
    with pytest.raises(Refusal, match="est fait"):
        operations.reschedule(production, {paid.key: date(2027, 1, 1)}, by=ana)
    with pytest.raises(Refusal, match="n’existe plus"):
        operations.reschedule(production, {"paiement-rien": date(2027, 1, 1)}, by=ana)


def test_half_an_instalment_becomes_an_instalment_of_its_own(production, ana):
    found = plan(production)
    half = next(each for each in found.gestures if "Carrières" in each.label)
    whole = Payment.objects.within(production.organisation_id).get(pk=half.key.partition("-")[2])
    operations.carry_out(production, steps(f"avance:{half.key}:0.5:2027-03"), by=ana)
    rows = Payment.objects.within(production.organisation_id).filter(line=whole.line).order_by("on")
    assert [(one.on, one.amount) for one in rows] == [(date(2027, 3, 15), Decimal(6000)), (date(2027, 4, 15), Decimal(6000))]


def test_a_gesture_tells_the_low_point_that_the_treasury_shows_once_it_is_done_vat_settled(db):
    """A structure which recovers VAT: what moves takes its tax along, and the settlement of the month after follows."""
    organisation = portability.import_file(ROOT / "examples/les-marees.filage.yaml")
    sea = Production.objects.within(organisation).get(slug="ce-que-la-mer-rend")
    ana = member(sea, Role.PRODUCTION)
    Deal.objects.within(organisation).filter(stage="signe").update(deposit_rate=None, deposit_on=None)
    rails.refresh(None, organisation)
    found = plan(sea)
    assert any(found.vat)
    set_later = next(each for each in found.gestures if each.label == "Décor")
    start = found.shown.months[0].month
    asked = gesture(
        start, balances(found.plan), found.movables["cessions"], share=DEPOSIT_SHARE, to=date(2027, 2, 1), vat=found.vat
    )
    for chosen in ([set_later], [asked], [set_later, asked]):
        told = trying.ends(found, chosen)
        entry = operations.carry_out(sea, steps(trying.sent(chosen)), by=ana)
        assert list(told) == balances(plan(sea).plan)
        undo(entry, by=ana)


def test_wages_and_what_is_paid_are_never_asked_to_move(production):
    labels = {each.label for each in plan(production).movables.values()}
    assert not labels & {"Salaires nets", "Cotisations sociales", "Assurance"}


def test_the_page_tries_before_it_keeps(client, production, ana):
    client.force_login(ana)
    page = client.get(ADDRESS).content.decode().replace("\xa0", " ")
    assert "Le moindre effort qui suffit" in page and "5 250,00 €" in page
    sent = trying.sent(plan(production).plans[0].gestures)
    address = reverse("budget:carry_out", args=[production.slug])
    tried = client.post(address, {"gestes": sent}).content.decode().replace("\xa0", " ")
    assert "Vous confirmez" in tried and "Avec les gestes" in tried and "−14 610,00 €" in tried
    assert balances(plan(production).plan) == PLANNED
    assert client.post(address, {"gestes": sent, "confirme": "1"}).status_code == 302
    assert balances(plan(production).plan) == ACCEPTED
    assert client.post(address, {"gestes": "acompte:x"}).status_code == 400


def test_the_opening_and_the_days_are_typed_on_the_page(client, production, ana):
    client.force_login(ana)
    address = reverse("budget:open_plan", args=[production.slug])
    typed = {"balance": "9 200,00", "on": "2026-09-01", "months": "14", "source": "relevé"}
    assert client.post(address, typed).status_code == 302
    ends = balances(plan(production).plan)
    assert len(ends) == 14 and ends[0] == 8820 and ends[10] == 7130 + 4800
    refused = client.post(address, typed | {"balance": "beaucoup"})
    assert refused.status_code == 422 and "n’est pas un montant" in refused.content.decode()
    held = due(production, "Communication", date(2027, 2, 10))
    days = {one.key: one.on.isoformat() for one in plan(production).dues} | {held.key: "2027-05-10"}
    assert client.post(reverse("budget:reschedule", args=[production.slug]), days).status_code == 302
    assert due(production, "Communication", date(2027, 5, 10)).amount == 2400


def test_a_scenario_is_read_from_the_address_and_a_wrong_one_is_ignored(client, production, ana):
    client.force_login(ana)
    drac = next(key for key, name in plan(production).receipts.items() if name == "DRAC")
    page = client.get(ADDRESS, {"financeur": drac, "retard": 2}).content.decode().replace("\xa0", " ")
    assert "Avec ce scénario" in page and "11 030,00" in page
    for wrong in ({"financeur": "x", "retard": "2"}, {"financeur": str(drac), "retard": "-1"}, {"serie": "rien"}):
        assert "Avec ce scénario" not in client.get(ADDRESS, wrong).content.decode()


def test_who_may_not_edit_reads_the_plan_without_its_gestures(client, production, ana):
    client.force_login(member(production, Role.EXPERT_COMPTABLE))
    page = client.get(ADDRESS).content.decode()
    assert "Mois par mois" in page and "Essayer" not in page and "Enregistrer" not in page
    address = reverse("budget:carry_out", args=[production.slug])
    assert client.post(address, {"gestes": "", "confirme": "1"}).status_code == 403


def test_somebody_from_elsewhere_finds_no_treasury(client, production):
    client.force_login(User.objects.create_user("lou@exemple.fr", name="Lou"))
    assert client.get(ADDRESS).status_code == 404
    assert client.post(reverse("budget:reschedule", args=[production.slug]), {}).status_code == 404


def test_the_page_costs_few_queries(client, production, ana, django_assert_max_num_queries):
    rails.refresh([production.pk], production.organisation)
    client.force_login(ana)
    client.get(ADDRESS)
    with django_assert_max_num_queries(20):
        client.get(ADDRESS)
