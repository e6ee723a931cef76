"""From a proposal to a signed contract: which steps a deal may take, and how its terms change."""

from itertools import combinations
from typing import Any

from filage.core import stages
from filage.core.changes import ChangeSet
from filage.core.journal import JournalEntry
from filage.core.rails.types import Act
from filage.core.stages import Transition
from filage.productions.enums import DealKind, DealStage
from filage.productions.models import Deal
from filage.productions.operations import refuse_unless_editor

PROPOSE, ACCORD, ENVOYE, SIGNE, ROMPU = DealStage
FORWARD = (PROPOSE, ACCORD, ENVOYE, SIGNE)
PRICED = (DealKind.CESSION, DealKind.PREACHAT)


def may_be_signed(deal: Deal) -> str | None:
    """Say why a deal is not signed: with nobody, or at no price."""
    if deal.partner_id is None:
        return "Contrat non signé : dites d’abord avec qui."
    if deal.kind in PRICED and deal.base_price is None:
        return "Contrat non signé : le prix manque."
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
    """Declare the stages of a deal."""
    stages.declare("deal", on="productions.Deal.stage", states=DealStage.choices, transitions=STEPS)


def change(deal: Deal, *, by: Any, **terms: Any) -> JournalEntry | None:
    """Change the terms of a deal, its stage left alone; Refusal when the user may not edit its production."""
    refuse_unless_editor(by, deal.production)
    return ChangeSet.on(deal, **terms).apply(by=by, why=f"conditions « {deal} »")
