"""Prices asked for one journey or one stay, side by side until one of them is taken."""

from django.db import models

from filage.core.fields import MoneyField
from filage.core.scope import Owned


class Offer(Owned):
    """What a supplier asks for a journey (the whole leg) or for a stay (a room and a night)."""

    production = models.ForeignKey("productions.Production", on_delete=models.CASCADE, related_name="offers")
    journey = models.ForeignKey("logistics.Journey", on_delete=models.CASCADE, null=True, blank=True, related_name="offers")
    stay = models.ForeignKey("logistics.Stay", on_delete=models.CASCADE, null=True, blank=True, related_name="offers")
    supplier = models.CharField(max_length=160)
    price = MoneyField(null=True, blank=True)  # net of VAT; empty: asked, not answered yet
    valid_until = models.DateField(null=True, blank=True)
    cancellable_until = models.DateField(null=True, blank=True)
    reference = models.CharField(max_length=120, blank=True)
    taken = models.BooleanField(default=False)
    note = models.CharField(max_length=300, blank=True)

    class Meta(Owned.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(journey=None) ^ models.Q(stay=None),
                name="offer_for_one_thing",
            )
        ]

    def __str__(self) -> str:
        return self.supplier
