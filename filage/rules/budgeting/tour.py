"""What each date brings and costs, and what it leaves to pay the creation back."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from filage.rules.budgeting.lines import (
    EXPENSE,
    OVERHEADS,
    RECOVERY,
    STRUCTURE_SHARE,
    TRAVEL,
    Line,
    counted,
    in_plateau,
)
from filage.rules.engine import Explained, sum_of

NOT_THE_DATES = (RECOVERY, STRUCTURE_SHARE)


@dataclass(frozen=True, slots=True)
class DateRow:
    """The money of one performance, net of VAT; `margin` is income less everything but the recovery of the creation."""

    activity: Hashable
    income: Explained
    plateau: Explained
    travel: Explained
    others: Explained
    overheads: Explained
    margin: Explained
    certain: bool


def date_rows(lines: Iterable[Line]) -> dict[Hashable, DateRow]:
    """Return the money of each performance that a line names."""
    groups: dict[Hashable, list[Line]] = defaultdict(list)
    for line in counted(lines):
        if line.activity is not None and line.phase == "exploitation" and line.origin.partition(":")[0] not in NOT_THE_DATES:
            groups[line.activity].append(line)
    return {activity: _row(activity, group) for activity, group in groups.items()}


def _row(activity: Hashable, lines: list[Line]) -> DateRow:
    parts: dict[str, list[Explained]] = defaultdict(list)
    for line in lines:
        parts[_part(line)].append(line.amount)
    income = sum_of(parts["income"], "Produits de la date")
    plateau, travel = sum_of(parts["plateau"], "Plateau"), sum_of(parts["travel"], "Voyages, hébergement, repas")
    others, overheads = sum_of(parts["others"], "Autres charges"), sum_of(parts["overheads"], "Frais de gestion")
    margin = (income - plateau - travel - others - overheads).named("Marge de la date")
    return DateRow(activity, income, plateau, travel, others, overheads, margin, all(line.certain for line in lines))


def _part(line: Line) -> str:
    if line.side != EXPENSE:
        return "income"
    if line.origin.startswith(OVERHEADS):
        return "overheads"
    if in_plateau(line):
        return "plateau"
    return "travel" if line.destination == TRAVEL else "others"
