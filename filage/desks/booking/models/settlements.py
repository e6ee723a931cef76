"""The settlement of an evening: the tickets, what is taken before sharing, what has already been paid."""

from django.db import models

from filage.core.fields import MoneyField, RateField
from filage.core.scope import Owned
from filage.desks.booking import enums


class Settlement(Owned):
    """The décompte of one evening, filled the same night and signed by both sides."""

    activity = models.OneToOneField("productions.Activity", on_delete=models.CASCADE, related_name="settlement")
    stage = models.CharField(max_length=10, choices=enums.SettlementStage, default=enums.SettlementStage.BROUILLON)
    ticket_vat_rate = RateField(null=True, blank=True)  # percent; empty: the law’s rate for tickets
    tax_rate = RateField(null=True, blank=True)  # percent of the takings net of VAT; empty: that of the deal
    rights_rate = RateField(null=True, blank=True)  # percent of the takings net of VAT; empty: that of the deal
    advance = MoneyField(null=True, blank=True)  # already paid, net of VAT; empty: nothing
    signed_on = models.DateField(null=True, blank=True)
    signed_for_venue = models.CharField(max_length=120, blank=True)
    signed_for_producer = models.CharField(max_length=120, blank=True)
    note = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"décompte, {self.activity}"


class SettlementTicket(Owned):
    """The seats taken at one price."""

    settlement = models.ForeignKey(Settlement, on_delete=models.CASCADE, related_name="tickets")
    kind = models.CharField(max_length=10, choices=enums.TicketKind)
    label = models.CharField(max_length=80, blank=True)
    seats = models.PositiveIntegerField()
    price = MoneyField(default=0)  # VAT included

    def __str__(self) -> str:
        return self.label or self.get_kind_display()


class SettlementCost(Owned):
    """A cost that the venue opposes before sharing."""

    settlement = models.ForeignKey(Settlement, on_delete=models.CASCADE, related_name="costs")
    label = models.CharField(max_length=160)
    amount = MoneyField()  # net of VAT

    def __str__(self) -> str:
        return self.label
