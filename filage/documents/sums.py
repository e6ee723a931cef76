"""Adds up what a dossier shows: totals with their unknown amounts, shares, months of cash."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from filage.documents.shapes import BudgetEntry, BudgetGroup, Example, Funding, Treasury
from filage.documents.text import cents

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Sum:
    """What is known of a sum, to the cent, and how many of its amounts are not."""

    known: Decimal
    unknown: int


def add(amounts: Iterable[Decimal | None]) -> Sum:
    """Return the sum of `amounts`, each rounded to the cent as it is printed; None is counted, never zero."""
    known, unknown = Decimal("0.00"), 0
    for amount in amounts:
        if amount is None:
            unknown += 1
        else:
            known += cents(amount)
    return Sum(known, unknown)


def plus(one: Sum, other: Sum) -> Sum:
    """Return two sums as one."""
    return Sum(one.known + other.known, one.unknown + other.unknown)


def add_groups(groups: Sequence[BudgetGroup], *, voluntary: bool = False) -> Sum:
    """Return the sum of the money of `groups`, or of all their lines with the contributions volontaires."""
    return add(line.amount for group in groups for line in group.lines if voluntary or not group.voluntary)


def gap(charges: Sum, income: Sum) -> Decimal | None:
    """Return income − charges when both are fully known and differ, else None."""
    if charges.unknown or income.unknown or charges.known == income.known:
        return None
    return income.known - charges.known


def shares(amounts: Sequence[Decimal | None]) -> list[int | None]:
    """Return the share of each amount in tenths of a percent, adding up to 1000 (largest remainder); None stays None."""
    whole = add(amounts).known
    if whole <= 0 or any(amount is not None and amount < 0 for amount in amounts):
        return [None] * len(amounts)
    exact = {rank: cents(amount) * 1000 / whole for rank, amount in enumerate(amounts) if amount is not None}
    rounded = {rank: int(share) for rank, share in exact.items()}
    nearest_up = sorted(exact, key=lambda rank: (rounded[rank] - exact[rank], rank))
    for rank in nearest_up[: 1000 - sum(rounded.values())]:
        rounded[rank] += 1
    return [rounded.get(rank) for rank in range(len(amounts))]


def merged(plan: Sequence[Funding]) -> list[Funding]:
    """Return the sources of a plan, those of one name and one state as one: the same meal recharged on ten dates is a line."""
    kept: dict[tuple[object, ...], Funding] = {}
    for rank, source in enumerate(plan):
        key = (source.name, source.status, source.tone, source.secured, rank if source.amount is None else None)
        before = kept.get(key)
        kept[key] = (
            source if before is None else replace(source, amount=cents(before.amount or ZERO) + cents(source.amount or ZERO))
        )
    return list(kept.values())


def merged_lines(lines: Sequence[BudgetEntry]) -> list[BudgetEntry]:
    """Return the lines of a group, those of one name and one account as one; unknown amounts stay apart."""
    kept: dict[tuple[object, ...], BudgetEntry] = {}
    for rank, line in enumerate(lines):
        key = (line.name, line.account, rank if line.amount is None else None)
        before = kept.get(key)
        kept[key] = line if before is None else replace(line, amount=_both(before.amount, line.amount))
    return list(kept.values())


def _both(one: Decimal | None, other: Decimal | None) -> Decimal:
    return cents(one or ZERO) + cents(other or ZERO)


def secured(plan: Sequence[Funding]) -> Decimal:
    """Return what is secured in a financing plan, to the cent."""
    return add(source.amount for source in plan if source.secured and source.amount is not None).known


@dataclass(frozen=True, slots=True)
class Balance:
    """A month of cash with what the account holds when it opens and when it closes."""

    month: date
    opening: Decimal
    cash_in: Decimal
    cash_out: Decimal
    closing: Decimal


def balances(treasury: Treasury) -> list[Balance]:
    """Return the months of `treasury` with their balances, in cents."""
    rows: list[Balance] = []
    held = cents(treasury.opening)
    for flow in treasury.months:
        closing = held + cents(flow.cash_in) - cents(flow.cash_out)
        rows.append(Balance(flow.month, held, cents(flow.cash_in), cents(flow.cash_out), closing))
        held = closing
    return rows


def priced(example: Example) -> tuple[Decimal, Decimal, Decimal]:
    """Return net, VAT and gross of an example date, in cents."""
    net = add(line.amount for line in example.lines).known
    vat = cents(net * (example.vat_rate or Decimal(0)))
    return net, vat, net + vat
