"""The figures of the published cases, from the facts to the kept rows: nothing here was computed by Filage first."""

from datetime import date
from decimal import Decimal

import pytest

from filage.core import rails
from filage.core.rails import costs, read
from filage.core.rails import figures as heads
from filage.desks.budget import queries
from filage.productions.models import Structure
from filage.rules.engine import explain, to_cent

pytestmark = pytest.mark.one_database

MONTH_ENDS = ["7820", "9790", "2510", "26030", "21050", "-2030", "-14610", "-590", "6130"]


def amounts(production):
    return {row.code: row.amount for row in read.key_figures(production.organisation_id, production) if row.amount is not None}


def euros(text):
    return Decimal(text)


class TestCase1:
    def test_the_price_of_a_performance_is_that_of_the_correction(self, marees):
        sheet = queries.price(marees.production)
        assert to_cent(sheet.plateau.known()) == euros("1686.00")
        assert to_cent(sheet.plateau_following.known()) == euros("1554.00")
        assert to_cent(sheet.need.known()) == euros("12000.00")
        assert to_cent(sheet.price.amortisation.known()) == euros("600.00")
        assert to_cent(sheet.price.management.known()) == euros("202.32")
        assert to_cent(sheet.calculated.known()) == euros("2488.32")
        assert to_cent(sheet.price.floor.known()) == euros("1888.32")
        assert to_cent(sheet.price.margin.known()) == euros("611.68")
        assert sheet.price.break_even_dates.known() == 20

    def test_two_dates_at_the_same_place_cost_less_than_twice_one(self, marees):
        assert to_cent(queries.price(marees.production).series[1].cost_total.known()) == euros("4828.80")

    def test_both_balances_say_what_is_missing(self, marees):
        creation = queries.figures_of(marees.production).budgets["creation"]
        assert creation.previsionnel.need.known() == 12000
        assert creation.previsionnel.expense.known == 78400 and creation.previsionnel.income.known == 66400
        assert creation.securise.need.known() == 78400 - 15000 - 6000 - 24000 - 4400
        assert creation.closing[0][0] == "À amortir sur l’exploitation" and creation.is_balanced

    def test_a_date_played_gives_its_costs_its_price_and_its_part_of_the_creation(self, marees):
        deal = marees.deal(2500, stage="signe", partner=marees.partner("Théâtre du Môle", kind="lieu"))
        venue = marees.venue("Théâtre du Môle")
        first = marees.play(date(2027, 3, 12), venue, deal)
        second = marees.play(date(2027, 3, 13), venue, deal)
        found = queries.figures_of(marees.production)
        assert found.dates[first.pk].plateau.known() == euros("1686.00")
        assert found.dates[second.pk].plateau.known() == euros("1554.00")
        assert found.dates[first.pk].margin.known() == euros("611.68")
        assert found.dates[second.pk].margin.known() == euros("2500") - euros("1554.00") - euros("186.48")
        recovered = [line.amount.known() for line in found.lines if line.destination == "K"]
        assert recovered == [600, 600]

    def test_fourteen_dates_leave_3_436_48_to_find(self, marees):
        deal = marees.deal(2500, stage="signe")
        for week in range(14):
            marees.play(date(2027, 4, 1 + 2 * week), marees.venue(f"Lieu {week}"), deal)
        found = queries.figures_of(marees.production)
        assert to_cent(found.left.known()) == euros("3436.48")
        assert found.to_sell.known() == 6

    def test_travel_charged_to_the_organiser_follows_the_vat_of_the_cession(self, marees):
        date_ = marees.play(date(2027, 3, 12), marees.venue("Ailleurs"), marees.deal(2500, stage="signe"))
        for label, quantity, price in (("Véhicule", 420, "0.60"), ("Nuits", 7, 72), ("Repas", 14, "20.70")):
            marees.line(
                "charge",
                label,
                Decimal(price),
                quantity=Decimal(quantity),
                phase="exploitation",
                destination="F",
                account="6251",
                activity=date_,
                hosting="reel",
            )
        lines = queries.figures_of(marees.production).lines
        income = [line for line in lines if line.side == "income" and line.activity == date_.pk]
        net = sum(line.amount.known() for line in income)
        assert net == euros("3545.80")
        assert net - 2500 == euros("1045.80")
        assert {line.vat_rate for line in income} == {Decimal("5.5")}
        assert to_cent(net * Decimal("1.055")) == euros("3740.82")

    def test_rows_are_kept_and_open_into_their_tree(self, marees):
        marees.play(date(2027, 3, 12), marees.venue("Môle"), marees.deal(2500, stage="signe"))
        rails.refresh([marees.production.pk], marees.organisation)
        kept = amounts(marees.production)
        assert (kept["creation"], kept["plateau"], kept["prix"]) == (78400, 1686, 2500)
        expected = {"prix.calcule": "2488.32", "prix.plancher": "1888.32", "prix.marge": "611.68"}
        assert {code: kept[code] for code in expected} == {code: euros(text) for code, text in expected.items()}
        assert kept["serie.2.revient_total"] == euros("4828.80")
        row = next(row for row in read.costs(marees.organisation, marees.production) if row.key.endswith("#brut"))
        assert row.amount == 800 and "5 cachets × 160,00" in row.formula.replace("\xa0", " ")
        tree = explain(costs.explain(row.key, marees.organisation))
        assert tree["valeur"] == "800.00" and tree["entrees"]
        opened = explain(heads.explain("prix.calcule", marees.organisation, marees.production.pk))
        assert to_cent(Decimal(opened["valeur"])) == euros("2488.32")

    def test_kept_rows_give_the_same_totals_as_the_facts(self, marees):
        marees.play(date(2027, 3, 12), marees.venue("Môle"), marees.deal(2500, stage="signe"))
        rails.refresh([marees.production.pk], marees.organisation)
        kept, live = queries.budgets(queries.lines(marees.production)), queries.figures_of(marees.production).budgets
        for phase, budget in live.items():
            assert kept[phase].previsionnel.expense.known == budget.previsionnel.expense.known
            assert kept[phase].securise.income.known == budget.securise.income.known


