"""The sessions of a training, their periods and the days when the centre is closed."""

from django.db import models

from filage.core.fields import MoneyField, RateField
from filage.core.scope import Aside
from filage.productions.models import Structure
from filage.school.programmes.enums import Land, Where
from filage.school.programmes.models.teaching import Programme


class SchoolSession(Aside):
    """A training given once: what it prepares to, the hours it must hold, and its calendar."""

    name = models.CharField(max_length=160)
    programme = models.ForeignKey(Programme, on_delete=models.SET_NULL, null=True, blank=True, related_name="sessions")
    certifier = models.ForeignKey(Structure, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    body = models.ForeignKey(Structure, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")  # who teaches
    version = models.CharField(max_length=40, blank=True)  # of the record; empty: the last one known
    certification = models.CharField(max_length=20, blank=True)  # code of the record; empty: it prepares to none
    hours_a_day = RateField(null=True, blank=True)  # empty or zero is unknown
    morning_hours = RateField(null=True, blank=True)  # of a half-day in the centre; empty: unknown
    afternoon_hours = RateField(null=True, blank=True)
    morning_at = models.CharField(max_length=5, blank=True)  # when a half-day begins, « 09:00 »; empty: unknown
    afternoon_at = models.CharField(max_length=5, blank=True)
    centre_hours = RateField(default=0)
    company_hours = RateField(default=0)
    most_weeks = models.PositiveSmallIntegerField(null=True, blank=True)  # that the placement may touch
    land = models.CharField(max_length=20, choices=Land, default=Land.METROPOLE)
    places = models.PositiveSmallIntegerField(null=True, blank=True)
    price = MoneyField(null=True, blank=True)  # of a place, net of VAT

    def __str__(self) -> str:
        return self.name


class SessionPeriod(Aside):
    """Days in a row of a session, first and last included, in the centre or in a company."""

    session = models.ForeignKey(SchoolSession, on_delete=models.CASCADE, related_name="periods")
    where = models.CharField(max_length=12, choices=Where)
    first = models.DateField()
    last = models.DateField()

    def __str__(self) -> str:
        return f"{self.get_where_display()}, {self.first:%d/%m/%Y} – {self.last:%d/%m/%Y}"


class SessionClosure(Aside):
    """Days in a row when the centre of a session is closed, first and last included."""

    session = models.ForeignKey(SchoolSession, on_delete=models.CASCADE, related_name="closures")
    first = models.DateField()
    last = models.DateField()

    def __str__(self) -> str:
        return f"fermeture, {self.first:%d/%m/%Y} – {self.last:%d/%m/%Y}"
