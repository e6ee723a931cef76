"""What a manager does on the price page: read other ways of selling, choose hypotheses in place, say why a date is sold low."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from filage.core import rails
from filage.core.changes import undo
from filage.core.enums import Role
from filage.core.models import Membership, User
from filage.core.refusal import Refusal
from filage.desks.budget.enums import HypothesisCode
from filage.desks.budget.models import Hypothesis
from filage.desks.budget.operations import price as operations
from filage.desks.budget.queries.pricing import priced
from filage.rules.engine import to_cent
from tests.keeping import kept_rows

ADDRESS = "/spectacles/estran/prix/"


def member(office, role):
    user = User.objects.create_user(f"{role}@exemple.fr", name=role.label)
    Membership.objects.create(user=user, organisation=office.organisation, role=role)
    return user


@kept_rows
def ana(marees):
    rails.refresh([marees.production.pk], marees.organisation)
    return member(marees, Role.PRODUCTION)


def hypothesis(office, code):
    return Hypothesis.objects.within(office.organisation).filter(production=office.production, code=code).first()


def typed(office, **changed):
    held = Hypothesis.objects.within(office.organisation).filter(production=office.production)
    return {each.code: str(each.value).replace(".", ",") for each in held} | changed


def test_fourteen_dates_at_2_500_leave_3_436_48_to_find_and_one_more_brings_611_68(marees, ana):
    operations.choose_all(marees.production, {HypothesisCode.DATES_PREVUES: (Decimal(15), "")}, by=ana)
    results = {each.dates: each.result.known() for each in priced(marees.production).neighbours}
    assert to_cent(results[14]) == Decimal("-3436.48")
    assert to_cent(results[15] - results[14]) == Decimal("611.68")


def test_the_price_that_pays_the_creation_back_is_that_of_the_case_at_twenty_dates(marees, ana):
    prices = {each.dates: each.price.known() for each in priced(marees.production).neighbours}
    assert sorted(prices) == [17, 18, 19, 20, 21, 22, 23]
    assert to_cent(prices[20]) == Decimal("2488.32")


def test_a_second_performance_the_same_day_costs_what_a_following_date_does(marees, ana):
    operations.choose_all(
        marees.production,
        {HypothesisCode.MEME_JOUR: (Decimal("0.6"), "usage"), HypothesisCode.PRIX_SCOLAIRE: (Decimal(1200), "tarif voté")},
        by=ana,
    )
    day, place, school = priced(marees.production).offers
    assert (to_cent(day.plateau.known()), to_cent(day.price.known())) == (Decimal("1554.00"), Decimal("1500.00"))
    assert to_cent(day.shortfall.known()) == Decimal("54.00")
    assert to_cent(place.price.known()) == Decimal("2500.00") and place.shortfall is None
    assert to_cent(school.shortfall.known()) == Decimal("486.00")


def test_hypotheses_are_chosen_together_and_one_key_takes_them_back(marees, ana):
    chosen = {HypothesisCode.PRIX: (Decimal(2600), "décision du 3 mars"), HypothesisCode.TAUX_GESTION: (None, "")}
    entry = operations.choose_all(marees.production, chosen, by=ana)
    assert hypothesis(marees, "prix").value == 2600 and hypothesis(marees, "prix").source == "décision du 3 mars"
    assert hypothesis(marees, "taux_gestion") is None
    undo(entry, by=ana)
    assert hypothesis(marees, "prix").value == 2500 and hypothesis(marees, "taux_gestion").value == 12


def test_a_form_reads_french_amounts_and_keeps_what_it_refuses(client, marees, ana):
    client.force_login(ana)
    address = reverse("budget:choose", args=["estran"])
    answer = client.post(address, typed(marees, prix="2 650,50 €", prix_source="barème"))
    assert answer.status_code == 302 and hypothesis(marees, "prix").value == Decimal("2650.50")
    answer = client.post(address, typed(marees, prix="2 700", dates_prevues="1,5"))
    assert answer.status_code == 422 and "un nombre entier de dates" in answer.content.decode()
    assert 'value="2 700"' in answer.content.decode()
    assert hypothesis(marees, "prix").value == Decimal("2650.50")


def test_a_date_under_its_cost_warns_until_somebody_says_why(client, marees, ana):
    deal = marees.deal(1200, stage="signe")
    marees.play(date(2027, 7, 10), marees.venue("Le Hangar"), deal)
    rails.refresh([marees.production.pk], marees.organisation)
    client.force_login(ana)
    page = client.get(ADDRESS).content.decode().replace("\xa0", " ")
    assert "486,00 €" in page and "Motif à donner" in page
    answer = client.post(
        reverse("budget:say_why", args=["estran", deal.pk]), {"motif": "festival", "precision": "cinq programmateurs"}
    )
    assert answer.status_code == 302
    page = client.get(ADDRESS).content.decode()
    assert "Motif : festival : cinq programmateurs." in page and "Motif à donner" not in page


def test_a_date_vitrine_without_reason_is_refused(marees, ana):
    with pytest.raises(Refusal, match="se justifie"):
        operations.say_why_under(marees.deal(1200), "  ", by=ana)


def test_who_may_not_edit_reads_hypotheses_without_a_form(client, marees, ana):
    client.force_login(member(marees, Role.EXPERT_COMPTABLE))
    page = client.get(ADDRESS).content.decode()
    assert "Enregistrer les hypothèses" not in page and "Hypothèses" in page
    assert client.post(reverse("budget:choose", args=["estran"]), typed(marees, prix="1")).status_code == 403
    assert hypothesis(marees, "prix").value == 2500


def test_somebody_from_elsewhere_finds_no_price(client, marees, ana):
    client.force_login(User.objects.create_user("lou@exemple.fr", name="Lou"))
    assert client.get(ADDRESS).status_code == 404
    assert client.post(reverse("budget:choose", args=["estran"]), {}).status_code == 404


def test_the_page_costs_few_queries_whatever_the_number_of_dates(client, marees, ana, django_assert_max_num_queries):
    deal, venue = marees.deal(1200), marees.venue("Le Hangar")
    for day in range(1, 21):
        marees.play(date(2027, 5, day), venue, deal)
    rails.refresh([marees.production.pk], marees.organisation)
    client.force_login(ana)
    client.get(ADDRESS)
    with django_assert_max_num_queries(20):
        assert client.get(ADDRESS).status_code == 200


def test_a_date_that_nobody_bought_yet_is_not_said_to_be_sold_under_its_plateau(marees, client, ana):
    marees.play(date(2027, 6, 18), status="option")
    rails.refresh([marees.production.pk], marees.organisation)
    client.force_login(ana)
    page = client.get(ADDRESS).content.decode()
    assert "sans conditions de vente" in page and "vendue sous son coût plateau, sans motif" not in page
