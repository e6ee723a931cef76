"""When the hours of a session take place: half-days, each for a track or for everyone."""

from django.db import models

from filage.core.fields import RateField
from filage.core.scope import Aside
from filage.productions.models import Room
from filage.school.programmes.enums import Hours, Moment
from filage.school.programmes.models.sessions import SchoolSession
from filage.school.programmes.models.teaching import Module


class Track(Aside):
    """A part of the learners of a session who follow hours of their own: a parcours."""

    session = models.ForeignKey(SchoolSession, on_delete=models.CASCADE, related_name="tracks")
    name = models.CharField(max_length=40)

    class Meta(Aside.Meta):
        constraints = [models.UniqueConstraint(fields=["session", "name"], name="track_once")]

    def __str__(self) -> str:
        return self.name


class Slot(Aside):
    """A half-day of a session: who attends, what is taught, by whom and where."""

    session = models.ForeignKey(SchoolSession, on_delete=models.CASCADE, related_name="slots")
    on = models.DateField()
    moment = models.CharField(max_length=12, choices=Moment)
    hours = RateField(null=True, blank=True)  # empty: those of the half-days of the session
    kind = models.CharField(max_length=12, choices=Hours, default=Hours.TAUGHT)
    track = models.ForeignKey(Track, on_delete=models.CASCADE, null=True, blank=True, related_name="slots")  # empty: everyone
    module = models.ForeignKey(Module, on_delete=models.SET_NULL, null=True, blank=True, related_name="slots")
    trainer = models.ForeignKey("programmes.Trainer", on_delete=models.SET_NULL, null=True, blank=True, related_name="slots")
    room = models.ForeignKey(Room, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    note = models.CharField(max_length=200, blank=True)

    class Meta(Aside.Meta):
        indexes = [models.Index(fields=["session", "on"], name="slot_by_day")]

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y}, {self.get_moment_display()}"
