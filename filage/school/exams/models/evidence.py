"""What a candidate proves with: her productions, the files that she gives, how she judges herself, her dossier once handed in."""

from django.db import models

from filage.core.scope import Aside
from filage.productions.models import Production
from filage.school.exams.enums import ProofState
from filage.school.exams.models.candidates import Candidate


class CandidateWork(Aside):
    """A production that a candidate presents as hers."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="works")
    work = models.ForeignKey(Production, on_delete=models.CASCADE, related_name="+")

    class Meta(Aside.Meta):
        constraints = [models.UniqueConstraint(fields=["candidate", "work"], name="work_once")]

    def __str__(self) -> str:
        return str(self.work)


class Proof(Aside):
    """A file or a word that a candidate gives for a deliverable, with the state that she says of it."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="proofs")
    competence = models.CharField(max_length=20)
    deliverable = models.CharField(max_length=200)
    state = models.CharField(max_length=12, choices=ProofState, default=ProofState.STARTED)
    on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)
    name = models.CharField(max_length=200, blank=True)  # of the file; empty: a word without file
    media_type = models.CharField(max_length=120, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return self.name or self.deliverable


class SelfLevel(Aside):
    """How a candidate who follows no session judges herself on a competence, from 0 to 3."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="levels")
    competence = models.CharField(max_length=20)
    level = models.PositiveSmallIntegerField()

    class Meta(Aside.Meta):
        constraints = [models.UniqueConstraint(fields=["candidate", "competence"], name="level_once")]

    def __str__(self) -> str:
        return f"{self.competence} : {self.level}"
