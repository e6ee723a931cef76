"""How near an amount comes to a bound that it must not pass: told from nine tenths on."""

from decimal import Decimal
from enum import StrEnum

NEAR = Decimal("0.9")  # part of the bound from which somebody should look


class Reach(StrEnum):
    """Where an amount stands."""

    UNDER = "under"
    NEAR = "near"
    PASSED = "passed"


def reach(amount: Decimal, bound: Decimal) -> Reach:
    """Return where an amount stands: passed only beyond the bound, near from nine tenths of it."""
    if amount > bound:
        return Reach.PASSED
    return Reach.NEAR if amount >= bound * NEAR else Reach.UNDER
