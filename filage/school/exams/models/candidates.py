"""A session of exam, and those who sit for it."""

from django.db import models

from filage.core.scope import Owned
from filage.productions.models import Person, Structure, Venue
from filage.school.exams.enums import CandidateState, Opened
from filage.school.programmes.enums import Organiser
from filage.school.programmes.models import Learner


class ExamSession(Owned):
    """The trials of a certification held once, and the jury that follows them."""

    name = models.CharField(max_length=160)
    certification = models.CharField(max_length=20)  # code of the record
    version = models.CharField(max_length=40, blank=True)
    certifier = models.ForeignKey(Structure, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    body = models.ForeignKey(Structure, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    organiser = models.CharField(max_length=16, choices=Organiser, default=Organiser.CERTIFIER)
    first = models.DateField()  # day of the trials
    last = models.DateField()
    deliberates_on = models.DateField(null=True, blank=True)
    venue = models.ForeignKey(Venue, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    individual = models.CharField(max_length=12, choices=Opened, default=Opened.TO_CONFIRM)

    def __str__(self) -> str:
        return self.name


class Candidate(Owned):
    """Someone who sits for an exam, by a route of the certification."""

    exam = models.ForeignKey(ExamSession, on_delete=models.CASCADE, related_name="candidates")
    person = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="candidacies")
    learner = models.ForeignKey(Learner, on_delete=models.SET_NULL, null=True, blank=True, related_name="candidacies")
    route = models.CharField(max_length=20)  # code of a route of the certification
    number = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=24, choices=CandidateState, default=CandidateState.REGISTERED)
    entered_on = models.DateField(null=True, blank=True)  # into the training: the record must be alive that day

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint(fields=["exam", "person"], name="candidate_once")]

    def __str__(self) -> str:
        return str(self.person)
