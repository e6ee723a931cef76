"""A paper that one party of a contract owes the other: asked, received, verified, and until when it holds."""

from django.db import models

from filage.core.scope import Owned
from filage.desks.contracts.enums.pieces import PieceKind, PieceState


class Piece(Owned):
    """One paper of a structure: ours, kept to be joined, or a partner's, asked for a contract; its bytes are a stored file."""

    structure = models.ForeignKey("productions.Structure", on_delete=models.CASCADE, related_name="pieces")
    deal = models.ForeignKey(
        "productions.Deal", on_delete=models.CASCADE, null=True, blank=True, related_name="pieces"
    )  # empty: it holds for every contract of the structure
    kind = models.CharField(max_length=20, choices=PieceKind)
    state = models.CharField(max_length=12, choices=PieceState, default=PieceState.DEMANDEE)
    number = models.CharField(max_length=120, blank=True)
    category = models.PositiveSmallIntegerField(null=True, blank=True)  # of a récépissé
    issued_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    asked_on = models.DateField(null=True, blank=True)
    received_on = models.DateField(null=True, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    proof = models.CharField(max_length=300, blank=True)  # how its authenticity was checked: code de sécurité, site, capture
    note = models.CharField(max_length=300, blank=True)  # why it was refused, or what it leaves out
    name = models.CharField(max_length=200, blank=True)  # of the file; empty: no file came
    media_type = models.CharField(max_length=120, blank=True)
    size = models.PositiveBigIntegerField(default=0)  # bytes
    sha256 = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.structure}"
