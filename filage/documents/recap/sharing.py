"""Shares an amount to the cent: the parts always add up to it, whatever its sign."""

from collections.abc import Sequence
from decimal import Decimal

from filage.rules.engine import to_cent_largest_remainder


def shared(amount: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """Return the parts of an amount in proportion to weights, in their order; equal parts when no weight says more."""
    if not weights:
        return []
    held = [max(weight, Decimal(0)) for weight in weights]
    whole = sum(held, Decimal(0))
    if not whole:
        held, whole = [Decimal(1)] * len(weights), Decimal(len(weights))
    return to_cent_largest_remainder([amount * weight / whole for weight in held])
