"""What is agreed around a concert: its set, its prices, its exclusivity and its announcement, and who brings what."""

from django.db import models

from filage.core.fields import MoneyField, RateField
from filage.core.scope import Owned
from filage.desks.booking import enums


class ConcertTerms(Owned):
    """The terms of one concert that a theatre date does not have."""

    activity = models.OneToOneField("productions.Activity", on_delete=models.CASCADE, related_name="concert_terms")
    set_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    standing_capacity = models.PositiveIntegerField(null=True, blank=True)
    seated_capacity = models.PositiveIntegerField(null=True, blank=True)
    advance_price = MoneyField(null=True, blank=True)  # VAT included
    door_price = MoneyField(null=True, blank=True)  # VAT included
    exclusivity_km = models.PositiveSmallIntegerField(null=True, blank=True)  # radius around the place
    exclusivity_since = models.DateField(null=True, blank=True)
    exclusivity_until = models.DateField(null=True, blank=True)
    embargo_until = models.DateField(null=True, blank=True)  # not announced before that day
    announced_on = models.DateField(null=True, blank=True)
    merch_commission = RateField(null=True, blank=True)  # percent of the sales of the stand kept by the venue
    doors_at = models.DateTimeField(null=True, blank=True)
    curfew_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"conditions du concert, {self.activity}"


class HostRequest(Owned):
    """One thing that a concert needs on the spot, who answers for it, and what it costs by estimate."""

    activity = models.ForeignKey("productions.Activity", on_delete=models.CASCADE, related_name="host_requests")
    kind = models.CharField(max_length=12, choices=enums.HostKind)
    label = models.CharField(max_length=200)
    source = models.CharField(max_length=8, choices=enums.BacklineSource, blank=True)  # of an instrument
    provider = models.CharField(max_length=10, choices=enums.Provider, default=enums.Provider.DISCUTER)
    estimated_cost = MoneyField(null=True, blank=True)  # net of VAT; empty is unknown
    note = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.label
