"""What stays true of any budget, whatever its lines: the invariants of the trade's arithmetic, on drawn budgets."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from filage.desks.budget.enums import IncomeStatus
from filage.desks.budget.queries.manual import parts
from filage.rules.budgeting.balances import budget, budgets
from filage.rules.budgeting.cash import cash_plan
from filage.rules.budgeting.lines import EXPENSE, INCOME, PlainLine, forecast, standing
from filage.rules.budgeting.price import Hypotheses, PlateauItem, price_sheet
from filage.rules.budgeting.totals import by, by_account, by_destination, by_fiscal_year, by_month
from filage.rules.engine import given as known
from filage.rules.engine import quantity, to_cent
from filage.rules.engine import unknown as missing
from filage.rules.pricing.price import result_after

QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
cents = st.integers(0, 10_000_000).map(lambda value: Decimal(value) / 100)
amounts = st.one_of(cents.map(lambda value: known(value, "Montant")), st.just(missing("Montant")))
days = st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2028, 12, 31)))


@st.composite
def lines(draw, *, amount=amounts):
    """Draw a budget: both sides, every axis, some amounts unknown, some money refused."""
    found = []
    for rank in range(draw(st.integers(0, 10))):
        side = draw(st.sampled_from((EXPENSE, INCOME)))
        on = draw(days)
        found.append(
            PlainLine(
                key=f"{rank}",
                origin=f"line:{draw(st.integers(0, 6))}",
                label=f"Ligne {rank}",
                side=side,
                amount=draw(amount),
                stage=draw(st.sampled_from(("coefficient", "computed", "quoted", "committed", "paid"))),
                on=on,
                pays_on=draw(days),
                destination=draw(st.sampled_from("ABCDEFGHIJLPS")),
                account=draw(st.sampled_from(("", "6411", "645", "604", "741", "7062", "6811"))),
                phase=draw(st.sampled_from(("creation", "exploitation", "structure"))),
                funder=draw(st.sampled_from((None, "drac"))),
                fiscal_year=draw(st.sampled_from((None, 2026, 2027))),
                status=draw(st.sampled_from(IncomeStatus.values)) if side == INCOME else "",
            )
        )
    return found


def by_who_pays(found):
    return by(found, lambda line: line.funder)


@QUICK
@given(lines())
def test_every_axis_adds_up_to_the_same_totals(drawn):
    counted = standing(forecast(drawn))
    totals = [
        (sum(pair.expense.known for pair in axis.values()), sum(pair.income.known for pair in axis.values()))
        for axis in (read(counted) for read in (by_destination, by_account, by_fiscal_year, by_month, by_who_pays))
    ]
    whole = budget(counted)
    assert set(totals) <= {(whole.previsionnel.expense.known, whole.previsionnel.income.known)}


def test_the_two_balances_count_each_status_as_the_trade_does():  # espéré : tout sauf le refus ; acquis : à partir de « notifié »
    wanted = dict.fromkeys(("idee", "demande", "en_instruction", "accorde_oral"), (1, 0))
    wanted |= dict.fromkeys(("notifie", "conventionne", "encaisse"), (1, 1)) | {"refuse": (0, 0)}
    assert set(wanted) == set(IncomeStatus.values)
    for status, (hoped, sure) in wanted.items():
        line = PlainLine(
            key="a", origin="line:a", label="Aide", side=INCOME, amount=known(1, "Montant"), stage="quoted", status=status
        )
        found = budget(standing(forecast([line])))
        assert (found.previsionnel.income.known, found.securise.income.known) == (hoped, sure), status


@QUICK
@given(lines())
def test_the_budgets_of_the_phases_make_the_whole(drawn):
    whole, phases = budget(standing(forecast(drawn))), budgets(drawn).values()
    assert sum(each.previsionnel.expense.known for each in phases) == whole.previsionnel.expense.known
    assert sum(each.securise.income.known for each in phases) == whole.securise.income.known


@QUICK
@given(lines())
def test_a_budget_closed_by_its_gap_is_balanced(drawn):
    for each in budgets(drawn).values():
        if each.gap.value is None:
            assert each.is_balanced is None
            assert each.previsionnel.expense.missing or each.previsionnel.income.missing
        else:
            assert each.previsionnel.expense.known == each.previsionnel.income.known + each.gap.value


@QUICK
@given(lines())
def test_what_is_secured_is_never_more_than_what_is_hoped_for(drawn):
    for each in budgets(drawn).values():
        assert each.securise.income.known <= each.previsionnel.income.known


@QUICK
@given(lines())
def test_a_forecast_counts_each_origin_at_one_stage_only(drawn):
    chosen = forecast(drawn)
    assert {line.origin for line in chosen} == {line.origin for line in drawn}
    assert all(len({line.stage for line in chosen if line.origin == origin}) == 1 for origin in {line.origin for line in drawn})


@QUICK
@given(lines(amount=cents.map(lambda value: known(value, "Montant"))), cents, st.booleans())
def test_the_last_balance_is_the_opening_and_every_flow(drawn, opening, recovers):
    plan = cash_plan(drawn, opening=known(opening, "Solde"), months=60, recovers_vat=recovers)
    if plan.months:
        flows = sum(month.cash_in.known - month.cash_out.known for month in plan.months)
        assert plan.months[-1].balance.known() == opening + flows
        assert all(after.opening is before.balance for before, after in zip(plan.months, plan.months[1:], strict=False))
        assert plan.low.balance.known() == min(month.balance.known() for month in plan.months)
        assert not plan.later


@QUICK
@given(lines(amount=cents.map(lambda value: known(value, "Montant"))), st.integers(1, 6))
def test_a_late_funder_moves_its_receipts_and_loses_none(drawn, months):
    plan, late = (
        cash_plan(drawn, opening=known(0, "Solde"), start=date(2026, 1, 1), months=60, late=delays)
        for delays in ({}, {"drac": months})
    )
    for row, moved in zip(plan.rows, late.rows, strict=True):
        before, after = ([part.known for part in each.amounts] for each in (row, moved))
        delayed = row.side == INCOME and row.funder == "drac"
        assert after == ([Decimal(0)] * months + before[:-months] if delayed else before)


@QUICK
@given(st.lists(cents, min_size=1, max_size=8), st.integers(1, 40), cents, cents)
def test_the_threshold_is_the_first_number_of_dates_that_pays_the_creation_back(costs, planned, need, price):
    items = [PlateauItem(f"{rank}", "Poste", known(cost, "Coût"), known(cost, "Coût")) for rank, cost in enumerate(costs)]
    chosen = Hypotheses(planned_dates=quantity(planned, "Dates"), asked=known(price, "Prix"))
    sheet = price_sheet(items, known(need, "Charges"), known(0, "Produits"), chosen)
    dates, margin = sheet.price.break_even_dates, sheet.price.margin
    if margin.known() <= 0:
        assert dates is None and sheet.price.reachable is False
    else:
        assert result_after(int(dates.known()), need=sheet.need, margin=margin).known() >= 0
        if dates.known():
            assert result_after(int(dates.known()) - 1, need=sheet.need, margin=margin).known() < 0


@QUICK
@given(lines(amount=cents.map(lambda value: known(value, "Montant"))))
def test_doubling_the_variable_quantities_doubles_them_and_leaves_the_fixed_ones(drawn):
    variable = [line for line in drawn if line.destination in "AE"]
    fixed = [line for line in drawn if line.destination not in "AE"]
    doubled = [
        PlainLine(**{name: getattr(line, name) for name in line.__slots__} | {"amount": line.amount * 2}) for line in variable
    ]
    for axis in (by_destination, by_account):
        once, twice = axis(variable), axis(doubled)
        assert all(twice[key].expense.known == 2 * pair.expense.known for key, pair in once.items())
    assert by_destination(fixed) == by_destination([*fixed])


class Instalment:
    """A payment as `parts` reads it: an amount, or a share of the line."""

    def __init__(self, on, amount=None, share=None):
        self.on, self.amount, self.share = on, amount, share


@QUICK
@given(
    st.integers(1, 5_000_000).map(lambda value: Decimal(value) / 100),
    st.lists(st.tuples(st.sampled_from((2026, 2027, 2028)), cents), max_size=3, unique_by=lambda year: year[0]),
    st.lists(st.one_of(st.tuples(cents, st.none()), st.tuples(st.none(), st.integers(1, 60))), max_size=4),
)
def test_the_parts_of_a_line_by_year_and_by_instalment_add_up_to_the_line(whole, years, paid):
    payments = [
        Instalment(date(2026, 1, 1) + timedelta(days=40 * rank), amount, None if share is None else Decimal(share))
        for rank, (amount, share) in enumerate(paid)
    ]
    pieces = parts(known(whole, "Ligne"), sorted(years), payments)
    assert sum(piece.amount.known() for piece in pieces) == whole
    assert all(piece.amount.known() == to_cent(piece.amount.known()) for piece in pieces)
    for year, amount in years:
        assert sum(piece.amount.known() for piece in pieces if piece.fiscal_year == year) <= amount + Decimal("0.03")
    assert len({piece.suffix for piece in pieces}) == len(pieces)