class TestCase2:
    def test_the_nine_month_ends_are_those_of_the_correction(self, treasury):
        months = queries.figures_of(treasury.production).cash.months
        assert [month.balance.known() for month in months] == [euros(text) for text in MONTH_ENDS]
        assert sum(month.cash_in.known for month in months) == 69700
        assert sum(month.cash_out.known for month in months) == 71770

    def test_the_low_point_and_what_comes_later_are_said(self, treasury):
        cash = queries.figures_of(treasury.production).cash
        assert cash.low.month == date(2027, 3, 1) and cash.overdraft == 14610
        assert cash.below_zero == (date(2027, 2, 1), date(2027, 3, 1), date(2027, 4, 1))
        assert [(label, amount.known()) for label, amount in cash.later] == [("Région, 2027-07", 4800)]

    def test_a_drac_two_months_late_empties_december_and_january(self, treasury):
        rails.refresh([treasury.production.pk], treasury.organisation)
        drac = Structure.objects.within(treasury.organisation).get(name="DRAC")
        months = queries.treasury(treasury.production, {drac.pk: 2}).months
        expected = [*MONTH_ENDS[:3], "11030", "6050", *MONTH_ENDS[5:]]
        assert [month.balance.known() for month in months] == [euros(text) for text in expected]

    def test_the_kept_rows_give_the_same_plan(self, treasury):
        rails.refresh([treasury.production.pk], treasury.organisation)
        assert [month.balance.known() for month in queries.treasury(treasury.production).months] == [euros(t) for t in MONTH_ENDS]
        assert amounts(treasury.production)["creux"] == -14610


@pytest.mark.parametrize(("coefficient", "known"), [(None, False), ("1.50", True)])
def test_a_permanent_without_coefficient_has_an_unknown_cost_until_the_structure_gives_it(marees, coefficient, known):
    marees.engage("Administration", "permanent", "2500", coefficient, phase="creation", per_performance=False, unit="mois")
    creation = queries.figures_of(marees.production).budgets["creation"]
    assert creation.previsionnel.need.is_known is known
    assert creation.previsionnel.expense.known == 78400 + 2500 + (1250 if known else 0)
