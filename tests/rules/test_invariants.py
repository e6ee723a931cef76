"""What stays true of every budget, price, cash plan and aid, whatever the figures."""

from datetime import date
from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from filage.core.rails.types import CostLine, Side, Stage
from filage.rules.budgeting.totals import by_account, by_destination, by_fiscal_year, total_of
from filage.rules.engine import given as amount
from filage.rules.engine import maximum, minimum, percent, quantity, sum_of, to_cent, to_euro_largest_remainder, total, unknown
from filage.rules.funding.aid import Dates, Limits, Step, aid, flat_amount, stepped_amount
from filage.rules.pricing.coproduction import Contribution, CoproductionForm, coproduction, percents
from filage.rules.pricing.plateau import Post, plateau
from filage.rules.pricing.price import break_even_dates, result_after
from filage.rules.pricing.series import series
from filage.rules.pricing.sharing import Beneficiary, Guarantee, base_to_reach, share
from filage.rules.pricing.ticketing import Deductions, House, one_ticket, takings, threshold
from filage.rules.treasury.plan import Flow, cash_plan, contributions_of, delayed, first_of_month

EUROS = st.decimals(0, 100_000, places=2)
SIGNED = st.decimals(-100_000, 100_000, places=2)
RATES = st.decimals(0, 100, places=2)
COUNTS = st.integers(0, 40)
MONTHS = st.dates(date(2026, 1, 1), date(2028, 12, 31))
LABELS = st.sampled_from(["DRAC", "Région", "Ville", ""])


def lines(amounts):
    return [
        CostLine(
            key=str(rank),
            origin=str(rank),
            label=str(rank),
            stage=Stage.QUOTED,
            side=Side.EXPENSE,
            amount=amount(value, "ligne"),
            destination="ABF"[rank % 3],
            account=("641", "606")[rank % 2],
            fiscal_year=2026 + rank % 2,
        )
        for rank, value in enumerate(amounts)
    ]


@given(st.lists(SIGNED, max_size=30))
def test_every_axis_adds_up_to_the_same_total(amounts):
    budget = lines(amounts)
    whole = total_of(budget, "total").value
    for axis in (by_destination, by_account, by_fiscal_year):
        assert sum((pair.expense.known for pair in axis(budget).values()), Decimal(0)) == whole


@st.composite
def coproductions(draw):
    brought = draw(st.lists(st.tuples(EUROS, EUROS, EUROS), min_size=1, max_size=8))
    assume(any(any(parts) for parts in brought))
    return [
        Contribution(f"partie {rank}", *(amount(value, label) for value, label in zip(parts, ("n", "i", "m"), strict=True)))
        for rank, parts in enumerate(brought)
    ]


@given(coproductions(), SIGNED)
def test_the_parts_of_a_participation_add_up_to_a_hundred_and_to_the_result(contributions, result):
    form = CoproductionForm.PARTICIPATION
    parts = coproduction(contributions, form=form, result=amount(result, "Résultat"))
    assert sum(percents(parts, form)) == 100
    assert sum(part.result.value for part in parts) == result


@given(coproductions(), SIGNED)
def test_a_simple_coproduction_shares_no_result(contributions, result):
    parts = coproduction(contributions, result=amount(result, "Résultat"))
    assert [part.result for part in parts] == [None] * len(parts)


@given(EUROS, st.decimals("0.01", 10_000, places=2))
def test_the_break_even_is_the_first_date_that_pays_the_creation_back(need, margin):
    need, margin = amount(need, "Besoin"), amount(margin, "Marge")
    dates = int(break_even_dates(need, margin).known())
    assert result_after(dates, need=need, margin=margin).known() >= 0
    assert dates == 0 or result_after(dates - 1, need=need, margin=margin).known() < 0


@given(EUROS, st.decimals(-10_000, 0, places=2))
def test_no_number_of_dates_pays_a_creation_back_at_a_loss(need, margin):
    assert break_even_dates(amount(need, "Besoin"), amount(margin, "Marge")) is None


