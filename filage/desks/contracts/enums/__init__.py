"""The closed lists of the contracts desk: French codes, since users read them in the Filage file."""

from filage.desks.contracts.enums.agreements import AgreementStage, Language, SignedKind
from filage.desks.contracts.enums.cancellations import CancellationKind, Cause, LooseEndKind
from filage.desks.contracts.enums.pieces import PieceKind, PieceState

__all__ = [
    "AgreementStage",
    "CancellationKind",
    "Cause",
    "Language",
    "LooseEndKind",
    "PieceKind",
    "PieceState",
    "SignedKind",
]
