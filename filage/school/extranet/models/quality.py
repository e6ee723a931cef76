"""What the school learns: questionnaires that name nobody, the log of what gets better, and where each indicator stands."""

from django.db import models

from filage.core.scope import Aside
from filage.school.extranet.enums import EntryKind, IndicatorState
from filage.school.programmes.models import Learner, Module, SchoolSession


class Questionnaire(Aside):
    """The questions of the end of a module, asked of the learners of a session."""

    session = models.ForeignKey(SchoolSession, on_delete=models.CASCADE, related_name="questionnaires")
    module = models.ForeignKey(Module, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")  # empty: the whole
    opened_on = models.DateField()
    closes_on = models.DateField()  # last day

    def __str__(self) -> str:
        return f"{self.module or 'Session entière'}, {self.opened_on:%d/%m/%Y}"


class QuestionnaireAnswer(Aside):
    """What one of the learners said, without saying who: marks from 1 to 4, empty when she says nothing of it."""

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="answers")
    goals = models.PositiveSmallIntegerField(null=True, blank=True)
    content = models.PositiveSmallIntegerField(null=True, blank=True)
    pace = models.PositiveSmallIntegerField(null=True, blank=True)
    teaching = models.PositiveSmallIntegerField(null=True, blank=True)
    means = models.PositiveSmallIntegerField(null=True, blank=True)
    overall = models.PositiveSmallIntegerField(null=True, blank=True)
    remark = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.questionnaire}"


class QuestionnaireDone(Aside):
    """Who answered, without saying what: nobody answers twice, and the rate of answers is known."""

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="done")
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="+")

    class Meta(Aside.Meta):
        constraints = [models.UniqueConstraint(fields=["questionnaire", "learner"], name="questionnaire_once")]

    def __str__(self) -> str:
        return str(self.learner)


class LogEntry(Aside):
    """Something to make better, or to know: a complaint, a hazard, an idea, a text that changes."""

    session = models.ForeignKey(SchoolSession, on_delete=models.SET_NULL, null=True, blank=True, related_name="log")
    kind = models.CharField(max_length=20, choices=EntryKind)
    on = models.DateField()
    said_by = models.CharField(max_length=120, blank=True)  # learners, a company, a funder…
    text = models.TextField()
    action = models.TextField(blank=True)
    owner = models.CharField(max_length=120, blank=True)
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.text[:80]


class IndicatorReview(Aside):
    """Where the house says it stands with one indicator of the quality référentiel."""

    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=20, choices=IndicatorState)
    note = models.TextField(blank=True)
    reviewed_on = models.DateField(null=True, blank=True)

    class Meta(Aside.Meta):
        constraints = [models.UniqueConstraint(fields=["organisation", "number"], name="indicator_once")]

    def __str__(self) -> str:
        return f"indicateur {self.number}"
