"""What a manager does with whole budgets: freeze one for a funder, see what moved since, bound scenarios, start a reprise."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from filage.core import rails
from filage.core.changes import undo
from filage.core.enums import Role
from filage.core.journal import JournalEntry
from filage.core.models import Membership, User
from filage.core.refusal import Refusal
from filage.desks.budget import operations as budget
from filage.desks.budget.enums import HypothesisCode
from filage.desks.budget.models import Line, Version
from filage.desks.budget.operations import versions as operations
from filage.desks.budget.queries import figures_of
from filage.desks.budget.queries.frozen import page
from filage.productions.models import Engagement, Production
from filage.rules.budgeting.comparison import Kept, compare, moved
from filage.rules.engine import to_cent
from tests.keeping import kept_rows

ADDRESS = "/spectacles/estran/versions/"


def member(office, role):
    user = User.objects.create_user(f"{role}@exemple.fr", name=role.label)
    Membership.objects.create(user=user, organisation=office.organisation, role=role)
    return user


@kept_rows
def ana(marees):
    rails.refresh([marees.production.pk], marees.organisation)
    return member(marees, Role.PRODUCTION)


def line(office, label):
    return Line.objects.within(office.organisation).get(production=office.production, label=label)


def kept(key, amount, side="expense"):
    return Kept(key, key, side, "creation", "D", None if amount is None else Decimal(amount))


def test_two_budgets_are_compared_line_by_line_whatever_their_instalments():
    before = [kept("line:a/0", 60), kept("line:a/1", 40), kept("line:b", 10), kept("line:c", None)]
    after = [kept("line:a", 100), kept("line:c", 5), kept("line:d", 7)]
    found = {each.label: (each.state, each.change) for each in compare(before, after)}
    assert found["line:a"] == ("pareille", 0)
    assert found["line:b"] == ("retirée", -10)
    assert found["line:c"] == ("changée", None)
    assert found["line:d"] == ("nouvelle", 7)
    assert len(moved(compare(before, after))) == 3


def test_a_version_says_who_received_it_and_what_moved_since(client, marees, ana):
    client.force_login(ana)
    drac = line(marees, "DRAC").funder
    typed = {"name": "Dépôt DRAC", "sent_to": str(drac.pk), "on": "2026-11-21"}
    assert client.post(reverse("budget:freeze", args=["estran"]), typed).status_code == 302
    budget.change_line(line(marees, "Charges de création"), unit_price=Decimal(80000), by=ana)
    budget.add_line(marees.production, side="charge", phase="creation", label="Masques", destination="D", unit_price=640, by=ana)
    text = client.get(ADDRESS, {"de": "1", "a": "aujourdhui"}).content.decode().replace("\xa0", " ")
    assert "1 · Dépôt DRAC" in text and "DRAC" in text and "78 400,00" in text
    assert "Masques" in text and "nouvelle" in text and "+1 600,00" in text
    assert Version.objects.within(marees.organisation).get().sent_to == drac
    assert "rien n’a bougé" in client.get(ADDRESS, {"de": "1", "a": "1"}).content.decode()
    assert client.post(reverse("budget:freeze", args=["estran"]), typed | {"name": " "}).status_code == 422


def test_low_counts_what_is_written_and_central_what_is_planned(marees, ana):
    operations.bound(
        marees.production,
        {HypothesisCode.BAS_DATES: (Decimal(14), ""), HypothesisCode.DATES_PREVUES: (Decimal(14), "")},
        by=ana,
    )
    low, central, high = page(marees.production, {}, pay=True).scenarios
    assert to_cent(central.result.known()) == Decimal("-3436.48")  # the case: 14 dates at 2 500 €
    assert low.need.known() == 29000 and to_cent(low.result.known()) == Decimal("-20436.48")
    assert high.result.known() == central.result.known()


def test_the_low_scenario_never_sells_more_than_the_high_one(marees, ana):
    bounds = {HypothesisCode.BAS_DATES: (Decimal(20), ""), HypothesisCode.HAUT_DATES: (Decimal(10), "")}
    with pytest.raises(Refusal, match="échangez"):
        operations.bound(marees.production, bounds, by=ana)


def test_dearer_charges_weigh_on_the_low_scenario_only(client, marees, ana):
    client.force_login(ana)
    typed = {"bas_dates": "20", "bas_charges": "5 %", "haut_dates": "", "haut_charges": ""}
    assert client.post(reverse("budget:bound", args=["estran"]), typed | {"bas_charges": "cher"}).status_code == 422
    assert client.post(reverse("budget:bound", args=["estran"]), typed).status_code == 302
    low, central, _ = page(marees.production, {}, pay=True).scenarios
    assert low.costs.known() == Decimal("82320.00") and central.costs.known() == 78400


def test_a_reprise_starts_from_what_the_creation_cost_and_one_key_takes_it_back(client, marees, ana):
    client.force_login(ana)
    marees.pay(line(marees, "DRAC"), date(2026, 12, 1), amount=Decimal(15000))
    answer = client.post(
        reverse("budget:start_reprise", args=["estran"]), {"title": "L’Estran, reprise", "premiere": "2029-01-12"}
    )
    made = Production.objects.within(marees.organisation).get(title="L’Estran, reprise")
    assert answer.url == reverse("budget:budget", args=[made.slug])
    found = figures_of(made)
    assert found.price.plateau.known() == 1686 and found.creation.charges.known() == 78400
    assert found.budgets["creation"].securise.income.known == 0  # no funder promised anything for it
    rows = Line.objects.within(marees.organisation).filter(production=made)
    assert {one.status for one in rows} == {"estime", "idee"} and not any(one.payments.exists() for one in rows)
    entry = JournalEntry.objects.within(marees.organisation).order_by("-at").first()
    undo(entry, by=ana)
    assert not Production.objects.within(marees.organisation).filter(pk=made.pk).exists()
    assert Engagement.objects.within(marees.organisation).count() == 2


def test_who_does_not_read_pay_compares_the_team_as_one(client, marees, ana):
    budget.freeze(marees.production, name="Avant", on=date(2026, 11, 21), by=ana)
    marees.play(date(2027, 3, 12), marees.venue("Môle"), marees.deal(2500, stage="signe"))
    rails.refresh([marees.production.pk], marees.organisation)
    client.force_login(member(marees, Role.DIRECTION_ARTISTIQUE))
    text = client.get(ADDRESS, {"de": "1"}).content.decode()
    assert "Rémunérations et cotisations" in text and "Interprètes" not in text


def test_who_may_not_edit_reads_versions_without_forms(client, marees, ana):
    client.force_login(member(marees, Role.EXPERT_COMPTABLE))
    assert "Figer une version" not in client.get(ADDRESS).content.decode()
    assert client.post(reverse("budget:freeze", args=["estran"]), {"name": "x", "on": "2026-01-01"}).status_code == 403


def test_somebody_from_elsewhere_finds_no_version(client, marees, ana):
    client.force_login(User.objects.create_user("lou@exemple.fr", name="Lou"))
    assert client.get(ADDRESS).status_code == 404


def test_the_page_costs_few_queries_whatever_the_number_of_versions(client, marees, ana, django_assert_max_num_queries):
    drac = line(marees, "DRAC").funder
    for rank in range(12):
        budget.freeze(marees.production, name=f"Version {rank}", on=date(2026, 11, 21), by=ana, sent_to=drac)
    client.force_login(ana)
    client.get(ADDRESS, {"de": "1"})
    with django_assert_max_num_queries(20):
        client.get(ADDRESS, {"de": "1", "a": "12"})
