"""What brings a treasury above zero: the accepted plan of the published case, and every gesture in its order."""

from datetime import date
from decimal import Decimal

import pytest

from filage.rules.treasury.gestures import HALF, WHOLE, Kind, Movable, after, gesture, gestures, plans

START = date(2026, 9, 1)
ENDS = [Decimal(end) for end in (7820, 9790, 2510, 26030, 21050, -2030, -14610, -590, 6130)]  # case 2, September to May
MARCH, APRIL, MAY = (date(2027, month, 1) for month in (3, 4, 5))
DECEMBER, JANUARY, FEBRUARY, JULY = date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1), date(2027, 7, 1)


def movable(key, kind, *flows):
    return Movable(key, Kind(kind), key, tuple((month, Decimal(amount)) for month, amount in flows))


SALES = movable("cessions", "acompte", (APRIL, 7500), (MAY, 10000))
COPRODUCTION = movable("coproduction", "avance", (APRIL, 12000))
SET = movable("decor", "report", (FEBRUARY, 6300))
HELD = [
    SALES,
    COPRODUCTION,
    SET,
    movable("ville", "avance", (APRIL, 3000)),
    movable("region", "avance", (JULY, 4800)),
    movable("costumes", "report", (JANUARY, 3200)),
    movable("studio", "report", (JANUARY, 1800)),
    movable("communication", "report", (FEBRUARY, 2400)),
]


def step(held, share, to):
    return gesture(START, ENDS, held, share=Decimal(share), to=to)


def test_the_accepted_plan_of_the_case_leaves_no_month_below_zero():
    done = after(ENDS, [step(SALES, "0.30", MARCH), step(COPRODUCTION, HALF, MARCH), step(SET, WHOLE, APRIL)])
    assert done[5:] == (4270, 2940, 2410, 6130)
    assert done[:5] == tuple(ENDS[:5])


def test_the_accepted_plan_is_the_first_one_found():
    first = plans(START, ENDS, HELD, since=date(2026, 11, 21))[0]
    assert [(one.key, one.share, one.amount, one.to) for one in first.gestures] == [
        ("coproduction", HALF, Decimal("6000.00"), MARCH),
        ("decor", WHOLE, Decimal("6300.00"), APRIL),
        ("cessions", Decimal("0.30"), Decimal("5250.00"), MARCH),
    ] or {(one.key, one.share, one.amount, one.to) for one in first.gestures} == {
        ("coproduction", HALF, Decimal("6000.00"), MARCH),
        ("decor", WHOLE, Decimal("6300.00"), APRIL),
        ("cessions", Decimal("0.30"), Decimal("5250.00"), MARCH),
    }
    assert first.balances[5:] == (4270, 2940, 2410, 6130)


def test_every_plan_found_leaves_no_month_below_zero():
    found = plans(START, ENDS, HELD)
    assert 1 <= len(found) <= 3
    assert all(min(plan.balances) >= 0 and len(plan.gestures) <= 3 for plan in found)
    assert [plan.effort for plan in found] == sorted(plan.effort for plan in found)


def test_what_wins_most_comes_first_then_what_asks_least():
    found = gestures(START, ENDS, HELD, since=date(2026, 11, 21))
    assert [one.gain for one in found] == sorted((one.gain for one in found), reverse=True)
    assert found[0].key == "coproduction" and found[0].gain == 12000
    assert next(one for one in found if one.key == "cessions").gain == 5250


def test_an_expense_put_off_within_the_hollow_does_not_raise_its_low_point():
    assert step(SET, WHOLE, MARCH).gain == 0
    assert step(SET, WHOLE, APRIL).gain == 6300


def test_money_never_moves_to_a_month_that_is_gone():
    found = gestures(START, ENDS, HELD, since=date(2027, 3, 2))
    assert all(one.to >= MARCH for one in found)
    assert not any(one.kind is Kind.SHIFT for one in found)  # January and February are paid


def test_a_treasury_above_zero_asks_for_nothing():
    assert gestures(START, [Decimal(10), Decimal(0)], HELD) == []
    assert plans(START, [Decimal(10), Decimal(0)], HELD) == []


def test_a_hollow_that_nothing_fills_has_no_plan():
    assert plans(START, [Decimal(-100_000)] * 9, HELD) == []


@pytest.mark.parametrize("share", ["0.30", "0.5", "1"])
def test_a_receipt_only_comes_earlier(share):
    assert step(COPRODUCTION, share, MAY) is None


def test_the_vat_of_what_moves_is_settled_the_month_after_and_a_credit_waits():
    """By hand: 1 200 bought in January with 200 of VAT, put off to March; 300 are collected each month and settled the next."""
    start, vat = date(2027, 1, 1), [Decimal(100), Decimal(300), Decimal(300), Decimal(300)]  # January deducts 200
    studio = Movable("studio", Kind.SHIFT, "studio", ((start, Decimal(1000)),), (Decimal("0.2"),))
    made = gesture(start, [Decimal(-500)] * 4, studio, share=WHOLE, to=date(2027, 3, 1), vat=vat)
    assert made.delta == (1200, 1200, 0, 0)
    assert made.balances == (700, 500, -700, -500)  # February settles 300 and not 100; April 100 and not 300
    credit = gesture(
        start, [Decimal(-500)] * 4, studio, share=WHOLE, to=date(2027, 3, 1), vat=[Decimal(-150), *[Decimal(50)] * 3]
    )
    # once: credits of 150 then 100 then 50, nothing settled; then: 50 collected in January and February, 150 of credit in March
    assert credit.balances == (700, 650, -600, -600)
