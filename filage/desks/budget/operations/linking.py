"""What may be done of a line and a contract that are the same money: link them, part them, or keep the contract alone."""

from typing import Any

from filage.core.changes import ChangeSet
from filage.core.journal import JournalEntry
from filage.core.refusal import Refusal
from filage.desks.budget import permissions
from filage.desks.budget.enums import Side
from filage.desks.budget.models import Line
from filage.desks.contracts.queries import flat
from filage.productions.models import Deal


def link(line: Line, deal: Deal, *, by: Any) -> JournalEntry | None:
    """Say that a line is the money of a contract: the line counts from now on, the contract no more."""
    permissions.refuse_unless_editor(by, line.production)
    if deal.production_id != line.production_id:
        raise Refusal("Ce contrat est celui d’un autre spectacle.")
    if deal.buys != (line.side == Side.CHARGE):
        raise Refusal("Cette ligne et ce contrat ne vont pas dans le même sens : l’un est payé, l’autre reçu.")
    if not flat.is_whole(deal):
        raise Refusal("Ce contrat compte date par date : gardez-le et retirez la ligne, son argent est déjà dans le budget.")
    return ChangeSet.on(line, deal=deal).apply(by=by, why=f"« {line.label} » est l’argent du contrat {deal}")


def unlink(line: Line, *, by: Any) -> JournalEntry | None:
    """Part a line from its contract: both count again, each for itself."""
    permissions.refuse_unless_editor(by, line.production)
    return ChangeSet.on(line, deal=None).apply(by=by, why=f"« {line.label} » déliée de son contrat")


def keep_the_deal(line: Line, deal: Deal, *, by: Any) -> JournalEntry | None:
    """Take a line away because a contract counts its money already, date by date."""
    permissions.refuse_unless_editor(by, line.production)
    if deal.production_id != line.production_id:
        raise Refusal("Ce contrat est celui d’un autre spectacle.")
    return ChangeSet.delete(line).apply(by=by, why=f"ligne « {line.label} » retirée : le contrat {deal} la compte")
