"""What a manager does with a financing plan: ask, obtain less, plan what is paid, follow letters, name what is left."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from filage.core import rails
from filage.core.changes import undo
from filage.core.enums import Role
from filage.core.models import Membership, User
from filage.core.refusal import Refusal
from filage.desks.budget.models import FundingPaper, Line, Payment
from filage.desks.budget.operations import funding as operations
from filage.desks.budget.queries.funding import funding
from filage.productions.models import Structure
from filage.web import format as french
from tests.keeping import kept_rows

ADDRESS = "/spectacles/estran/financement/"


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


def held(office, label):
    return next(each for each in funding(office.production).funders if each.line.label == label)


def left(office):
    budget = funding(office.production).budget
    return budget.previsionnel.need.known(), budget.securise.need.known()


def test_what_is_written_stands_apart_from_what_is_hoped_for(marees, ana):
    found = {each.line.label: each.obtained for each in funding(marees.production).funders}
    assert (found["DRAC"], found["Région"], found["Société civile"]) == (15000, 0, 0)
    assert left(marees) == (12000, 29000)


def test_what_is_lent_stands_beside_the_plan_and_in_no_total(marees, ana, client):
    lent = {"side": "produit", "phase": "creation", "destination": "Z", "account": "871", "status": "conventionne"}
    Line.objects.create(
        organisation=marees.organisation, production=marees.production, label="Plateau prêté", unit_price=Decimal(6000), **lent
    )
    found = funding(marees.production)
    assert [each.line.label for each in found.in_kind] == ["Plateau prêté"]
    assert "Plateau prêté" not in {each.line.label for each in found.funders}
    client.force_login(ana)
    page = client.get(ADDRESS).content.decode()
    assert "En nature, hors du plan" in page and french.money(Decimal(6000)) in page


def test_a_funder_that_gives_less_than_asked_keeps_both_sums(marees, ana):
    entry = operations.advance(line(marees, "Région"), "notifie", obtained=Decimal(9000), by=ana)
    region = held(marees, "Région")
    assert (region.asked, region.obtained, region.line.status) == (12000, 9000, "notifie")
    assert left(marees) == (15000, 20000)
    undo(entry, by=ana)
    region = held(marees, "Région")
    assert (region.asked, region.obtained, region.line.status) == (12000, 0, "en_instruction")


def test_a_refusal_leaves_the_plan_and_says_what_is_left(marees, ana):
    operations.advance(line(marees, "Région"), "refuse", by=ana)
    assert held(marees, "Région").counted == 0
    assert left(marees) == (24000, 29000)
    with pytest.raises(Refusal, match="ne passe pas"):
        operations.advance(line(marees, "Région"), "encaisse", by=ana)


def test_what_funders_pay_is_planned_then_received(marees, ana):
    drac = line(marees, "DRAC")
    first = operations.add_payment(drac, on=date(2027, 1, 15), amount=None, share=Decimal(70), by=ana)
    operations.add_payment(drac, on=date(2027, 9, 15), amount=Decimal(4000), share=None, by=ana)
    assert [each.amount for each in held(marees, "DRAC").payments] == [10500, 4000]
    assert held(marees, "DRAC").unscheduled == 500
    operations.receive(first, paid=True, by=ana)
    assert held(marees, "DRAC").received == 10500
    assert held(marees, "DRAC").next.payment.on == date(2027, 9, 15)
    with pytest.raises(Refusal, match="est reçu"):
        operations.drop_payment(first, by=ana)
    for wrong in (
        {"amount": None, "share": None},
        {"amount": Decimal(1), "share": Decimal(1)},
        {"amount": None, "share": Decimal(101)},
    ):
        with pytest.raises(Refusal):
            operations.add_payment(drac, on=date(2027, 1, 1), by=ana, **wrong)


def test_a_new_funder_enters_the_directory_and_the_plan_in_one_gesture(client, marees, ana):
    client.force_login(ana)
    typed = {
        "name": "Département",
        "kind": "departement",
        "label": "Aide à la résidence",
        "amount": "3 500,00 €",
        "status": "demande",
    }
    answer = client.post(reverse("budget:add_funder", args=["estran"]), typed)
    made = line(marees, "Aide à la résidence")
    assert answer.url == reverse("budget:funder", args=["estran", made.pk])
    assert (made.unit_price, made.account, made.funder.name) == (3500, "7413", "Département")
    assert Structure.objects.within(marees.organisation).get(name="Département").funder_kind == "departement"
    refused = client.post(reverse("budget:add_funder", args=["estran"]), typed | {"name": ""})
    assert refused.status_code == 422 and "écrivez le nom" in refused.content.decode()


def test_letters_are_followed_until_they_are_done(client, marees, ana):
    client.force_login(ana)
    region = line(marees, "Région")
    address = reverse("budget:add_funding_paper", args=["estran", region.pk])
    assert client.post(address, {"kind": "bilan", "due_on": "2027-06-30"}).status_code == 302
    assert "bilan et compte rendu" in client.get(ADDRESS).content.decode()
    paper = FundingPaper.objects.within(marees.organisation).get()
    client.post(reverse("budget:touch_funding_paper", args=["estran", region.pk, paper.pk]), {"geste": "fait"})
    paper.refresh_from_db()
    assert paper.done_on is not None and held(marees, "Région").awaited == []
    assert client.post(address, {"kind": "lettre"}).status_code == 422


def test_the_page_of_a_funder_holds_its_gestures(client, marees, ana):
    client.force_login(ana)
    drac = line(marees, "DRAC")
    client.post(reverse("budget:add_payment", args=["estran", drac.pk]), {"on": "2027-02-01", "share": "50"})
    payment = Payment.objects.within(marees.organisation).get(line=drac)
    client.post(reverse("budget:touch_payment", args=["estran", drac.pk, payment.pk]), {"geste": "recu"})
    answer = client.post(reverse("budget:advance_funder", args=["estran", drac.pk]), {"to": "conventionne", "obtained": "15 000"})
    assert answer.status_code == 302
    page = client.get(reverse("budget:funder", args=["estran", drac.pk])).content.decode().replace("\xa0", " ")
    assert "7 500,00" in page and "Conventionné" in page and "Pas encore reçu" in page


def test_who_may_not_edit_reads_the_plan_without_forms(client, marees, ana):
    client.force_login(member(marees, Role.EXPERT_COMPTABLE))
    drac = line(marees, "DRAC")
    page = client.get(ADDRESS).content.decode().replace("\xa0", " ")
    assert "49 400,00 € acquis par écrit" in page and "Ajouter au plan" not in page
    assert "Enregistrer l’état" not in client.get(reverse("budget:funder", args=["estran", drac.pk])).content.decode()
    assert client.post(reverse("budget:advance_funder", args=["estran", drac.pk]), {"to": "refuse"}).status_code == 403


def test_somebody_from_elsewhere_finds_no_plan(client, marees, ana):
    client.force_login(User.objects.create_user("lou@exemple.fr", name="Lou"))
    assert client.get(ADDRESS).status_code == 404
    assert client.get(reverse("budget:funder", args=["estran", line(marees, "DRAC").pk])).status_code == 404


def test_a_charge_is_no_funder(client, marees, ana):
    client.force_login(ana)
    charge = line(marees, "Charges de création")
    assert client.post(reverse("budget:advance_funder", args=["estran", charge.pk]), {"to": "refuse"}).status_code == 404


def test_the_plan_costs_few_queries_whatever_the_number_of_funders(client, marees, ana, django_assert_max_num_queries):
    for rank in range(20):
        made = marees.line("produit", f"Fondation {rank}", 100, status="demande", funder=marees.partner(f"Fondation {rank}"))
        marees.pay(made, date(2027, 3, 1), amount=Decimal(100))
        marees.add(FundingPaper, line=made, due_on=date(2027, 4, 1))
    client.force_login(ana)
    client.get(ADDRESS)
    with django_assert_max_num_queries(20):
        client.get(ADDRESS)


def test_an_aid_of_the_catalogue_is_named_with_its_base_and_read_by_its_rules(marees, ana, client):
    region = line(marees, "Région")
    client.force_login(ana)
    page = f"{ADDRESS}{region.pk}/"
    answer = client.post(f"{page}aide/", {"aid": "idf-accomp", "eligible_base": "10 000"})
    assert answer.status_code == 302
    region.refresh_from_db()
    assert (region.aid, region.eligible_base) == ("idf-accomp", Decimal(10000))
    shown = client.get(page).content.decode()
    assert "Île-de-France – accompagnement de projets artistiques" in shown and "50 %" in shown
    assert client.post(f"{page}aide/", {"aid": "aide-inventee"}).status_code == 422


def test_a_grant_of_the_structure_opens_on_its_own_page(marees, ana, client):
    grant = marees.line("produit", "Région, fonctionnement", 26000, phase="structure", account="7412", funder=marees.partner("R"))
    client.force_login(ana)
    assert client.get(f"{ADDRESS}{grant.pk}/").status_code == 200
