"""What one performance costs on stage: the employer cost of its team, consumables and wear."""

from collections.abc import Sequence
from dataclasses import dataclass

from filage.rules.engine.explained import EURO, Explained, sum_of
from filage.rules.engine.partial import Partial, total


@dataclass(frozen=True, slots=True)
class Post:
    """One function of the team: how many people, at what gross, under which coefficient, for what quantity (one by default)."""

    function: str
    count: Explained
    gross: Explained
    coefficient: Explained
    quantity: Explained | None = None


@dataclass(frozen=True, slots=True)
class Plateau:
    """The cost of one performance: a line for each post, in the order given, and their total with the rest."""

    lines: tuple[Explained, ...]
    cost: Explained
    partial: Partial


def employer_cost(post: Post) -> Explained:
    """Return the employer cost of a post, in euros: count × quantity × gross × coefficient."""
    gross = post.count * post.gross if post.quantity is None else post.count * post.quantity * post.gross
    return (gross * post.coefficient).named(post.function, EURO)


def plateau(
    team: Sequence[Post], *, consumables: Explained | None = None, wear: Explained | None = None, payroll: Explained | None = None
) -> Plateau:
    """Return the coût plateau of one performance; travel, lodging, meals and rights are no part of it.

    `payroll` is what making the payslips costs. The cost is unknown as soon as a line is; `partial` keeps what is known.
    """
    lines = tuple(employer_cost(post) for post in team)
    items = [*lines, *(item for item in (consumables, wear, payroll) if item is not None)]
    return Plateau(lines, sum_of(items, "Coût plateau"), total(items, "Coût plateau"))
