"""The sheets of the budget desk say the figures of the published cases, in the order of the public funders' form."""

from datetime import date
from decimal import Decimal as D

import pytest

from filage.core.rails import season as seasons
from filage.desks.budget.rails import papers
from filage.documents import sums
from filage.portability import operations
from filage.productions.models import Production
from tests.portability.conftest import EXAMPLES

pytestmark = pytest.mark.django_db
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
