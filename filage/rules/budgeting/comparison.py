"""What two states of a budget have in common and apart, line by line: what came, what went, what changed and by how much."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from filage.rules.budgeting.lines import EXPENSE

PART = re.compile(r"[@#/].*$")  # of a key: which date, which half, which instalment
CAME, WENT, CHANGED, SAME = "nouvelle", "retirée", "changée", "pareille"


@dataclass(frozen=True, slots=True)
class Kept:
    """A line as a frozen budget holds it; an amount that is None is unknown."""

    key: str
    label: str
    side: str
    phase: str
    destination: str
    amount: Decimal | None

    @property
    def origin(self) -> tuple[str, str, str]:
        """Return what tells a line from another, whatever its dates and instalments."""
        return PART.sub("", self.key), self.side, self.phase


@dataclass(frozen=True, slots=True)
class Difference:
    """One line before and after: an amount that is None is unknown, or absent when the line came or went."""

    label: str
    side: str
    phase: str
    destination: str
    before: Decimal | None
    after: Decimal | None
    state: str

    @property
    def change(self) -> Decimal | None:
        """Return by how much it moved; None when one side is unknown."""
        before = Decimal(0) if self.state == CAME else self.before
        after = Decimal(0) if self.state == WENT else self.after
        return None if before is None or after is None else after - before


def compare(before: Iterable[Kept], after: Iterable[Kept]) -> list[Difference]:
    """Return every line of both states: charges first, by phase and destination, in the order of the later state."""
    old, new = _gathered(before), _gathered(after)
    found = [_difference(old.get(origin), new.get(origin)) for origin in {**new, **old}]
    return sorted(found, key=lambda each: (each.phase, each.side != EXPENSE, each.destination))


def moved(differences: Sequence[Difference]) -> list[Difference]:
    """Return the lines that are not the same."""
    return [each for each in differences if each.state != SAME]


def _gathered(rows: Iterable[Kept]) -> dict[tuple[str, str, str], Kept]:
    """Return one row an origin: the sum of its dates and instalments, unknown as soon as one of them is."""
    found: dict[tuple[str, str, str], Kept] = {}
    for row in rows:
        held = found.get(row.origin)
        if held is None:
            found[row.origin] = row
            continue
        whole = None if held.amount is None or row.amount is None else held.amount + row.amount
        found[row.origin] = Kept(held.key, held.label, held.side, held.phase, held.destination, whole)
    return found


def _difference(old: Kept | None, new: Kept | None) -> Difference:
    named = new or old
    assert named is not None  # an origin comes from one of the two
    state = CAME if old is None else WENT if new is None else SAME if old.amount == new.amount else CHANGED
    return Difference(
        label=named.label,
        side=named.side,
        phase=named.phase,
        destination=named.destination,
        before=None if old is None else old.amount,
        after=None if new is None else new.amount,
        state=state,
    )
