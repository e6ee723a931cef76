"""Which flows of a learner's cash plan are not in the month or of the amount that the solved plan gives them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from filage.documents.shapes import CashLine, CashPlan
from filage.rules.engine.text import MONTHS, counted, money_text
from filage.rules.reading.folding import folded
from filage.rules.treasury.plan import first_of_month

TOLD = 3  # months that a difference names
FURTHEST = 3  # months between a flow and where it should be


def plan_differences(mine: CashPlan | None, solved: CashPlan | None) -> Iterator[tuple[str, str, CashPlan]]:
    """Yield each difference: the flow, what is said of it, and the plan with this one mended and nothing else."""
    if mine is None or solved is None:
        return
    if (mine.start, mine.months) != (solved.start, solved.months):
        yield "Plan de trésorerie", _window(mine, solved), solved
        return
    if mine.opening != solved.opening:
        told = f"solde d’ouverture {_money(mine.opening)} au lieu de {_money(solved.opening)}"
        yield "Plan de trésorerie", told, replace(mine, opening=solved.opening)
    held, wanted = ({(one.direction, folded(one.label)): one for one in plan.lines} for plan in (mine, solved))
    for key, right in wanted.items():
        if key not in held:
            yield (
                right.label,
                f"flux absent ({_money(_sum(_paid(right, mine.months)))})",
                replace(mine, lines=(*mine.lines, right)),
            )
        elif told := _moved(held[key], right, solved):
            yield right.label, told, _with(mine, held[key], right)
    for key, line in held.items():
        if key not in wanted:
            yield line.label, f"flux en trop ({_money(_sum(_paid(line, mine.months)))})", _with(mine, line, None)


def flows(plan: CashPlan) -> Iterator[tuple[str, str, Decimal]]:
    """Yield each flow of a plan as its reader wrote it: its name, month by month, and its sum, what goes out below zero."""
    for line in plan.lines:
        sign = 1 if line.direction == "in" else -1
        paid = [(rank, sign * amount) for rank, amount in enumerate(_paid(line, plan.months)) if amount]
        yield (
            line.label,
            " ; ".join(f"{_month(plan.start, rank)} {_money(amount)}" for rank, amount in paid),
            _sum([amount for _, amount in paid]),
        )


def _moved(line: CashLine, right: CashLine, plan: CashPlan) -> str:
    """Say how a flow differs: late or early as a whole, or month by month; an empty text when it does not."""
    mine, wanted = _paid(line, plan.months), _paid(right, plan.months)
    if mine == wanted:
        return ""
    for months in range(1, FURTHEST + 1):
        if mine == wanted[months:] + [Decimal(0)] * months and not any(wanted[:months]):
            return f"{_apart(months)} trop tôt"
        if wanted == mine[months:] + [Decimal(0)] * months and not any(mine[:months]):
            return f"{_apart(months)} trop tard"
    apart = [rank for rank in range(plan.months) if mine[rank] != wanted[rank]]
    said = [f"{_month(plan.start, rank)} {_money(mine[rank])} au lieu de {_money(wanted[rank])}" for rank in apart[:TOLD]]
    return " ; ".join(said) + (" …" if len(apart) > TOLD else "")


def _apart(months: int) -> str:
    return "un mois" if months == 1 else counted(months, "mois", "mois")


def _paid(line: CashLine, months: int) -> list[Decimal]:
    """Return what a flow moves month by month, its delay counted."""
    moved = [Decimal(0)] * line.delay + [each or Decimal(0) for each in line.amounts]
    return (moved + [Decimal(0)] * months)[:months]


def _with(plan: CashPlan, line: CashLine, right: CashLine | None) -> CashPlan:
    lines = [right if one is line else one for one in plan.lines]
    return replace(plan, lines=tuple(one for one in lines if one is not None))


def _window(mine: CashPlan, solved: CashPlan) -> str:
    said = [f"{counted(plan.months, 'mois', 'mois')} dès {_month(plan.start, 0)}" for plan in (mine, solved)]
    return " au lieu de ".join(said)


def _month(start: date, rank: int) -> str:
    day = first_of_month(start, rank)
    return f"{MONTHS[day.month - 1]} {day.year}"


def _sum(amounts: Sequence[Decimal]) -> Decimal:
    return sum(amounts, Decimal(0))


def _money(value: Decimal | None) -> str:
    return "inconnu" if value is None else money_text(value)
