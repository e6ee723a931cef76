"""What a list of lines adds up to, axis by axis: destination, account, funder, month, fiscal year."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from filage.rules.accounting import CerfaLine, cerfa_line
from filage.rules.budgeting.lines import EXPENSE, Line, is_internal
from filage.rules.engine import Explained, Partial, sum_of, total

WITHOUT = "sans compte"


@dataclass(frozen=True, slots=True)
class Pair:
    """Both sides of a budget under one heading."""

    expense: Partial
    income: Partial


def total_of(lines: Iterable[Line], label: str) -> Partial:
    """Return the total of the lines, whatever their side: its known part and what is missing."""
    return total([line.amount for line in lines], label)


def by[K: Hashable](lines: Iterable[Line], axis: Callable[[Line], K], label: Callable[[K], str] = str) -> dict[K, Pair]:
    """Return the totals of each side by the value that `axis` reads on a line, in the order in which values appear."""
    groups: dict[K, tuple[list[Explained], list[Explained]]] = defaultdict(lambda: ([], []))
    for line in lines:
        groups[axis(line)][line.side != EXPENSE].append(line.amount)
    return {key: Pair(total(out, label(key)), total(into, label(key))) for key, (out, into) in groups.items()}


def by_destination(lines: Iterable[Line]) -> dict[str, Pair]:
    """Return the totals by destination (A to Z)."""
    return by(lines, lambda line: line.destination)


def by_account(lines: Iterable[Line]) -> dict[str, Pair]:
    """Return the totals by account; internal transfers and lines without account come under an empty account."""
    return by(lines, lambda line: line.account, lambda account: account or WITHOUT)


def by_fiscal_year(lines: Iterable[Line]) -> dict[int | None, Pair]:
    """Return the totals by fiscal year, named after the year it ends in; None holds what is not dated."""
    return by(lines, lambda line: line.fiscal_year, lambda year: "sans date" if year is None else str(year))


def by_month(lines: Iterable[Line]) -> dict[date | None, Pair]:
    """Return the totals by the month in which lines are owed (its first day); None holds what is not dated."""
    return by(lines, lambda line: None if line.on is None else line.on.replace(day=1))


def account_view(lines: Iterable[Line], kinds: Mapping[Any, str]) -> tuple[dict[CerfaLine | None, Partial], ...]:
    """Return charges, then produits, by line of the public funders' form, in its order; `kinds` gives the kind of a funder.

    Internal transfers are left out. None holds the charges without account.
    """
    sides: tuple[dict[CerfaLine | None, list[Explained]], ...] = (defaultdict(list), defaultdict(list))
    for line in lines:
        if not is_internal(line):
            income = line.side != EXPENSE
            kind = kinds.get(line.funder, "") if line.funder is not None else ""
            sides[income][cerfa_line(line.account, income=income, funder_kind=kind)].append(line.amount)
    return tuple(
        {row: total(side[row], row.label if row else WITHOUT) for row in sorted(side, key=lambda row: row.rank if row else 999)}
        for side in sides
    )


def named_sum(lines: Iterable[Line], label: str, axis: Callable[[Line], str]) -> Explained:
    """Return the sum of the lines as one node whose inputs are the subtotals read by `axis`, so that it opens in two steps."""
    groups: dict[str, list[Explained]] = defaultdict(list)
    for line in lines:
        groups[axis(line)].append(line.amount.named(line.label))
    return sum_of([sum_of(amounts, name) for name, amounts in groups.items()], label)
