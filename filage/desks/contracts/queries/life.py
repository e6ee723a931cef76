"""What a contract went through: what holds its signature back, what was overridden and why, each move in the journal."""

from dataclasses import dataclass

from filage.core import blocking, changes, dismissals
from filage.core.dismissals import Dismissal
from filage.core.journal import JournalEntry
from filage.core.kept import FindingRow
from filage.core.rails.types import Act
from filage.desks.contracts.models import Agreement
from filage.productions.models import Deal


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """The findings that hold the signature back, the overrides of the contract, its history: the newest first."""

    held: list[FindingRow]
    overrides: list[Dismissal]
    moves: list[JournalEntry]


def life_of(deal: Deal, agreement: Agreement | None, *, signed: bool) -> Life:
    """Return the life of a contract; a contract that is signed is held back by nothing. Three queries."""
    return Life(
        held=[] if signed else blocking.holding(Act.SIGNER, deal),
        overrides=dismissals.on(deal.organisation_id, f"deal:{deal.pk}"),
        moves=changes.history(deal, *([agreement] if agreement is not None else [])),
    )
