"""What people spent on the road: notes de frais with their proof, and the float they carry."""

from django.db import models

from filage.core.fields import MoneyField, RateField
from filage.core.scope import Owned
from filage.desks.logistics import enums


class Expense(Owned):
    """A note de frais: its proof is a photo kept among the stored files, under its imprint."""

    production = models.ForeignKey("productions.Production", on_delete=models.CASCADE, related_name="expenses")
    activity = models.ForeignKey(
        "productions.Activity", on_delete=models.SET_NULL, null=True, blank=True, related_name="expenses"
    )
    person = models.ForeignKey("productions.Person", on_delete=models.RESTRICT, related_name="expenses")
    on = models.DateField()
    kind = models.CharField(max_length=12, choices=enums.ExpenseKind)
    label = models.CharField(max_length=200, blank=True)
    amount = MoneyField()  # paid, VAT included
    vat = MoneyField(null=True, blank=True)  # of which VAT that is taken back; empty: none is known
    km = RateField(null=True, blank=True)  # of her own car
    horsepower = models.PositiveSmallIntegerField(null=True, blank=True)  # puissance fiscale of that car
    electric = models.BooleanField(default=False)
    from_float = models.BooleanField(default=False)  # paid with the caisse de tournée
    state = models.CharField(max_length=10, choices=enums.ExpenseState, default=enums.ExpenseState.SAISI)
    counted_in = models.CharField(max_length=60, blank=True)  # origin of what already foresees it; empty: adds up
    paid_on = models.DateField(null=True, blank=True)  # the day it was paid back
    note = models.CharField(max_length=300, blank=True)  # why it was refused
    name = models.CharField(max_length=200, blank=True)  # of the photo; empty: no proof came
    media_type = models.CharField(max_length=120, blank=True)
    size = models.PositiveBigIntegerField(default=0)  # bytes
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta(Owned.Meta):
        indexes = [models.Index(fields=["organisation", "on"], name="expense_by_day")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.on:%d/%m/%Y}"


class FloatMove(Owned):
    """Cash given to somebody on tour (positive), or given back (negative)."""

    production = models.ForeignKey("productions.Production", on_delete=models.CASCADE, related_name="float_moves")
    person = models.ForeignKey("productions.Person", on_delete=models.RESTRICT, related_name="float_moves")
    on = models.DateField()
    amount = MoneyField()
    what = models.CharField(max_length=160, blank=True)

    def __str__(self) -> str:
        return f"caisse de tournée, {self.on:%d/%m/%Y}"
