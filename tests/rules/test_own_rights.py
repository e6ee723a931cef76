"""What somebody's own work comes to: 507 hours over twelve months, a cachet is twelve of them, and counts are never mixed."""

from datetime import date
from decimal import Decimal

from filage.rules.benefit.own import Done, rights, usual_annex
from filage.rules.engine import load_law

LAW = load_law()
TODAY = date(2026, 11, 2)


def cachets(month, count, **more):
    return Done(first=date(2026, month, 1), last=date(2026, month, 20), annex=10, employer="Les Marées", cachets=count, **more)


def test_cachets_count_twelve_hours_each_and_what_is_missing_is_said():
    found = rights(LAW, [cachets(3, 20), cachets(5, 10)], TODAY)
    assert (found.annex, found.now.hours, found.now.missing) == (10, 360, 147)
    assert (found.counters.cachets, found.counters.toward, found.counters.declared) == (30, 360, 0)


def test_a_month_holds_28_cachets_and_the_cap_is_named():
    found = rights(LAW, [cachets(3, 30)], TODAY)
    assert (found.now.hours, found.now.caps) == (336, ["2026-03 : 28 cachets"])
    assert found.counters.toward == 360  # before the caps


def test_what_is_foreseen_counts_at_the_anniversary_and_not_today():
    later = Done(first=date(2027, 1, 5), last=date(2027, 1, 5), annex=10, employer="Les Marées", cachets=2, told=False)
    found = rights(LAW, [cachets(3, 10), later], TODAY, anniversary=date(2027, 2, 1))
    assert (found.now.hours, found.then.hours) == (120, 144)


def test_an_anniversary_that_is_past_says_nothing_of_what_is_to_come():
    assert rights(LAW, [cachets(3, 10)], TODAY, anniversary=date(2026, 6, 1)).then is None


def test_hours_present_and_of_the_contract_are_counts_of_their_own():
    build = Done(first=date(2026, 4, 1), last=date(2026, 4, 1), annex=8, employer="Le Môle", declared=Decimal(8),
                 contract=Decimal(7), present=Decimal(10))  # fmt: skip
    counted = rights(LAW, [build, cachets(3, 1)], TODAY).counters
    assert (counted.cachets, counted.declared, counted.contract, counted.present, counted.silent) == (1, 8, 7, 10, 1)
    assert counted.toward == 20


def test_the_annex_is_that_of_most_hours_unless_it_is_said():
    hours = Done(first=date(2026, 4, 1), last=date(2026, 4, 30), annex=8, employer="Le Môle", declared=Decimal(100))
    assert usual_annex(LAW, [hours, cachets(3, 5)], TODAY) == 8
    assert usual_annex(LAW, [hours, cachets(3, 10)], TODAY) == 10
    assert rights(LAW, [hours], TODAY, annex=10).annex == 10


def test_ordinary_law_stays_outside_and_taught_hours_are_capped():
    workshop = Done(first=date(2026, 4, 1), last=date(2026, 4, 1), annex=0, employer="Le Môle", declared=Decimal(6))
    taught = Done(
        first=date(2026, 5, 1), last=date(2026, 5, 30), annex=10, employer="Conservatoire", declared=Decimal(90), teaching=True
    )
    found = rights(LAW, [workshop, taught], TODAY)
    assert (found.now.hours, len(found.outside)) == (70, 1)
    assert rights(LAW, [taught], TODAY, over_50=True).now.hours == 90
