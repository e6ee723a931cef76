"""From a proposal to a signed contract: which steps a deal may take, and how its terms change."""

from itertools import combinations
from typing import Any

from filage.core import stages
from filage.core.changes import ChangeSet
from filage.core.journal import JournalEntry
from filage.core.rails.types import Act
from filage.core.refusal import Refusal
from filage.core.stages import Transition
from filage.desks.contracts.models import Term
from filage.desks.contracts.operations import agreements
from filage.productions.enums import DealKind, DealStage
from filage.productions.models import Deal
from filage.productions.operations import next_rank, refuse_unless_editor
from filage.rules.contracts import terms

PROPOSE, ACCORD, ENVOYE, SIGNE, ROMPU = DealStage
FORWARD = (PROPOSE, ACCORD, ENVOYE, SIGNE)
PRICED = (DealKind.CESSION, DealKind.PREACHAT)


def may_be_signed(deal: Deal) -> str | None:
    """Say why a deal is not signed: with nobody, or at no price."""
    if deal.partner_id is None:
        return "Contrat non signé : dites d’abord avec qui."
    if deal.kind in PRICED and deal.base_price is None:
        return "Contrat non signé : le prix manque."
    if absent := agreements.lacks(deal):
        return f"Contrat non signé, il manque : {', '.join(each.lower() for each in absent)}."
    return None


STEPS = (
    *(
        Transition(now, then, may_be_signed, Act.SIGNER) if then is SIGNE else Transition(now, then)
        for now, then in combinations(FORWARD, 2)
    ),
    Transition(ENVOYE, ACCORD),
    Transition(ACCORD, PROPOSE),
    *(Transition(stage, ROMPU) for stage in FORWARD),
    Transition(ROMPU, PROPOSE),
)


def plug() -> None:
    """Declare the stages of a deal, and those of its text."""
    agreements.plug()
    stages.declare("deal", on="productions.Deal.stage", states=DealStage.choices, transitions=STEPS)


def change(deal: Deal, *, by: Any, **said: Any) -> JournalEntry | None:
    """Change what a deal says, amounts and terms together, its stage left alone.

    Refusal when the user may not edit its production, or when a term cannot be read.
    """
    refuse_unless_editor(by, deal.production)
    known = terms.catalogue()
    changes = ChangeSet.on(deal, **{name: value for name, value in said.items() if name not in known})
    held = {each.code: each for each in Term.objects.within(deal.organisation_id).filter(deal=deal)}
    made = next_rank(Term.objects.within(deal.organisation_id))
    for code in (name for name in said if name in known):
        value = _kept(code, said[code])
        if code in held:
            changes += ChangeSet.on(held[code], value=value) if value else ChangeSet.delete(held[code])
        elif value:
            changes += ChangeSet.create(Term(organisation_id=deal.organisation_id, deal=deal, code=code, value=value, rank=made))
            made += 1
    return changes.apply(by=by, why=f"conditions « {deal} »")


def _kept(code: str, text: str) -> str:
    try:
        return terms.kept(code, text)
    except terms.BadTerm as error:
        raise Refusal(str(error)) from error
