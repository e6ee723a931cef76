"""Totals that say their known part and what is missing from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from filage.rules.engine.explained import EURO, ZERO, Explained, Operand, nodes, sum_of


@dataclass(frozen=True, slots=True)
class Partial:
    """A total: `known` is the sum of the known items, `missing` the items whose value is unknown.

    Read it like an Explained (`value`, `label`, `unit`, `is_known`), or turn it into one with `explained()`.
    """

    known: Decimal
    missing: tuple[Explained, ...] = ()
    items: tuple[Explained, ...] = ()
    label: str = ""
    unit: str = EURO

    @property
    def is_complete(self) -> bool:
        """Tell whether nothing is missing from the total."""
        return not self.missing

    @property
    def is_known(self) -> bool:
        """Tell whether the total is the whole total."""
        return not self.missing

    @property
    def value(self) -> Decimal | None:
        """Return the whole total, or None when something is missing from it."""
        return None if self.missing else self.known

    def explained(self) -> Explained:
        """Return the total as one node, unknown when something is missing."""
        return sum_of(self.items, self.label, unit=self.unit)

    def __add__(self, other: Partial) -> Partial:
        """Return the total of both lists under the first label."""
        return Partial(self.known + other.known, self.missing + other.missing, self.items + other.items, self.label, self.unit)


def total(items: Iterable[Operand], label: str, *, unit: str = EURO) -> Partial:
    """Return the total of the items: what is known of it, and what is missing."""
    held = nodes(items)
    missing = tuple([node for node in held if node.value is None])
    known = sum([node.value for node in held if node.value is not None], ZERO)
    return Partial(known, missing, held, label, unit)
