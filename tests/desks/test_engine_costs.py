"""The pay engine reaches the figures: lines of the same origins, the plateau, the workbook; what holds it back is said."""

from decimal import Decimal

import pytest

from filage.core import own_settings
from filage.core.rails import costs
from filage.core.rails import season as seasons
from filage.core.rails.types import ESTIMATES, Stage
from filage.desks.budget import queries
from filage.desks.budget.rails.workbook import workbook_data
from filage.desks.payroll.queries.slips import slips
from filage.documents.workbook.model import Model
from filage.portability import operations
from filage.productions.models import Production
from filage.rules.engine import warnings
from tests.portability.test_examples import example

pytestmark = pytest.mark.one_database

CASE = "ce-que-la-mer-rend"


def read(organisation):
    ids = tuple(Production.objects.within(organisation).values_list("pk", flat=True))
    return seasons.load(organisation.pk, ids)


@pytest.fixture(scope="module")
def theatre(django_db_setup, django_db_blocker):
    """Return the theatre season, imported once for all these tests, which only read it; it is rolled back."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield read(operations.import_file(example("saison-theatre")))
        transaction.set_rollback(True)


def of_engagement(season, engagement):
    return [line for line in estimated(season) if line.origin == f"engagement:{engagement.pk}"]


def estimated(season):
    """Return the lines of what is foreseen: what September really paid stands beside them."""
    return [line for line in costs.of(season) if line.stage in ESTIMATES]


def engagements(season):
    return [one for production in season.productions for one in season.engagements_of(production.pk)]


def test_a_coefficient_typed_on_an_embauche_is_kept_and_everything_else_is_computed(theatre):
    for engagement in engagements(theatre):
        typed = engagement.coefficient is not None
        stages = {line.stage for line in of_engagement(theatre, engagement)}
        assert stages == {Stage.COEFFICIENT if typed else Stage.COMPUTED}, engagement
        assert typed is (engagement.production.slug == CASE)


def test_the_shares_of_a_month_give_back_its_payslip_to_the_cent(theatre):
    for engagement in engagements(theatre):
        if engagement.coefficient is None:
            whole = sum(slip.cost for slip in slips(theatre, engagement)) * engagement.headcount
            assert sum(line.amount.known() for line in of_engagement(theatre, engagement)) == whole, engagement


def test_the_coefficient_stays_beside_what_the_engine_found(theatre):
    engagement = next(one for one in engagements(theatre) if one.gross == 170)
    charges = [line for line in of_engagement(theatre, engagement) if line.key.endswith("#charges")]
    assert {line.beside.known() for line in charges} == {Decimal("93.50")}  # 170 × (1,55 − 1), coefficient of the company
    assert all(line.amount.known() != line.beside.known() for line in charges)


def test_the_workbook_finds_the_cost_of_the_embauches_with_a_rate_in_a_cell(theatre):
    for production in theatre.productions:
        lines = [
            line for line in estimated(theatre) if line.production == production.pk and line.origin.startswith("engagement:")
        ]
        data = workbook_data(theatre, production, on=theatre.today)
        if data.hypotheses.dates in (None, len(theatre.performances_of(production.pk))):
            written = sum(Model(data).team_cost(line) for line in data.team)
            assert written == sum(line.amount.known() for line in lines), production.slug
        plateau = queries.figures(theatre, production).price.plateau.value
        if plateau is not None:
            assert round(Model(data).plateau[0], 2) == round(plateau, 2)
        notes = {bool(line.rate_note) for line in data.team}
        assert notes == {production.slug != CASE}


@pytest.mark.django_db
def test_a_structure_that_lacks_a_setting_keeps_its_coefficient_and_says_so_on_each_amount():
    organisation = operations.import_file(example("saison-theatre"))
    accidents = own_settings.DatedSetting.objects.within(organisation).get(code="payroll.general.accidents_du_travail")
    accidents.delete()
    season = read(organisation)
    for engagement in engagements(season):
        lines = of_engagement(season, engagement)
        assert {line.stage for line in lines} == {Stage.COEFFICIENT}
        said = [text for line in lines if line.key.endswith("#charges") for text in warnings(line.amount)]
        assert any("Accidents du travail" in text for text in said) is (engagement.coefficient is None)


@pytest.mark.django_db
def test_a_structure_may_prefer_its_coefficients():
    organisation = operations.import_file(example("saison-theatre"))
    structure = next(one.structure_id for one in Production.objects.within(organisation))
    own_settings.DatedSetting.objects.create(
        organisation=organisation, structure=structure, code="employer.pay_engine", since="2026-01-01", value=0, source="choix"
    )
    season = read(organisation)
    assert {line.stage for one in engagements(season) for line in of_engagement(season, one)} == {Stage.COEFFICIENT}
    tour = next(one for one in season.productions if one.slug == "quai-des-absents")
    assert queries.figures(season, tour).price.plateau.known() == Decimal("1460.50")  # 4 × 170 × 1,55 + 10 h × 21 × 1,65 + 60
