"""What a budget becomes when things turn otherwise: a series is cancelled, or dates, sums and charges are not those planned."""

from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from filage.rules.budgeting.lines import EXPENSE, Line
from filage.rules.engine import Explained, quantity
from filage.rules.pricing.price import result_after

ONE = Decimal(1)
PEOPLE = ("engagement:", "paie:")  # origins of what a signed contract still owes to people


@dataclass(frozen=True, slots=True)
class Scenario:
    """One way the budget may turn: `income` is what the creation then receives, `result` what is left once all is paid."""

    code: str
    label: str
    dates: int | None
    costs: Explained
    income: Explained
    need: Explained
    result: Explained | None


def without_dates[L: Line](lines: Iterable[L], cancelled: Collection[Hashable], *, wages_due: bool) -> list[L]:
    """Return the lines left once some dates are cancelled; with `wages_due`, people hired for them are paid all the same."""
    return [
        line
        for line in lines
        if line.activity not in cancelled or (wages_due and line.side == EXPENSE and line.origin.startswith(PEOPLE))
    ]


def scenario(
    code: str, label: str, *, costs: Explained, income: Explained, charges: Decimal, dates: int | None, margin: Explained | None
) -> Scenario:
    """Return a scenario: charges of creation × (1 + `charges`, a fraction), its produits, and the margin of so many dates."""
    moved = (costs * (ONE + charges)).rounded().named("Charges de création") if charges else costs
    need = (moved - income).named("À couvrir par les dates")
    result = None if dates is None or margin is None else result_after(dates, need=need, margin=margin)
    return Scenario(code, label, dates, moved, income, need, result)


def dates_needed(found: Scenario, margin: Explained | None) -> Explained | None:
    """Return how many dates a scenario asks for; None when one date leaves nothing."""
    if margin is None or (margin.value is not None and margin.value <= 0):
        return None
    if found.need.value is not None and found.need.value <= 0:
        return quantity(0, "Dates", unit="dates")
    return (found.need / margin).rounded_up().named("Dates", "dates")
