"""Which proofs of quality each part of the house already holds: what an auditor asks for, counted from what is there."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from filage.core.rails.registry import Registry


@dataclass(frozen=True, slots=True)
class Proof:
    """So many things that show one indicator (`label` is said before the number), where they are read, when one last moved."""

    indicator: int
    label: str
    count: int
    url: str = ""
    on: date | None = None


type Holder = Callable[[Any], Iterable[Proof]]

holders: Registry[Holder] = Registry("proofs of quality")


def of(organisation: Any) -> dict[int, list[Proof]]:
    """Return every proof of a house by indicator; what counts nothing proves nothing and is left out."""
    found: dict[int, list[Proof]] = {}
    registered = [give for _, give in holders.items()]
    for give in registered:
        for proof in give(organisation):
            if proof.count:
                found.setdefault(proof.indicator, []).append(proof)
    return found
