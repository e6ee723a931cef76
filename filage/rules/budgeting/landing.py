"""Where a charge of people lands: what was paid of the months that are paid, what is foreseen of the others."""

from collections.abc import Hashable, Iterable
from decimal import Decimal

from filage.rules.budgeting.lines import Line

PAID = "paid"


def landing(foreseen: Iterable[Line], done: Iterable[Line]) -> Decimal:
    """Return what some lines will have cost: for each origin, a month that is paid takes the place of its estimate.

    A foreseen line without a day stays; unknown amounts count nothing.
    """
    paid = [line for line in done if line.stage == PAID]
    closed = {_month(line) for line in paid}
    left = (line for line in foreseen if line.on is None or _month(line) not in closed)
    return sum((line.amount.value for line in (*paid, *left) if line.amount.value is not None), Decimal(0))


def _month(line: Line) -> Hashable:
    return line.origin, line.on and (line.on.year, line.on.month)
