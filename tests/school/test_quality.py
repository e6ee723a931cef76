"""Quality: 32 indicators as they were published, means that say their base, self-assessments that keep their past."""

from datetime import date
from decimal import Decimal

import pytest

from filage.rules.schooling.quality.indicators import reference
from filage.rules.schooling.quality.radar import branch, outline
from filage.rules.schooling.quality.satisfaction import summed
from filage.rules.schooling.quality.self_marks import days

COMMON = {1, 2, 4, 5, 6, 8, 9, 10, 11, 12, 17, 18, 19, 21, 22, 23, 24, 25, 26, 30, 31, 32}  # of the four kinds of bodies


def test_the_reference_has_its_32_indicators_in_7_criteria():
    known = reference()
    assert [one.number for one in known.indicators] == list(range(1, 33)) and len(known.criteria) == 7
    assert {one.number for one in known.indicators if one.common} == COMMON
    assert all(one.subject and one.proof and one.criterion in known.criteria for one in known.indicators)


def test_a_mean_says_its_base_and_nothing_is_shown_of_too_few():
    four = [{"overall": mark, "pace": 2} for mark in (4, 4, 3, 1)]
    found = summed(four, asked=16)
    assert (found.answered, found.rate, found.satisfied) == (4, Decimal("25.0"), Decimal("75.0"))
    assert found.means == {"pace": Decimal("2.0"), "overall": Decimal("3.0")}
    few = summed(four[:2], asked=16)
    assert few.means == {} and few.satisfied is None and few.answered == 2
    assert summed([], asked=0).rate is None


def test_a_competence_not_said_again_keeps_its_former_mark():
    first, second = date(2025, 12, 5), date(2026, 3, 2)
    said = days([(second, "BC01-C1", 2), (first, "BC01-C1", 1), (first, "BC02-C4", 0)])
    assert [(one.on, one.marks) for one in said] == [
        (first, {"BC01-C1": 1, "BC02-C4": 0}), (second, {"BC01-C1": 2, "BC02-C4": 0}),
    ]  # fmt: skip


@pytest.mark.parametrize(("rank", "point"), [(0, (100, 0)), (1, (200, 100)), (2, (100, 200)), (3, (0, 100))])
def test_branches_turn_clockwise_from_the_top(rank, point):
    assert branch(rank, 4, 1, radius=100, centre=100) == point


def test_what_is_not_said_stays_at_the_centre():
    assert outline([3, None, 0, 3], 3, radius=100, centre=100).split() == ["100.0,0.0", "100.0,100.0", "100.0,100.0", "0.0,100.0"]