@given(
    cost=EUROS,
    price=st.decimals("0.01", 200, places=2),
    rates=st.tuples(st.decimals(0, 20, places=1), st.decimals(0, 10, places=1), st.decimals(0, 30, places=1)),
    producer=st.decimals(1, 100, places=0),
    minimum_amount=st.one_of(st.none(), EUROS),
    beneficiary=st.sampled_from(Beneficiary),
)
def test_the_seats_to_sell_are_the_first_that_cover_the_cost(cost, price, rates, producer, minimum_amount, beneficiary):
    vat, tax, rights = (percent(rate, "taux") for rate in rates)
    deductions, price, producer = Deductions(vat, tax, rights), amount(price, "Prix"), percent(producer, "Part")
    guarantee = None if minimum_amount is None else Guarantee(amount(minimum_amount, "Minimum"), beneficiary)
    to_reach = base_to_reach(amount(cost, "Coût"), producer, guarantee)
    seats = int(threshold(to_reach, one_ticket(price, deductions).net, House(100, 1)).admissions.known())

    def kept(sold):
        return share(takings(quantity(sold, "Entrées"), price, deductions).net, producer, guarantee).producer.known()

    nearly = Decimal("1E-15")  # a division leaves an error in the 28th digit
    assert kept(seats) >= cost - nearly
    assert seats == 0 or kept(seats - 1) < cost


@given(st.lists(st.tuples(COUNTS, EUROS, st.decimals(1, 2, places=2)), max_size=6), EUROS)
def test_twice_the_people_cost_twice_the_variable_part_and_the_same_fixed_part(posts, wear):
    def cost(times):
        team = [
            Post("f", quantity(count * times, "n"), amount(gross, "b"), quantity(ratio, "c")) for count, gross, ratio in posts
        ]
        return plateau(team, wear=amount(wear, "Usure")).cost.known() - wear

    assert cost(2) == 2 * cost(1)


@given(st.lists(st.tuples(MONTHS, SIGNED, LABELS), max_size=20), SIGNED, st.integers(1, 24), st.integers(0, 12), EUROS, RATES)
def test_the_last_balance_is_the_opening_plus_every_flow_of_the_window(moves, opening, length, late, wage, rate):
    wages = [Flow("salaires", date(2026, 6, 1), amount(-wage, "salaires"))]
    flows = [Flow("flux", month, amount(value, "flux"), funder) for month, value, funder in moves]
    flows = [*delayed(flows, {"DRAC": late}), *wages, *contributions_of(wages, percent(rate, "taux"), late)]
    plan = cash_plan(date(2026, 3, 1), length, amount(opening, "Ouverture"), flows)
    outside = sum((flow.amount.known() for flow in (*plan.early, *plan.late)), Decimal(0))
    everything = sum((flow.amount.known() for flow in flows), Decimal(0))
    assert plan.months[-1].balance.known() == opening + everything - outside
    balances = [month.balance.known() for month in plan.months]
    assert plan.lowest.balance.known() == min(balances)
    assert [month.month for month in plan.months] == [first_of_month(date(2026, 3, 1), rank) for rank in range(length)]


@given(MONTHS, st.integers(0, 30), st.integers(0, 30))
def test_two_delays_in_a_row_are_one_delay(month, first, second):
    assert first_of_month(first_of_month(month, first), second) == first_of_month(month, first + second)


STEPS = st.lists(st.tuples(st.integers(1, 60), EUROS), min_size=1, max_size=4, unique_by=lambda step: step[0])
LIMIT = st.one_of(st.none(), EUROS)


