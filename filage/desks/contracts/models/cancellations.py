"""A date that falls: why, what is owed all the same, where it goes instead, and what is left to undo."""

from django.db import models

from filage.core.fields import MoneyField
from filage.core.scope import Owned
from filage.desks.contracts.enums.cancellations import CancellationKind, Cause, LooseEndKind


class Cancellation(Owned):
    """One decision about one or several dates of a production, as it was taken."""

    production = models.ForeignKey("productions.Production", on_delete=models.CASCADE, related_name="cancellations")
    deal = models.ForeignKey("productions.Deal", on_delete=models.SET_NULL, null=True, blank=True, related_name="cancellations")
    kind = models.CharField(max_length=12, choices=CancellationKind, default=CancellationKind.ANNULATION)
    cause = models.CharField(max_length=20, choices=Cause)
    decided_on = models.DateField()
    scale = models.CharField(max_length=200, blank=True)  # of the contract: « 30 : 60 ; 15 : 100 », days before and percent due
    reason = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} du {self.decided_on:%d/%m/%Y}"


class CancelledDate(Owned):
    """A date of a decision, with what it leaves: an indemnity to invoice, wages due, costs that do not come back."""

    cancellation = models.ForeignKey(Cancellation, on_delete=models.CASCADE, related_name="dates")
    activity = models.ForeignKey("productions.Activity", on_delete=models.CASCADE, related_name="cancelled_dates")
    moved_to = models.ForeignKey(
        "productions.Activity", on_delete=models.SET_NULL, null=True, blank=True, related_name="moved_from"
    )
    price = MoneyField(null=True, blank=True)  # what the date was sold for; empty is unknown
    owed = MoneyField(null=True, blank=True)  # by the buyer
    wages = MoneyField(null=True, blank=True)  # cost of the contracts of employment that stay due
    spent = MoneyField(default=0)  # engaged and not given back

    def __str__(self) -> str:
        return f"{self.activity}"


class LooseEnd(Owned):
    """Something left to undo or to say after a decision."""

    cancellation = models.ForeignKey(Cancellation, on_delete=models.CASCADE, related_name="loose_ends")
    kind = models.CharField(max_length=12, choices=LooseEndKind)
    label = models.CharField(max_length=300)
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.label
