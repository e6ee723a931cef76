"""The prices of several dates sold together, and which of them go under their plateau."""

from collections.abc import Sequence
from dataclasses import dataclass

from filage.rules.engine.explained import Explained, sum_of


@dataclass(frozen=True, slots=True)
class BelowPlateau:
    """A date sold under its plateau: its rank from 1, its price, its plateau, and what is missing."""

    rank: int
    price: Explained
    plateau: Explained
    shortfall: Explained


@dataclass(frozen=True, slots=True)
class Series:
    """The prices of a series, net of VAT; `margin` (prices − plateaux) is None when no plateau was given."""

    prices: tuple[Explained, ...]
    total: Explained
    margin: Explained | None
    below_plateau: tuple[BelowPlateau, ...]


def series(base: Explained, coefficients: Sequence[Explained], dates: int, plateaus: Sequence[Explained] | None = None) -> Series:
    """Return the price of each date, in whole cents: base × its coefficient, the last one serving for the dates beyond the list.

    The plateau of each date follows the same way of reading; a price under it is reported, never refused.
    """
    prices = tuple(
        (base * coefficients[min(rank, len(coefficients) - 1)]).rounded().named(f"Prix de la date {rank + 1}")
        for rank in range(dates)
    )
    whole = sum_of(prices, "Prix de la série")
    if not plateaus:
        return Series(prices, whole, None, ())
    costs = tuple(plateaus[min(rank, len(plateaus) - 1)] for rank in range(dates))
    margin = (whole - sum_of(costs, "Plateaux de la série")).named("Marge de la série")
    return Series(prices, whole, margin, _below_plateau(prices, costs))


def _below_plateau(prices: Sequence[Explained], costs: Sequence[Explained]) -> tuple[BelowPlateau, ...]:
    found = []
    for rank, (price, cost) in enumerate(zip(prices, costs, strict=True), start=1):
        shortfall = (cost - price).named(f"Manque de la date {rank}")
        if shortfall.value is not None and shortfall.value > 0:
            found.append(BelowPlateau(rank, price, cost, shortfall))
    return tuple(found)
