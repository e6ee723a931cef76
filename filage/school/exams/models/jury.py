"""Who sits in the jury of an exam, what she declares of each candidate, and by which rule the jury decides."""

from decimal import Decimal

from django.db import models

from filage.core.fields import RateField
from filage.core.scope import Aside
from filage.productions.models import Person
from filage.school.exams.enums import Quality, Reckoning, TieKind
from filage.school.exams.models.candidates import Candidate, ExamSession


class JuryRules(Aside):
    """What the certifier lays down for a jury, that no text found says: an empty quorum is the whole composition."""

    exam = models.ForeignKey(ExamSession, on_delete=models.CASCADE, related_name="jury_rules")
    quorum_school = models.PositiveSmallIntegerField(null=True, blank=True)  # direction, teaching
    quorum_outside = models.PositiveSmallIntegerField(null=True, blank=True)
    quorum_source = models.CharField(max_length=200, blank=True)  # who agreed to it, and when
    method = models.CharField(max_length=12, choices=Reckoning, default=Reckoning.EACH)
    threshold = RateField(default=Decimal(2))
    mandatory = models.TextField(blank=True)  # « BC01-C1 : 1, 3 », one competence a line; empty: not said
    place = models.CharField(max_length=200, blank=True)
    appeals = models.TextField(blank=True)  # ways and delay, from the certifier's rules

    class Meta(Aside.Meta):
        constraints = [models.UniqueConstraint(fields=["exam"], name="jury_rules_once")]

    def __str__(self) -> str:
        return f"règles du jury, {self.exam}"


class Juror(Aside):
    """A member of the jury of an exam, or her alternate."""

    exam = models.ForeignKey(ExamSession, on_delete=models.CASCADE, related_name="jurors")
    person = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="juries")
    quality = models.CharField(max_length=12, choices=Quality)
    employer = models.CharField(max_length=160, blank=True)
    employed = models.BooleanField(default=False)  # by the training body or the certifier
    president = models.BooleanField(default=False)
    alternate = models.BooleanField(default=False)
    panels = models.TextField(blank=True)  # before which she sits, one a line, as trials call them; empty: the only one
    present = models.BooleanField(null=True, blank=True)  # at the deliberation; empty: not said yet
    convened_on = models.DateField(null=True, blank=True)
    declared_at = models.DateTimeField(null=True, blank=True)  # she signed who she is tied to
    declared = models.TextField(blank=True)  # what she signed, word for word
    declared_sha256 = models.CharField(max_length=64, blank=True)

    class Meta(Aside.Meta):
        constraints = [models.UniqueConstraint(fields=["exam", "person"], name="juror_once")]

    def __str__(self) -> str:
        return str(self.person)


class JurorTie(Aside):
    """A tie that sets a juror aside for one candidate."""

    juror = models.ForeignKey(Juror, on_delete=models.CASCADE, related_name="ties")
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="ties")
    kind = models.CharField(max_length=12, choices=TieKind)
    note = models.CharField(max_length=200, blank=True)

    class Meta(Aside.Meta):
        constraints = [models.UniqueConstraint(fields=["juror", "candidate", "kind"], name="juror_tie_once")]

    def __str__(self) -> str:
        return f"{self.juror}, {self.candidate} : {self.get_kind_display()}"