@given(base=EUROS, rate=st.one_of(st.none(), RATES), floor=LIMIT, ceiling=LIMIT, need=LIMIT, cumulation=LIMIT, received=LIMIT)
def test_an_aid_goes_above_no_ceiling_and_no_need(base, rate, floor, ceiling, need, cumulation, received):
    def limit(value):
        return None if value is None else amount(value, "limite")

    found = aid(
        amount(base, "Assiette"),
        Limits(limit(floor), limit(ceiling), limit(need), limit(cumulation), limit(received)),
        rate=None if rate is None else percent(rate, "Taux"),
    )
    paid = found.amount.known()
    room = None if cumulation is None else max(Decimal(0), cumulation - (received or 0))
    assert paid >= 0
    assert all(paid <= bound for bound in (ceiling, need, room) if bound is not None)
    assert paid <= base or rate is None


@given(
    st.lists(st.tuples(st.integers(1, 60), EUROS), min_size=1, max_size=4, unique_by=lambda step: step[0]),
    EUROS,
    st.integers(0, 200),
)
def test_one_date_more_is_paid_at_the_price_of_its_own_step(ends, last, dates):
    ends = sorted(ends)
    steps = [*(Step(end, amount(value, "palier")) for end, value in ends), Step(None, amount(last, "palier"))]
    own = next((value for end, value in ends if dates < end), last)
    assert stepped_amount(steps, dates + 1).known() - stepped_amount(steps, dates).known() == own


@given(EUROS, st.integers(0, 200), st.integers(0, 100), st.integers(0, 100))
def test_a_flat_aid_counts_no_date_beyond_the_most_and_nothing_under_the_fewest(per_date, count, fewest, more):
    dates = Dates(count, fewest, fewest + more)
    found = aid(amount(0, "Assiette"), Limits(), flat=flat_amount(amount(per_date, "Forfait"), dates.counted), dates=dates)
    assert found.eligible == (count >= fewest)
    assert found.amount.known() == (per_date * min(count, fewest + more) if found.eligible else 0)


@given(
    EUROS,
    st.lists(st.decimals(0, 2, places=2), min_size=1, max_size=5),
    st.integers(0, 12),
    st.lists(EUROS, min_size=1, max_size=6),
)
def test_a_series_is_the_sum_of_its_dates_and_reports_each_one_under_its_plateau(base, coefficients, dates, plateaus):
    found = series(
        amount(base, "Base"), [quantity(value, "c") for value in coefficients], dates, [amount(value, "p") for value in plateaus]
    )
    assert found.total.known() == sum((price.known() for price in found.prices), Decimal(0))
    expected = [rank for rank, price in enumerate(found.prices, 1) if price.known() < plateaus[min(rank, len(plateaus)) - 1]]
    assert [below.rank for below in found.below_plateau] == expected


@given(st.lists(SIGNED, max_size=40))
def test_whole_euros_move_no_amount_by_an_euro_and_keep_the_rounded_sum(amounts):
    rounded = to_euro_largest_remainder(amounts)
    assert all(abs(whole - exact) < 1 for whole, exact in zip(rounded, amounts, strict=True))
    assert all(whole == whole.to_integral_value() for whole in rounded)
    assert abs(sum(rounded, Decimal(0)) - sum(amounts, Decimal(0))) <= Decimal("0.5")


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=6))
def test_a_rounded_amount_is_within_half_a_cent(value):
    cents = to_cent(value)
    assert cents == cents.quantize(Decimal("0.01"))
    assert abs(cents - value) <= Decimal("0.005")


@given(st.lists(st.one_of(st.none(), SIGNED), min_size=1, max_size=12))
def test_one_unknown_makes_a_sum_unknown_and_leaves_the_total_its_known_part(values):
    items = [unknown("montant") if value is None else amount(value, "montant") for value in values]
    known = [value for value in values if value is not None]
    complete = len(known) == len(values)
    for absorbing in (sum_of(items, "somme"), minimum(*items), maximum(*items), sum(items[1:], items[0])):
        assert absorbing.is_known == complete
    whole = total(items, "total")
    assert (whole.known, len(whole.missing), whole.is_complete) == (sum(known, Decimal(0)), len(values) - len(known), complete)
