"""What a jury decides: each competence, the final decision, the exemptions, and what was frozen when it closed."""

from django.db import models

from filage.core.fields import SealedTextField
from filage.core.scope import Aside
from filage.school.exams.enums import FinalDecision, Judged
from filage.school.exams.models.candidates import Candidate, ExamSession


class Deliberation(Aside):
    """A jury that decides, once opened; closed, it never changes: to open it again makes another version, with its reason."""

    exam = models.ForeignKey(ExamSession, on_delete=models.CASCADE, related_name="deliberations")
    version = models.PositiveSmallIntegerField(default=1)
    reason = models.CharField(max_length=500, blank=True)  # why it was opened again
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    incidents = models.TextField(blank=True)  # frauds, incidents
    minutes = models.JSONField(default=dict, blank=True)  # what the minutes say, frozen when it closed
    sha256 = models.CharField(max_length=64, blank=True)  # of `minutes`
    sent_on = models.DateField(null=True, blank=True)  # to the certifier
    acknowledged_on = models.DateField(null=True, blank=True)
    acknowledgement = models.CharField(max_length=200, blank=True)  # who, under which reference

    class Meta(Aside.Meta):
        constraints = [models.UniqueConstraint(fields=["exam", "version"], name="deliberation_version_once")]

    def __str__(self) -> str:
        return f"délibération, {self.exam}"


class CompetenceDecision(Aside):
    """What the jury decides of one competence of a candidate."""

    deliberation = models.ForeignKey(Deliberation, on_delete=models.CASCADE, related_name="decisions")
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="decisions")
    competence = models.CharField(max_length=20)
    result = models.CharField(max_length=12, choices=Judged)
    votes_for = models.PositiveSmallIntegerField(null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(null=True, blank=True)
    casting = models.BooleanField(default=False)  # a tie that the president settled
    reason = models.CharField(max_length=500, blank=True)

    class Meta(Aside.Meta):
        constraints = [
            models.UniqueConstraint(fields=["deliberation", "candidate", "competence"], name="competence_decision_once")
        ]

    def __str__(self) -> str:
        return f"{self.candidate}, {self.competence} : {self.get_result_display()}"


class Verdict(Aside):
    """What the minutes say of a candidate beyond her competences."""

    deliberation = models.ForeignKey(Deliberation, on_delete=models.CASCADE, related_name="verdicts")
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="verdicts")
    adjourned = models.BooleanField(default=False)  # the only decision that the results do not make
    decision = models.CharField(max_length=12, choices=FinalDecision, blank=True)  # written when it closes
    reasons = models.TextField(blank=True)
    advice = models.TextField(blank=True)
    arrangements = models.TextField(blank=True)  # what was adapted for her, without its cause
    notified_on = models.DateField(null=True, blank=True)

    class Meta(Aside.Meta):
        constraints = [models.UniqueConstraint(fields=["deliberation", "candidate"], name="verdict_once")]

    def __str__(self) -> str:
        return f"{self.candidate} : {self.get_decision_display()}"


class CriterionExemption(Aside):
    """A criterion that the jury would set aside for a candidate: two conditions, and the reasoned opinion of the referent."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="exemptions")
    competence = models.CharField(max_length=20)
    criterion = models.PositiveSmallIntegerField()  # rank, from 0
    whole = models.BooleanField(default=False)  # her overall professional capacity is not called into question
    unused = models.BooleanField(default=False)  # the criterion is not meant to apply in her practice to come
    opinion = SealedTextField(blank=True, default="")  # reasoned, without any datum of health
    reasoned = models.BooleanField(default=False)  # it was written, even where its sealed text did not travel
    opined_on = models.DateField(null=True, blank=True)
    opined_by = models.CharField(max_length=160, blank=True)  # the referent of the certifier
    granted = models.BooleanField(default=False)  # the jury decided it

    class Meta(Aside.Meta):
        constraints = [models.UniqueConstraint(fields=["candidate", "competence", "criterion"], name="criterion_exemption_once")]

    def __str__(self) -> str:
        return f"{self.candidate}, {self.competence} : critère {self.criterion + 1}"


class Appeal(Aside):
    """What a candidate contests, and what was answered."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="appeals")
    on = models.DateField()
    text = models.TextField()
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"recours de {self.candidate}, {self.on:%d/%m/%Y}"
