"""A quote to a place that may buy a show: its dates, what is charged beside the price, and what the programmer answered."""

from django.db import models

from filage.core.fields import MoneyField, RateField
from filage.core.scope import Owned
from filage.desks.booking import enums
from filage.productions.enums import HostingMode, RightsPayer


class Estimate(Owned):
    """A quote, one of the versions that share its number; once sent, only its stage and what became of it move."""

    production = models.ForeignKey("productions.Production", on_delete=models.CASCADE, related_name="estimates")
    structure = models.ForeignKey(
        "productions.Structure", on_delete=models.RESTRICT, null=True, blank=True, related_name="estimates"
    )  # who buys; empty is unknown
    contact = models.ForeignKey("productions.Person", on_delete=models.SET_NULL, null=True, blank=True, related_name="estimates")
    prospect = models.ForeignKey("booking.Prospect", on_delete=models.SET_NULL, null=True, blank=True, related_name="estimates")
    deal = models.ForeignKey(
        "productions.Deal", on_delete=models.SET_NULL, null=True, blank=True, related_name="estimates"
    )  # what it became
    number = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField(default=1)
    language = models.CharField(max_length=2, choices=[("fr", "français"), ("en", "anglais")], default="fr")
    made_on = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    stage = models.CharField(max_length=10, choices=enums.EstimateStage, default=enums.EstimateStage.BROUILLON)
    sent_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)  # the day the house took the answer into account
    base_price = MoneyField(null=True, blank=True)  # net of VAT, first date; empty is unknown
    coefficients = models.JSONField(default=list, blank=True)  # ["1", "0.85", "0.75"]; the last repeats
    grid_dates = models.PositiveSmallIntegerField(default=3)  # how many dates the price grid of the paper goes to; 0: no grid
    vat_rate = RateField(null=True, blank=True)  # percent; empty: the law's rate for the operation
    deposit_rate = RateField(null=True, blank=True)  # percent of the price; empty: none is asked
    payment_days = models.PositiveSmallIntegerField(default=30)
    rights_payer = models.CharField(max_length=12, choices=RightsPayer, blank=True)  # of the author's rights; empty is unknown
    rights_rate = RateField(null=True, blank=True)  # percent, as the authorisation says; empty is unknown
    capacity = models.PositiveIntegerField(null=True, blank=True)  # seats of a date; empty is unknown
    average_price = MoneyField(null=True, blank=True)  # of a ticket, VAT included: what the rights are also counted on
    local_costs = MoneyField(null=True, blank=True)  # what the place spends by itself for a date: crew, reception, publicity
    note = models.TextField(blank=True)  # printed on the quote

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint(fields=["organisation", "number", "version"], name="estimate_once")]

    def __str__(self) -> str:
        return f"devis {self.reference}"

    @property
    def reference(self) -> str:
        """Return what names it on paper: its number, and its version from the second on."""
        return self.number if self.version == 1 else f"{self.number} v{self.version}"


class EstimateDate(Owned):
    """A date offered: an option already laid, or a day only."""

    estimate = models.ForeignKey(Estimate, on_delete=models.CASCADE, related_name="dates")
    activity = models.ForeignKey(
        "productions.Activity", on_delete=models.SET_NULL, null=True, blank=True, related_name="estimate_dates"
    )
    on = models.DateField()
    venue = models.ForeignKey(
        "productions.Venue", on_delete=models.SET_NULL, null=True, blank=True, related_name="estimate_dates"
    )
    note = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"date du {self.on:%d/%m/%Y}"


class EstimateItem(Owned):
    """What is charged, or provided by the place, beside the price: quantity × unit cost, net of VAT."""

    estimate = models.ForeignKey(Estimate, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(max_length=12, choices=enums.ItemKind)
    label = models.CharField(max_length=200)
    mode = models.CharField(max_length=8, choices=HostingMode, default=HostingMode.FORFAIT)
    quantity = RateField(default=1)
    unit_cost = RateField(null=True, blank=True)  # empty is unknown
    optional = models.BooleanField(default=False)  # printed apart, counted once chosen
    chosen = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.label

    @property
    def is_counted(self) -> bool:
        """Tell whether the totals hold it."""
        return self.chosen or not self.optional


class EstimateReply(Owned):
    """What a programmer answered by the link of a quote; the last one counts until the house takes it into account."""

    estimate = models.ForeignKey(Estimate, on_delete=models.CASCADE, related_name="replies")
    said = models.CharField(max_length=8, choices=enums.Said)
    word = models.CharField(max_length=1000, blank=True)
    who = models.CharField(max_length=160, blank=True)
    on = models.DateField()
    seen = models.BooleanField(default=False)  # the house took it into account

    def __str__(self) -> str:
        return f"réponse du {self.on:%d/%m/%Y}"
