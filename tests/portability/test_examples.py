"""The examples are files that Filage itself would write, and they hold the cases they say they hold."""

from decimal import Decimal

import pytest

from filage.core.rails import read
from filage.desks.budget import queries
from filage.portability import operations
from filage.portability.exporting import export
from filage.productions.models import Production
from filage.rules.budgeting.lines import forecast
from tests.portability.conftest import EXAMPLES, taken_back

pytestmark = pytest.mark.django_db


def example(name):
    return next(path for path in EXAMPLES if path.name == f"{name}.filage.yaml")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_an_example_comes_back_byte_for_byte_and_one_production_of_it_is_a_whole_file_of_its_own(path, bring):
    with taken_back():
        organisation = operations.import_file(path)
        assert export(organisation).encode() == path.read_bytes()
        production = Production.objects.within(organisation).order_by("rank").first()
        if production is None:  # the school holds sessions
            return
        alone = export(organisation, production.pk)
    assert export(bring(alone), production.pk) == alone


def totals(organisation, phase):
    """Return charges and produits of a phase, in euros: what a forecast counts, each origin once."""
    lines = forecast([line for line in read.costs(organisation) if line.phase == phase])
    assert all(line.amount is not None for line in lines)
    return tuple(sum(line.amount for line in lines if line.side == side) for side in ("expense", "income"))


def test_les_marees_costs_78_400_to_create():  # cas pratique 1 ; maquette du budget
    assert totals(operations.import_file(example("les-marees")), "creation") == (Decimal("78400.00"), Decimal("78400.00"))


def test_the_treasury_case_closes_each_month_as_its_answer_says():  # cas pratique 2
    organisation = operations.import_file(example("tresorerie-creation"))
    plan = queries.treasury(Production.objects.within(organisation).get())
    assert [int(month.balance.known()) for month in plan.months] == [7820, 9790, 2510, 26030, 21050, -2030, -14610, -590, 6130]


def test_the_five_actors_cost_1_686_a_performance():  # V1
    figures = {row.code: row.amount for row in read.key_figures(operations.import_file(example("plateau-cinq-interpretes")))}
    assert figures["plateau"] == Decimal("1686.00")


def test_the_association_balances_with_and_without_its_volunteers():  # V3
    organisation = operations.import_file(example("budget-association"))
    assert totals(organisation, "structure") == (Decimal("257112.00"), Decimal("257112.00"))
    paid = [line.amount for line in read.costs(organisation) if line.side == "expense" and line.cash]
    assert sum(paid) == Decimal("141112.00")
