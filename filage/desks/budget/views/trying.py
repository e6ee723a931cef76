"""How gestures on a treasury are told: what is asked, what the low point wins, how much it costs to ask, plans that suffice."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from filage.desks.budget.operations.treasury import Step
from filage.desks.budget.queries.cash import Cash, balances
from filage.rules.treasury.gestures import WHOLE, Gesture, Kind, after, gesture
from filage.web import format as french

SHOWN = 8
HUNDRED = Decimal(100)


def gestures(found: Cash) -> list[dict[str, Any]]:
    """Return the gestures as the page lists them, what wins most first, then what asks least."""
    return [
        {"text": said(each), "gain": each.gain, "low": each.low, "effort": effort(each.effort), "steps": sent([each])}
        for each in found.gestures[:SHOWN]
    ]


def plans(found: Cash) -> list[dict[str, Any]]:
    """Return the plans that leave no month below zero, each with its gestures in sentences."""
    return [
        {
            "gestures": [said(each) for each in sorted(plan.gestures, key=lambda one: (one.to, one.label))],
            "low": plan.low,
            "effort": effort(plan.effort),
            "steps": sent(plan.gestures),
        }
        for plan in found.plans
    ]


def ends(found: Cash, steps: Sequence[Step]) -> tuple[Decimal, ...]:
    """Return the ends of the months once the gestures being tried are done; nothing without any."""
    made = _made(found, steps)
    return after(balances(found.shown), made, vat=found.vat) if made else ()


def title(found: Cash, steps: Sequence[Step]) -> str:
    """Say what is being tried."""
    return " ".join(said(each) for each in _made(found, steps))


def sent(steps: Sequence[Step | Gesture]) -> str:
    """Write the gestures being tried as a form sends them."""
    return " ".join(f"{each.kind}:{each.key}:{each.share}:{each.to:%Y-%m}" for each in steps)


def _made(found: Cash, steps: Sequence[Step]) -> list[Gesture]:
    before = balances(found.shown)
    if not steps or not before:
        return []
    start = found.shown.months[0].month
    held = [(step, found.movables.get(step.key)) for step in steps]
    made = [gesture(start, before, one, share=step.share, to=step.to, vat=found.vat) for step, one in held if one is not None]
    return [each for each in made if each is not None]


def said(made: Gesture) -> str:
    """Say a gesture: « Demander un acompte de 30 % sur les cessions signées : 5 250,00 € en mars 2027. »."""
    amount, when = french.money(made.amount), french.month(made.to, year=True)
    if made.kind is Kind.DEPOSIT:
        return f"Demander un acompte de {french.percent(made.share * HUNDRED)} sur {made.label} : {amount} en {when}."
    if made.kind is Kind.ADVANCE:
        part = "le versement" if made.share == WHOLE else "la moitié du versement"
        return f"Faire avancer {part} « {made.label} » : {amount} en {when}."
    return f"Reporter « {made.label} » : {amount} en {when}."


def effort(points: int) -> str:
    """Say how much is asked: a month is one point, the whole of a sum two more."""
    return f"effort {points}"
