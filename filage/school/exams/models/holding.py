"""How an exam is held: when each is heard, what is arranged for whom, and what happened."""

from datetime import datetime, timedelta

from django.db import models

from filage.core.fields import SealedTextField
from filage.core.scope import Aside
from filage.productions.models import Person, Room
from filage.rules.schooling.timetable import longer
from filage.school.exams.enums import IncidentKind
from filage.school.exams.models.candidates import Candidate, ExamSession


class Trial(Aside):
    """A trial of a candidate: when, for how long without her extra time, where, and before whom."""

    exam = models.ForeignKey(ExamSession, on_delete=models.CASCADE, related_name="trials")
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="trials")
    block = models.CharField(max_length=20)
    title = models.CharField(max_length=160)
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    preparation = models.PositiveSmallIntegerField(default=0)  # minutes before it
    extra = models.PositiveSmallIntegerField(default=0)  # percent of time, from what is arranged for her
    room = models.ForeignKey(Room, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    panel = models.CharField(max_length=40, blank=True)  # before whom; empty: nobody hears it, as a written trial

    def __str__(self) -> str:
        return f"{self.title}, {self.starts_at:%d/%m/%Y}"

    @property
    def prepares_at(self) -> datetime:
        """Return when its preparation begins."""
        return self.starts_at - timedelta(minutes=longer(self.preparation, self.extra))

    @property
    def ends_at(self) -> datetime:
        """Return when it ends, extra time included."""
        return self.starts_at + timedelta(minutes=longer(self.minutes, self.extra))


class Arrangement(Aside):
    """What is arranged for a candidate; the need itself is sealed, and read by the referent alone."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="arrangements")
    need = SealedTextField(blank=True, default="")
    extra = models.PositiveSmallIntegerField(default=0)  # percent of time
    helper = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    material = models.CharField(max_length=300, blank=True)
    asked_on = models.DateField(null=True, blank=True)
    granted_on = models.DateField(null=True, blank=True)
    granted_by = models.CharField(max_length=160, blank=True)  # the referent of the certifier

    class Meta(Aside.Meta):
        constraints = [models.UniqueConstraint(fields=["candidate"], name="arrangement_once")]

    def __str__(self) -> str:
        return "aménagement"


class Incident(Aside):
    """What happened during an exam, that the minutes must say."""

    exam = models.ForeignKey(ExamSession, on_delete=models.CASCADE, related_name="incidents")
    candidate = models.ForeignKey(Candidate, on_delete=models.SET_NULL, null=True, blank=True, related_name="incidents")
    kind = models.CharField(max_length=12, choices=IncidentKind, default=IncidentKind.INCIDENT)
    at = models.DateTimeField()
    text = models.TextField()

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.at:%d/%m/%Y}"
