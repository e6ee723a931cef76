"""The sheets of the budget desk say the figures of the published cases, in the order of the public funders' form."""

from dataclasses import replace
from datetime import date
from decimal import Decimal as D

import pytest

from filage.core.rails import season as seasons
from filage.desks.budget import queries
from filage.desks.budget.rails import papers, sections
from filage.documents import sums
from filage.documents.vocabulary import say
from filage.portability import operations
from filage.productions.models import Production
from tests.portability.conftest import EXAMPLES

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
ISSUED = date(2026, 11, 21)


def only_production(name):
    """Import an example and return the season and the production of its one show."""
    organisation = operations.import_file(next(path for path in EXAMPLES if path.name == f"{name}.filage.yaml"))
    production = Production.objects.within(organisation).get()
    season = seasons.load(organisation.pk, (production.pk,))
    return season, season.production(production.pk)


def total(classes, *, voluntary=False):
    return sum((line.amount for each in classes if each.voluntary is voluntary for line in each.lines), D(0))


def test_the_association_of_v3_stands_in_the_account_view():
    data = papers.accounts_data(*only_production("budget-association"), on=ISSUED, lang="fr")
    assert total(data.charges) == total(data.income) == D(141_112)
    assert total(data.charges, voluntary=True) == total(data.income, voluntary=True) == D(116_000)
    codes = [each.code for each in data.charges if each.code]
    assert codes == sorted(codes)
    assert next(total([each]) for each in data.income if each.code == "74") == D(118_425)
    assert next(total([each]) for each in data.income if each.label == papers.OWN) == D(22_687)


def test_les_marees_ask_for_78_400_and_what_exploitation_pays_back_is_own_money():  # cas pratique 1
    season, production = only_production("les-marees")
    data = papers.accounts_data(season, production, on=ISSUED, lang="fr")
    assert total(data.charges) == total(data.income) == D(78_400)
    own = next(each for each in data.income if each.label == papers.OWN)
    assert {line.label: line.amount for line in own.lines}["À amortir sur l’exploitation"] == D(12_000)
    plan = papers.financing_data(season, production, on=ISSUED, lang="fr").budget
    assert sums.add(source.amount for source in plan.plan).known == D(78_400)


def test_a_pitch_is_cut_at_the_end_of_a_sentence():
    long = "Une phrase. " * 40
    assert papers.first_sentences(long).endswith("phrase.") and len(papers.first_sentences(long)) <= 320
    assert papers.first_sentences("Court.\n\nEt la suite.") == "Court."


def test_the_treasury_of_case_2_closes_as_its_answer_says():  # cas pratique 2
    season, production = only_production("tresorerie-creation")
    data = papers.treasury_data(season, production, on=ISSUED, lang="fr")
    held = {
        side: [sum((row.amounts[rank] or D(0) for row in data.flows if row.side == side), D(0)) for rank in range(9)]
        for side in ("in", "out")
    }
    balance, closings = data.opening, []
    for into, out in zip(held["in"], held["out"], strict=True):
        balance += into - out
        closings.append(int(balance))
    assert closings == [7820, 9790, 2510, 26030, 21050, -2030, -14610, -590, 6130]


def test_the_association_of_case_2_announces_its_price_without_vat():  # « association non assujettie à la TVA »
    season, production = only_production("tresorerie-creation")
    found = queries.figures(season, production)
    assert sections.terms(found).taxed is False and sections.tax_note(found).endswith("la TVA n’est pas récupérée.")
    nobody_said = sections.tax_note(replace(found, sells_without_vat=False))
    assert nobody_said.endswith("régime de TVA à confirmer.") and say(nobody_said, "en").endswith("to be confirmed.")


def test_the_treasury_of_les_marees_names_nobody():
    season, production = only_production("les-marees")
    data = papers.treasury_data(season, production, on=ISSUED, lang="fr")
    people = {person.name for person in season.people}
    assert people and not any(name in row.label for row in data.flows for name in people)


def test_a_need_moves_its_list_and_no_other_paper(marees):
    from filage.core import archive, rails
    from filage.productions.models import Need

    rails.refresh([marees.production.pk], marees.organisation)
    issued = {code: archive.issue(code, marees.production, by=None, on=ISSUED, lang="en") for code in ("besoins", "financement")}
    assert issued["besoins"].lang == "en" and issued["besoins"].file.name == "estran-besoins-en.pdf"
    marees.add(Need, production=marees.production, kind="technique", label="Voile", unit_cost=D(1480))
    rails.refresh([marees.production.pk], marees.organisation)
    status = {one.kind: one.status for one in archive.documents(marees.organisation, marees.production)}
    assert status == {"besoins": "périmé", "financement": "émis"}


def test_the_tour_table_says_who_bears_what(marees):
    from filage.desks.schedule.queries import paper

    marees.play(date(2027, 3, 12), marees.venue("Môle"), travel="reel", lodging="fourni", rights_payer="lieu")
    marees.play(date(2027, 3, 13), status="annule")
    season = seasons.load(marees.organisation.pk, (marees.production.pk,))
    data = paper.tour_data(season, season.production(marees.production.pk), on=ISSUED, lang="fr")
    assert data.called_off == 1 and len(data.dates) == 1
    assert (data.dates[0].travel, data.dates[0].lodging, data.dates[0].meals, data.dates[0].rights) == (
        "réel",
        "lieu",
        "",
        "lieu",
    )
