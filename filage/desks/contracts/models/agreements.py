"""What is kept of a contract beside its deal: its own terms, how far its text is, clauses changed by hand, signed copies."""

from uuid import UUID

from django.conf import settings
from django.db import models

from filage.core.scope import Owned
from filage.desks.contracts import enums


class Term(Owned):
    """What a deal says under one heading of the catalogue of its kind."""

    deal = models.ForeignKey("productions.Deal", on_delete=models.CASCADE, related_name="terms")
    code = models.CharField(max_length=40)
    value = models.TextField()

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint(fields=["deal", "code"], name="term_once")]

    def __str__(self) -> str:
        return self.code


class Agreement(Owned):
    """The text of a deal on its way to being signed, in one language, with what is annexed to it."""

    deal = models.OneToOneField("productions.Deal", on_delete=models.CASCADE, related_name="agreement")
    stage = models.CharField(max_length=12, choices=enums.AgreementStage, default=enums.AgreementStage.PROJET)
    language = models.CharField(max_length=2, choices=enums.Language, default=enums.Language.FRANCAIS)
    sent_on = models.DateField(null=True, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    technical_sheet = models.ForeignKey(
        "productions.Attachment", on_delete=models.SET_NULL, null=True, blank=True, related_name="annexed_to"
    )
    hosting_annexed = models.BooleanField(default=True)  # the conditions of hosting of its dates make an annex
    note = models.TextField(blank=True)  # of the negotiation, never printed

    def __str__(self) -> str:
        return f"contrat « {self.deal} »"


class ClauseEdit(Owned):
    """A clause of one contract as somebody rewrote it: the text of the library no longer reaches it until it is reset."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="edits")
    topic = models.CharField(max_length=60)
    text = models.TextField(blank=True)  # empty: the clause is struck out
    reason = models.CharField(max_length=300, blank=True)
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint(fields=["agreement", "topic"], name="clause_edited_once")]

    def touched_productions(self) -> set[UUID] | None:
        """Return the production whose rows a clause moves."""
        return {self.agreement.deal.production_id}

    def __str__(self) -> str:
        return f"clause « {self.topic} »"


class SignedCopy(Owned):
    """A paper as it came back signed: its bytes are those of an attachment, whose imprint is kept here."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="copies")
    kind = models.CharField(max_length=8, choices=enums.SignedKind, default=enums.SignedKind.CONTRAT)
    attachment = models.ForeignKey("productions.Attachment", on_delete=models.RESTRICT, related_name="signed_copies")
    sha256 = models.CharField(max_length=64)
    signed_on = models.DateField()
    document = models.CharField(max_length=80, blank=True)  # the reference of the paper that was sent
    note = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} signé le {self.signed_on:%d/%m/%Y}"
