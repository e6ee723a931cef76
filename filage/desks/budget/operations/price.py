"""What may be done to a price: choose its hypotheses, together, and say why a date is sold under its cost."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from filage.core.changes import ChangeSet
from filage.core.journal import JournalEntry
from filage.core.refusal import Refusal
from filage.desks.budget import permissions, queries
from filage.desks.budget.enums import HypothesisCode
from filage.desks.budget.models import Hypothesis
from filage.desks.budget.operations import refuse_value
from filage.productions.models import Deal, Production

LONGEST_REASON = 200


def choose_all(
    production: Production, chosen: Mapping[HypothesisCode, tuple[Decimal | None, str]], *, by: Any
) -> JournalEntry | None:
    """Choose several hypotheses at once (value, rates in percent, and where it comes from); one without value is taken away."""
    permissions.refuse_unless_editor(by, production)
    held = {each.code: each for each in queries.hypotheses(production)}
    changes, named = ChangeSet(), []
    for code, (value, source) in chosen.items():
        refuse_value(code, value)
        made = _choice(production, code, value, source, held.get(code))
        if made:
            changes += made
            named.append(HypothesisCode(code).label)
    return changes.apply(by=by, why=" ; ".join(named))


def say_why_under(deal: Deal, reason: str, *, by: Any) -> JournalEntry | None:
    """Say why the dates of a deal are sold under their cost (« date vitrine »); Refusal without a reason."""
    permissions.refuse_unless_editor(by, deal.production)
    text = reason.strip()[:LONGEST_REASON]
    if not text:
        raise Refusal(
            "Une date vitrine se justifie : première, festival, solidarité… Dites pourquoi elle est vendue sous son coût."
        )
    return ChangeSet.on(deal, vitrine_reason=text).apply(by=by, why="motif d’une date vitrine")


def _choice(
    production: Production, code: HypothesisCode, value: Decimal | None, source: str, known: Hypothesis | None
) -> ChangeSet:
    if value is None:
        return ChangeSet.delete(known) if known is not None else ChangeSet()
    if known is not None:
        return ChangeSet.on(known, value=value, source=source)
    return ChangeSet.create(
        Hypothesis(organisation_id=production.organisation_id, production=production, code=code, value=value, source=source)
    )
