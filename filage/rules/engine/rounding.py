"""The named roundings of money, rates and counts: no amount is rounded by any other door."""

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
TEN_THOUSANDTH = Decimal("0.0001")
EURO = Decimal(1)


def to_cent(value: Decimal) -> Decimal:
    """Return the amount at two decimals, halves away from zero; never minus zero."""
    return value.quantize(CENT, ROUND_HALF_UP) + 0


def to_ten_thousandth(value: Decimal) -> Decimal:
    """Return the rate or unit price at four decimals, halves away from zero; never minus zero."""
    return value.quantize(TEN_THOUSANDTH, ROUND_HALF_UP) + 0


def ceil_units(value: Decimal) -> int:
    """Return the whole number of people, dates or tickets that covers `value`."""
    return int(value.to_integral_value(ROUND_CEILING))


def to_euro_largest_remainder(values: Sequence[Decimal]) -> list[Decimal]:
    """Return whole euros, in the same order, whose sum is the rounded sum of `values`.

    Each amount moves by less than one euro; the largest fractions are rounded up first, the earliest on a tie.
    """
    return _largest_remainder(values, EURO)


def to_cent_largest_remainder(values: Sequence[Decimal]) -> list[Decimal]:
    """Return whole cents, in the same order, whose sum is the rounded sum of `values`."""
    return _largest_remainder(values, CENT)


def _largest_remainder(values: Sequence[Decimal], step: Decimal) -> list[Decimal]:
    floors = [value.quantize(step, ROUND_FLOOR) + 0 for value in values]
    target = sum(values, Decimal(0)).quantize(step, ROUND_HALF_UP)
    to_place = int((target - sum(floors, Decimal(0))) / step)
    by_remainder = sorted(range(len(values)), key=lambda rank: (floors[rank] - values[rank], rank))
    for rank in by_remainder[:to_place]:
        floors[rank] += step
    return floors
