"""What the contracts desk keeps, one file a subject."""

from filage.desks.contracts.models.agreements import Agreement, ClauseEdit, SignedCopy, Term
from filage.desks.contracts.models.batches import PaperBatch
from filage.desks.contracts.models.cancellations import Cancellation, CancelledDate, LooseEnd
from filage.desks.contracts.models.pieces import Piece

__all__ = ["Agreement", "Cancellation", "CancelledDate", "ClauseEdit", "LooseEnd", "PaperBatch", "Piece", "SignedCopy", "Term"]
