"""The period in a company: who was asked, where it takes place and under whom, what is done there, and how it is judged."""

from django.db import models

from filage.core.fields import RateField
from filage.core.scope import Aside
from filage.productions.models import Person, Structure
from filage.school.attendance.enums import Contact, Level, Outcome, PlacementState, Stage, Standing
from filage.school.programmes.models import Learner


class Canvass(Aside):
    """A contact of a learner with a place, whether it led somewhere or not."""

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="canvasses")
    structure = models.ForeignKey(Structure, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    place = models.CharField(max_length=200, blank=True)  # its name, when the carnet does not hold it
    on = models.DateField()
    contact = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome, default=Outcome.WAITING)
    follow_on = models.DateField(null=True, blank=True)  # when to call again
    note = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return str(self.structure or self.place)


class Placement(Aside):
    """A period in a company: the terms of its agreement, and where it stands."""

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="placements")
    structure = models.ForeignKey(Structure, on_delete=models.RESTRICT, related_name="placements")
    tutor = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="tutorings")
    tutor_function = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=10, choices=PlacementState, default=PlacementState.PROPOSED)
    decided_on = models.DateField(null=True, blank=True)  # the approval of the place
    decision = models.CharField(max_length=300, blank=True)  # what it rests on, or why not
    first = models.DateField()
    last = models.DateField()
    hours_a_day = RateField(null=True, blank=True)  # empty: those of the session
    timetable = models.CharField(max_length=200, blank=True)
    places = models.CharField(max_length=300, blank=True)  # tours among them
    standing = models.CharField(max_length=16, choices=Standing, default=Standing.UNKNOWN)
    expenses = models.CharField(max_length=300, blank=True)
    insurance = models.CharField(max_length=300, blank=True)  # civil liability
    accidents = models.CharField(max_length=200, blank=True)  # who declares an accident at work; empty is unknown
    vhss = models.CharField(max_length=300, blank=True)  # whom to tell in the place
    learner_signed_on = models.DateField(null=True, blank=True)
    host_signed_on = models.DateField(null=True, blank=True)
    body_signed_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)  # when it was broken

    def __str__(self) -> str:
        return f"{self.learner} : {self.structure}"


class PlacementDayOff(Aside):
    """A working day when nobody works in the place: a bridge, a closure, an absence told ahead."""

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="days_off")
    on = models.DateField()
    why = models.CharField(max_length=120, blank=True)

    class Meta(Aside.Meta):
        constraints = [models.UniqueConstraint(fields=["placement", "on"], name="day_off_once")]

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y}"


class PlacementMission(Aside):
    """What a learner does in a company, and the competences that it serves."""

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="missions")
    text = models.CharField(max_length=300)
    competences = models.CharField(max_length=300, blank=True)  # codes of the certification, apart by a comma

    def __str__(self) -> str:
        return self.text


class PlacementMark(Aside):
    """What a tutor says of a competence, from 0 to 4."""

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="marks")
    stage = models.CharField(max_length=8, choices=Stage)
    competence = models.CharField(max_length=12)
    mark = models.CharField(max_length=1, choices=Level, blank=True)  # empty: not seen
    note = models.CharField(max_length=300, blank=True)

    class Meta(Aside.Meta):
        constraints = [models.UniqueConstraint(fields=["placement", "stage", "competence"], name="placement_mark_once")]

    def __str__(self) -> str:
        return f"{self.competence}, {self.get_stage_display()}"


class PlacementVisit(Aside):
    """A visit or a call to a place during the period."""

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="visits")
    on = models.DateField()
    kind = models.CharField(max_length=8, choices=Contact, default=Contact.VISIT)
    who = models.CharField(max_length=120, blank=True)
    note = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} du {self.on:%d/%m/%Y}"
