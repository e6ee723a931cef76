"""What each party brings to a coproduction, and its share of the result when the contract is a participation."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from filage.rules.engine.explained import EURO, FRACTION, Explained, sum_of
from filage.rules.engine.rounding import to_cent, to_cent_largest_remainder


class CoproductionForm(StrEnum):
    """A simple coproduction shares no result; a société en participation shares profit and loss by the contributions."""

    SIMPLE = "simple"
    PARTICIPATION = "participation"


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a party brings, in euros: money, work (industrie) and things (nature), each valued."""

    party: str
    cash: Explained
    work: Explained
    kind: Explained


@dataclass(frozen=True, slots=True)
class Part:
    """The contribution of a party, its share of all the contributions, and its share of the result (None when none is shared)."""

    party: str
    contribution: Explained
    share: Explained | None
    result: Explained | None


def coproduction(
    contributions: Sequence[Contribution], *, form: CoproductionForm = CoproductionForm.SIMPLE, result: Explained | None = None
) -> tuple[Part, ...]:
    """Return the part of each party, in the order given; shares are None when nobody brings anything.

    Shares of the result are whole cents that add up to the result: the largest remainders take the cents left over.
    """
    amounts = [_contribution(item) for item in contributions]
    whole = sum_of(amounts, "Total des apports")
    shares = [None if whole.value == 0 else (amount / whole).named("Part", FRACTION) for amount in amounts]
    shared = result if form is CoproductionForm.PARTICIPATION else None
    results = _results(amounts, whole, shared)
    parties = [item.party for item in contributions]
    return tuple(Part(*part) for part in zip(parties, amounts, shares, results, strict=True))


def percents(parts: Sequence[Part], form: CoproductionForm) -> list[Decimal | None]:
    """Return each share in percent at two decimals; in a participation they add up to exactly 100."""
    exact = [part.share.value * 100 for part in parts if part.share is not None and part.share.value is not None]
    if len(exact) < len(parts):
        return [None] * len(parts)
    if form is CoproductionForm.PARTICIPATION:
        return [*to_cent_largest_remainder(exact)]
    return [to_cent(value) for value in exact]


def _contribution(item: Contribution) -> Explained:
    return sum_of([item.cash, item.work, item.kind], f"Apport de {item.party}", unit=EURO)


def _results(amounts: Sequence[Explained], whole: Explained, result: Explained | None) -> list[Explained | None]:
    if result is None or whole.value == 0:
        return [None] * len(amounts)
    exact = [(amount * result / whole).named("Part du résultat") for amount in amounts]
    values = [part.value for part in exact if part.value is not None]
    if len(values) < len(exact):
        return list(exact)
    sign = -1 if sum(values) < 0 else 1  # a loss is shared as a profit of the same amount
    cents = [sign * cent for cent in to_cent_largest_remainder([sign * value for value in values])]
    return [Explained(cent, "round", (part,), part.label, EURO) for cent, part in zip(cents, exact, strict=True)]
