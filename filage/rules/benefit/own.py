"""What somebody's work comes to toward her own rights: cachets, hours declared, of the contract, present, told apart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from filage.rules.benefit.hours import WINDOW, Count, Work, hours_at
from filage.rules.engine import Law

ANNEX_8, ANNEX_10 = 8, 10
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A stretch of work: what it declares (cachets, or hours), what the contract says, what was spent there; None is not known.

    `annex` is 8, 10, or 0 for work that France Travail does not count with the intermittents' (ordinary law, workshops).
    """

    first: date
    last: date
    annex: int
    employer: str
    cachets: int = 0
    declared: Decimal | None = None  # hours of the AEM, when the pay is counted in hours
    contract: Decimal | None = None
    present: Decimal | None = None
    teaching: bool = False
    training: bool = False  # followed, not given
    told: bool = True  # False: only foreseen

    @property
    def apart(self) -> bool:
        """Tell whether its hours count within caps of their own."""
        return self.teaching or self.training


@dataclass(frozen=True, slots=True, kw_only=True)
class Counters:
    """Four counts that are never mixed, and how many stretches of work say nothing of the hours present."""

    cachets: int = 0
    toward: Decimal = ZERO  # hours for France Travail: twelve for a cachet
    declared: Decimal = ZERO  # hours of the AEM that are not cachets
    contract: Decimal = ZERO
    present: Decimal = ZERO
    silent: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """What counts on a day, and at the anniversary with what is foreseen; `outside` is the work that counts for neither."""

    annex: int
    on: date
    now: Count
    counters: Counters
    anniversary: date | None = None
    then: Count | None = None
    outside: Sequence[Done] = field(default_factory=tuple)


def rights(
    law: Law, works: Iterable[Done], on: date, *, annex: int = 0, anniversary: date | None = None, over_50: bool = False
) -> Rights:
    """Return what somebody's work comes to on a day, and at her anniversary when it is still to come.

    Without `annex`, it is the one that most of her hours come under. What is only foreseen counts at the anniversary, not today.
    """
    held = list(works)
    counted = [one for one in held if one.annex or one.apart]
    chosen = annex or usual_annex(law, counted, on)
    several = len({one.employer for one in counted if one.annex == ANNEX_8}) > 1
    done = [one for one in counted if one.last <= on]

    def count(rows: list[Done], day: date) -> Count:
        return hours_at(law, chosen, [_work(one) for one in rows], day, several=several, over_50=over_50)

    ahead = anniversary is not None and anniversary > on
    return Rights(
        annex=chosen,
        on=on,
        now=count(done, on),
        counters=counters(law, done, on),
        anniversary=anniversary,
        then=count(counted, anniversary) if ahead and anniversary else None,
        outside=tuple(one for one in held if not (one.annex or one.apart) and one.last <= on),
    )


def usual_annex(law: Law, works: Iterable[Done], on: date) -> int:
    """Return the annex that most of the hours of the twelve months come under; that of artists when there are none."""
    hours = {ANNEX_8: ZERO, ANNEX_10: ZERO}
    cachet = law.read("benefit.heures_du_cachet", on).known()
    for one in works:
        if one.annex in hours and one.last > on - WINDOW:
            hours[one.annex] += one.cachets * cachet + (one.declared or ZERO)
    return ANNEX_8 if hours[ANNEX_8] > hours[ANNEX_10] else ANNEX_10


def counters(law: Law, works: Iterable[Done], on: date) -> Counters:
    """Return the four counts of the twelve months that end on a day."""
    held = [one for one in works if on - WINDOW < one.last <= on]
    cachet = law.read("benefit.heures_du_cachet", on).known()
    cachets = sum(one.cachets for one in held)
    declared = sum((one.declared or ZERO for one in held), ZERO)
    return Counters(
        cachets=cachets,
        toward=cachets * cachet + declared,
        declared=declared,
        contract=sum((one.contract or ZERO for one in held), ZERO),
        present=sum((one.present or ZERO for one in held), ZERO),
        silent=sum(one.present is None for one in held),
    )


def _work(one: Done) -> Work:
    return Work(one.first, one.last, one.cachets, one.declared or ZERO, one.teaching, one.training)
