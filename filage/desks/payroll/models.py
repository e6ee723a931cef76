"""What the payroll desk keeps: the hours of each day of work, planned and done, and what payslips really came to."""

from django.conf import settings
from django.db import models

from filage.core.fields import MoneyField, RateField
from filage.core.identity import Identified
from filage.core.scope import Owned

from . import enums


class HoursEntry(Owned):
    """One day of work of an embauche: what was foreseen, what was done; empty is not said."""

    engagement = models.ForeignKey("productions.Engagement", on_delete=models.CASCADE, related_name="hours_entries")
    activity = models.ForeignKey(
        "productions.Activity", on_delete=models.SET_NULL, null=True, blank=True, related_name="hours_entries"
    )  # when the day has one only
    on = models.DateField()
    planned_hours = RateField(null=True, blank=True)
    done_hours = RateField(null=True, blank=True)
    planned_cachets = models.PositiveSmallIntegerField(null=True, blank=True)
    done_cachets = models.PositiveSmallIntegerField(null=True, blank=True)
    meals = models.PositiveSmallIntegerField(null=True, blank=True)  # taken on the road, paid back at the scale
    nights = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=12, choices=enums.HoursState, default=enums.HoursState.PREVU)

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint(fields=["engagement", "on"], name="hours_once_a_day")]

    def __str__(self) -> str:
        return f"heures du {self.on:%d/%m/%Y}"


class ActualPay(Owned):
    """What the payslips of a person came to for a production in a month, as the payroll firm or the accounts say."""

    production = models.ForeignKey("productions.Production", on_delete=models.CASCADE, related_name="actual_pays")
    person = models.ForeignKey("productions.Person", on_delete=models.SET_NULL, null=True, blank=True, related_name="actual_pays")
    engagement = models.ForeignKey(
        "productions.Engagement", on_delete=models.SET_NULL, null=True, blank=True, related_name="actual_pays"
    )  # when the person has one only that month
    who = models.CharField(max_length=160)  # as the file names her
    month = models.DateField()  # its first day
    gross = MoneyField()
    net = MoneyField(null=True, blank=True)  # before income tax; empty: the file does not say it
    employer_cost = MoneyField(null=True, blank=True)
    hours = RateField(null=True, blank=True)
    cachets = RateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)  # file, sheet and line
    imprint = models.CharField(max_length=64, blank=True)  # of the file

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint(fields=["production", "person", "month"], name="actual_pay_once")]

    def __str__(self) -> str:
        return f"paie de {self.who}, {self.month:%m/%Y}"


class ActualPart(Owned):
    """One family of the employer's contributions of a payslip, when the file tells it."""

    actual = models.ForeignKey(ActualPay, on_delete=models.CASCADE, related_name="parts")
    part = models.CharField(max_length=12, choices=enums.PayPart)
    amount = MoneyField()

    def __str__(self) -> str:
        return self.get_part_display()


class OwnRights(Identified):
    """What a person says of her own rights to unemployment, for her own page: hers alone, whatever the organisation."""

    account = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="own_rights")
    annex = models.PositiveSmallIntegerField(choices=enums.Annex, null=True, blank=True)  # empty: that of most of her hours
    anniversary_on = models.DateField(null=True, blank=True)
    over_50 = models.BooleanField(default=False)  # the cap of taught hours is higher


class OwnWork(Identified):
    """A contract that no organisation of Filage knows, as the person tells it to her own page."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="own_works")
    employer = models.CharField(max_length=160)
    first = models.DateField()
    last = models.DateField()
    cachets = models.PositiveSmallIntegerField(default=0)
    hours = RateField(default=0)
    teaching = models.BooleanField(default=False)
    training = models.BooleanField(default=False)  # followed, not given

    class Meta:
        ordering = ["first", "id"]

    def __str__(self) -> str:
        return self.employer
