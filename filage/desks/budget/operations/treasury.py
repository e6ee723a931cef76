"""What may be done to a treasury: open it, move the day a sum is paid, and carry out the gestures that raise its low point."""

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from filage.core.changes import ChangeSet
from filage.core.journal import JournalEntry
from filage.core.refusal import Refusal
from filage.desks.budget import permissions
from filage.desks.budget.enums import HypothesisCode
from filage.desks.budget.models import Hypothesis, Line, Payment
from filage.desks.budget.operations import refuse_value
from filage.desks.budget.queries.cash import LINE, PAYMENT, SALES, takes_deposit
from filage.productions.models import Deal, Production
from filage.rules.engine import to_cent
from filage.rules.reading import identifier
from filage.rules.treasury.gestures import WHOLE, Kind

LONGEST = 60  # months
HUNDRED = Decimal(100)
GONE = "Cette échéance n’existe plus : rechargez la page."


@dataclass(frozen=True, slots=True)
class Step:
    """One gesture to carry out: `share` (a fraction) of the sum `key` goes to the month `to`."""

    kind: Kind
    key: str
    share: Decimal
    to: date


def open_plan(production: Production, *, balance: Decimal, on: date, months: int, source: str, by: Any) -> JournalEntry | None:
    """Say what the treasury opens with, on which day, and how many months it covers."""
    permissions.refuse_unless_editor(by, production)
    if not 1 <= months <= LONGEST:
        raise Refusal(f"Un plan couvre de 1 à {LONGEST} mois ; 12 à 24 le plus souvent.")
    rows = Hypothesis.objects.within(production.organisation_id).filter(production=production)
    held = {each.code: each for each in rows}
    wanted: dict[str, dict[str, Any]] = {
        HypothesisCode.TRESORERIE_OUVERTURE: {"value": balance, "on": on, "source": source},
        HypothesisCode.TRESORERIE_MOIS: {"value": Decimal(months)},
    }
    changes = ChangeSet()
    for code, fields in wanted.items():
        refuse_value(HypothesisCode(code), fields["value"])
        made = Hypothesis(organisation_id=production.organisation_id, production=production, code=code, **fields)
        changes += ChangeSet.on(held[code], **fields) if code in held else ChangeSet.create(made)
    return changes.apply(by=by, why="ouverture du plan de trésorerie")


def reschedule(production: Production, days: Mapping[str, date], *, by: Any) -> JournalEntry | None:
    """Give some sums another day, by their key; Refusal when one is already paid or gone."""
    permissions.refuse_unless_editor(by, production)
    changes = ChangeSet()
    for key, day in days.items():
        held = _held(production, key)
        if isinstance(held, Payment) and held.paid and held.on != day:
            raise Refusal(f"« {held.line.label} » : ce versement est fait, sa date ne bouge plus.")
        changes += ChangeSet.on(held, on=day)
    return changes.apply(by=by, why="échéances déplacées")


def carry_out(production: Production, steps: Sequence[Step], *, by: Any) -> JournalEntry | None:
    """Carry out gestures together: deposits on the signed sales, payments paid earlier, expenses put off."""
    permissions.refuse_unless_editor(by, production)
    if not steps:
        raise Refusal("Choisissez au moins un geste.")
    changes = ChangeSet()
    for step in steps:
        changes += _deposits(production, step) if step.key == SALES else _moved(_held(production, step.key), step)
    return changes.apply(by=by, why="plan d’équilibre de la trésorerie" if len(steps) > 1 else _why(steps[0]))


def _deposits(production: Production, step: Step) -> ChangeSet:
    """Ask each signed deal that has none for a deposit, on the last day of the month."""
    changes = ChangeSet()
    for deal in Deal.objects.within(production.organisation_id).filter(production=production):
        if takes_deposit(deal):
            changes += ChangeSet.on(deal, deposit_rate=step.share * HUNDRED, deposit_on=_in_month(step.to, 31))
    if not changes:
        raise Refusal("Aucune cession signée n’attend d’acompte.")
    return changes


def _moved(held: Payment | Line, step: Step) -> ChangeSet:
    """Move a sum to a month, on its own day of the month; a part of it becomes a payment of its own."""
    if held.on is None:
        raise Refusal(GONE)
    day = _in_month(step.to, held.on.day)
    if step.share == WHOLE:
        return ChangeSet.on(held, on=day)
    if isinstance(held, Line):
        first, rest = ({"share": HUNDRED * share} for share in (step.share, WHOLE - step.share))
        return _payment(held, day, first) + _payment(held, held.on, rest)
    moving, staying = _parts(held, step.share)
    return ChangeSet.on(held, **staying) + _payment(held.line, day, moving)


def _parts(payment: Payment, share: Decimal) -> tuple[dict[str, Decimal], dict[str, Decimal]]:
    if payment.share is not None:
        moving = payment.share * share
        return {"share": moving}, {"share": payment.share - moving}
    whole = payment.amount or Decimal(0)
    moving = to_cent(whole * share)
    return {"amount": moving}, {"amount": whole - moving}


def _payment(line: Line, day: date, part: Mapping[str, Decimal]) -> ChangeSet:
    return ChangeSet.create(Payment(organisation_id=line.organisation_id, line=line, on=day, **part))


def _held(production: Production, key: str) -> Payment | Line:
    """Return the payment or the line of a key; Refusal when the production has none."""
    kind, _, text = key.partition("-")
    pk: Any = identifier(text)
    found: Payment | Line | None = None
    if kind == PAYMENT:
        rows = Payment.objects.within(production.organisation_id).filter(pk=pk, line__production=production)
        found = rows.select_related("line").first()
    elif kind == LINE:
        found = Line.objects.within(production.organisation_id).filter(pk=pk, production=production).first()
    if found is None:
        raise Refusal(GONE)
    return found


def _in_month(month: date, day: int) -> date:
    return month.replace(day=min(day, calendar.monthrange(month.year, month.month)[1]))


def _why(step: Step) -> str:
    return {
        Kind.DEPOSIT: "acompte demandé sur les cessions signées",
        Kind.ADVANCE: "versement avancé",
        Kind.SHIFT: "dépense reportée",
    }[step.kind]
