"""What is eaten, and what the host sees to: one line a meal, one line a condition of hosting."""

from django.db import models

from filage.core.fields import MoneyField
from filage.core.scope import Owned
from filage.desks.logistics import enums


class Meal(Owned):
    """One meal of a date: who gives it, where and when, for how many."""

    activity = models.ForeignKey("productions.Activity", on_delete=models.CASCADE, related_name="meal_plans")
    on = models.DateField()
    moment = models.CharField(max_length=16, choices=enums.MealMoment)
    provider = models.CharField(max_length=10, choices=enums.MealProvider, default=enums.MealProvider.A_DISCUTER)
    at = models.DateTimeField(null=True, blank=True)  # read in the zone of the date
    place = models.CharField(max_length=160, blank=True)
    headcount = models.PositiveSmallIntegerField(null=True, blank=True)  # empty: everybody who is there
    price = MoneyField(null=True, blank=True)  # of one meal that we pay, net of VAT; empty is unknown
    counted_in = models.CharField(max_length=60, blank=True)  # origin of the budget line that already foresees it; empty: adds up
    confirmed_on = models.DateField(null=True, blank=True)  # the cook knows the number and the diets
    note = models.CharField(max_length=300, blank=True)

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint(fields=["activity", "on", "moment"], name="meal_once")]

    def __str__(self) -> str:
        return f"{self.get_moment_display()} du {self.on:%d/%m/%Y}"


class HostingItem(Owned):
    """One condition of hosting of a deal: us, them, or still to be discussed."""

    deal = models.ForeignKey("productions.Deal", on_delete=models.CASCADE, related_name="hosting_items")
    code = models.CharField(max_length=20, blank=True)  # of the list that is proposed; empty: added by hand
    label = models.CharField(max_length=200)
    side = models.CharField(max_length=10, choices=enums.HostingSide, default=enums.HostingSide.A_DISCUTER)
    note = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.label
