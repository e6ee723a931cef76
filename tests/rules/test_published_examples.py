"""Published examples that are no rule of `calculer`: quotes with travel, a team in Avignon, an association, an amateur play."""

from datetime import date
from decimal import Decimal

import pytest

from filage.rules.engine import given, percent, quantity, sum_of, to_cent
from filage.rules.pricing.price import price, result_after
from filage.rules.pricing.quote import HostingItem, HostingMode, quote
from filage.rules.treasury.plan import Flow, cash_plan


def hosting(label, count, unit, mode=HostingMode.FLAT):
    return HostingItem(label, mode, quantity(count, label), given(unit, "Tarif"))


def test_s3_a_series_with_its_travel_lodging_and_meals():
    series = sum_of([given(amount, "date") for amount in (3400, 2890, 2550)], "Série")
    found = quote(
        series,
        [hosting("Nuitées", 12, 75), hosting("Repas", 24, 21), hosting("Véhicule", 1, 620, HostingMode.ACTUAL)],
        percent("5.5", "TVA"),
    )
    assert (found.net.value, found.vat.value, found.gross.value) == (Decimal("10864.00"), Decimal("597.52"), Decimal("11461.52"))


def test_case_1_the_invoice_of_a_date_at_210_km():
    found = quote(
        given(2500, "Cession"),
        [hosting("Kilomètres", 420, "0.60"), hosting("Nuitées", 7, 72), hosting("Repas", 14, "20.70")],
        percent("5.5", "TVA"),
    )
    assert [line.value for line in found.charged] == [Decimal("252.00"), 504, Decimal("289.80")]
    assert found.hosting.value == Decimal("1045.80")
    assert (found.net.value, found.vat.value, found.gross.value) == (Decimal("3545.80"), Decimal("195.02"), Decimal("3740.82"))


def test_what_the_organiser_provides_is_not_charged_but_is_counted_in_what_the_date_costs_him():
    found = quote(given(2500, "Cession"), [hosting("Nuitées", 7, 72, HostingMode.PROVIDED)], percent("5.5", "TVA"))
    assert (found.net.value, found.provided.value) == (2500, 504)


def test_case_1_fourteen_dates_leave_the_creation_unpaid():
    need = given(12000, "Besoin de création")
    margin = given("611.68", "Marge par date")
    assert result_after(14, need=need, margin=margin).value == Decimal("-3436.48")
    assert result_after(20, need=need, margin=margin).known() >= 0


def test_case_6_what_a_date_costs_its_buyer():
    cession_and_hosting = given(2900, "Cession") + given(780, "VHR")
    rights = cession_and_hosting * percent(12, "Droits d’auteur")
    assert (cession_and_hosting + rights).value == Decimal("4121.60")


def test_v2_a_team_of_four_in_avignon():
    cost, tickets, fonpeps = given(30000, "Coût"), given(12000, "Billetterie"), given(3000, "Fonpeps")
    need = cost - tickets - fonpeps
    assert need.value == 15000
    assert [to_cent((part / cost * 100).known()) for part in (tickets, fonpeps, need)] == [40, 10, 50]
    assert ((cost - fonpeps) / tickets).value == Decimal("2.25")


def test_v3_the_budget_of_an_association():
    charges = sum_of([9174, 7010, 15714, 105444, 3687, 83], "Charges")
    income = sum_of([118425, 22687], "Produits")
    assert charges.value == income.value == 141112
    assert (charges + 116000).value == 257112
    shares = [given(part, "part") / charges * 100 for part in (105444, 118425, 22687)]
    assert [round(share.known(), 1) for share in shares] == [Decimal("74.7"), Decimal("83.9"), Decimal("16.1")]
    assert round((given(27761, "645") / given(64202, "641") * 100).known(), 1) == Decimal("43.2")


@pytest.mark.parametrize(("right", "paid"), [(100, "488.00"), (130, "634.40")])
def test_v6_tax_and_contribution_are_both_taken_on_the_right(right, paid):
    rights = 4 * given(right, "Droit par séance")
    assert (rights * (1 + percent(10, "TVA") + percent(12, "Contribution"))).value == Decimal(paid)


def test_a_price_explains_itself_to_the_first_figure():
    found = price(
        plateau=given(1686, "Coût plateau"),
        creation_costs=given(78400, "Charges de création"),
        acquired_income=given(66400, "Produits acquis"),
        planned_dates=quantity(20, "Dates prévues", unit="dates"),
        management_rate=percent(12, "Taux de gestion"),
    )
    assert found.cost.value == Decimal("2488.32")
    assert {node.label for node in found.cost.inputs} >= {"Amortissement par date"}


def test_an_overdraft_is_what_is_missing_at_the_lowest_point():
    plan = cash_plan(date(2027, 1, 1), 2, given(100, "Ouverture"), [Flow("décor", date(2027, 2, 10), given(-350, "décor"))])
    assert plan.overdraft.value == 250
