"""Who learns and who teaches."""

from django.db import models

from filage.core.fields import MoneyField
from filage.core.scope import Aside
from filage.productions.models import Person
from filage.rules.schooling import usual
from filage.school.programmes.models.planning import Track
from filage.school.programmes.models.sessions import SchoolSession


class Learner(Aside):
    """Someone who entered a session."""

    session = models.ForeignKey(SchoolSession, on_delete=models.CASCADE, related_name="learners")
    person = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="learnings")
    track = models.ForeignKey(Track, on_delete=models.SET_NULL, null=True, blank=True, related_name="learners")
    route = models.CharField(max_length=20, blank=True)  # code of a route of the certification
    entered_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)  # before the end: an abandon or a job
    convened_on = models.DateField(null=True, blank=True)
    left_for = models.CharField(max_length=160, blank=True)

    class Meta(Aside.Meta):
        constraints = [models.UniqueConstraint(fields=["session", "person"], name="learner_once")]

    def __str__(self) -> str:
        return str(self.person)


class Trainer(Aside):
    """Someone who teaches for the house: what she may teach, when, and for how much."""

    person = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="teachings")
    trades = models.TextField(blank=True)
    titles = models.TextField(blank=True)
    availability = models.TextField(blank=True)
    usual_halves = models.CharField(max_length=60, blank=True)  # codes of the week, « lu-m,ma-a »; empty is not said
    fee = MoneyField(null=True, blank=True)  # of an hour, before tax; empty is unknown

    class Meta(Aside.Meta):
        constraints = [models.UniqueConstraint(fields=["organisation", "person"], name="trainer_once")]

    @property
    def usual(self) -> str:
        """Return the half-days of the week when she usually comes, as one says them; empty when nobody said."""
        return usual.said(usual.read(self.usual_halves))

    def __str__(self) -> str:
        return str(self.person)
