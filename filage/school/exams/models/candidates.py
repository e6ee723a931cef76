"""A session of exam, and those who sit for it."""

from django.db import models

from filage.core.fields import RateField
from filage.core.scope import Aside
from filage.productions.models import Person, Structure, Venue
from filage.school.exams.enums import CandidateState, Opened, PreparedBy
from filage.school.programmes.enums import Organiser
from filage.school.programmes.models import Learner, SchoolSession


class ExamSession(Aside):
    """The trials of a certification held once, and the jury that follows them."""

    name = models.CharField(max_length=160)
    certification = models.CharField(max_length=20)  # code of the record
    version = models.CharField(max_length=40, blank=True)
    training = models.ForeignKey(SchoolSession, on_delete=models.SET_NULL, null=True, blank=True, related_name="exams")
    certifier = models.ForeignKey(Structure, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    body = models.ForeignKey(Structure, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    organiser = models.CharField(max_length=16, choices=Organiser, default=Organiser.CERTIFIER)
    first = models.DateField()  # day of the trials
    last = models.DateField()
    hand_in_on = models.DateField(null=True, blank=True)  # last day of the dossiers, included
    deliberates_on = models.DateField(null=True, blank=True)
    awarded_on = models.DateField(null=True, blank=True)  # the certifier delivers the titles
    handed_on_cpf = models.DateField(null=True, blank=True)  # the certifier sent the passages to the SI CPF
    venue = models.ForeignKey(Venue, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    individual = models.CharField(max_length=12, choices=Opened, default=Opened.TO_CONFIRM)

    def __str__(self) -> str:
        return self.name


class Candidate(Aside):
    """Someone who sits for an exam, by a route of the certification."""

    exam = models.ForeignKey(ExamSession, on_delete=models.CASCADE, related_name="candidates")
    person = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="candidacies")
    learner = models.ForeignKey(Learner, on_delete=models.SET_NULL, null=True, blank=True, related_name="candidacies")
    previous = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="following")
    route = models.CharField(max_length=20)  # code of a route of the certification
    number = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=24, choices=CandidateState, default=CandidateState.REGISTERED)
    entered_on = models.DateField(null=True, blank=True)  # into the training, or recevable: the record must be alive that day
    months = models.PositiveSmallIntegerField(null=True, blank=True)  # of the course that she followed
    prepared = models.CharField(max_length=16, choices=PreparedBy, blank=True)
    placement_first = models.DateField(null=True, blank=True)
    placement_last = models.DateField(null=True, blank=True)
    placement_hours = RateField(null=True, blank=True)
    proof = models.CharField(max_length=300, blank=True)  # of an equivalence, or of a file accepted before
    presents = models.CharField(max_length=120, blank=True)  # codes of blocks, apart by a comma; empty: all that is not acquired
    acquired = models.CharField(max_length=120, blank=True)  # blocks kept from before

    convened_on = models.DateField(null=True, blank=True)  # her summons left
    handed_at = models.DateTimeField(null=True, blank=True)  # her dossier was handed in, and frozen
    handed_sha256 = models.CharField(max_length=64, blank=True)  # its imprint
    identity_at = models.DateTimeField(null=True, blank=True)  # her identity was checked, on the day

    class Meta(Aside.Meta):
        constraints = [models.UniqueConstraint(fields=["exam", "person"], name="candidate_once")]

    def __str__(self) -> str:
        return str(self.person)
