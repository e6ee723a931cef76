"""The named roundings of money, rates and counts: no amount is rounded by any other door."""

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal

CENT = Decimal("0.01")
TEN_THOUSANDTH = Decimal("0.0001")
EURO = Decimal(1)

# A division leaves an error in the 28th digit: (1 ÷ 7) × 1.015 must round like the 0.145 that it is. Every rounding
# therefore settles the value at twelve decimals first.
SETTLED = Decimal("1E-12")
WIDE = Context(prec=80)


def to_cent(value: Decimal) -> Decimal:
    """Return the amount at two decimals, halves away from zero; never minus zero."""
    return _settle(value).quantize(CENT, ROUND_HALF_UP, WIDE) + 0


def to_ten_thousandth(value: Decimal) -> Decimal:
    """Return the rate or unit price at four decimals, halves away from zero; never minus zero."""
    return _settle(value).quantize(TEN_THOUSANDTH, ROUND_HALF_UP, WIDE) + 0


def ceil_units(value: Decimal) -> int:
    """Return the whole number of people, dates or tickets that covers `value`."""
    return int(_settle(value).to_integral_value(ROUND_CEILING))


def to_euro_largest_remainder(values: Sequence[Decimal]) -> list[Decimal]:
    """Return whole euros, in the same order, whose sum is the rounded sum of `values`.

    Each amount moves by less than one euro; the largest fractions are rounded up first, the earliest on a tie.
    """
    return _largest_remainder(values, EURO)


def to_cent_largest_remainder(values: Sequence[Decimal]) -> list[Decimal]:
    """Return whole cents, in the same order, whose sum is the rounded sum of `values`."""
    return _largest_remainder(values, CENT)


def _largest_remainder(values: Sequence[Decimal], step: Decimal) -> list[Decimal]:
    floors = [_settle(value).quantize(step, ROUND_FLOOR, WIDE) + 0 for value in values]
    target = _settle(sum(values, Decimal(0))).quantize(step, ROUND_HALF_UP, WIDE)
    to_place = int((target - sum(floors, Decimal(0))) / step)
    by_remainder = sorted(range(len(values)), key=lambda rank: (floors[rank] - values[rank], rank))
    for rank in by_remainder[:to_place]:
        floors[rank] += step
    return floors


def _settle(value: Decimal) -> Decimal:
    return value.quantize(SETTLED, ROUND_HALF_UP, WIDE)
