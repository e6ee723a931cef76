"""What the exercises keep: those a house imported, those it gave to a session, and what each learner handed in."""

from django.db import models

from filage.core.fields import RateField
from filage.core.scope import Aside
from filage.school.programmes.models import Learner, SchoolSession


class ExerciseRecord(Aside):
    """An exercise as its author wrote it, in YAML; versions of one code live side by side."""

    code = models.CharField(max_length=60)
    version = models.CharField(max_length=40)
    text = models.TextField()

    class Meta(Aside.Meta):
        constraints = [models.UniqueConstraint(fields=["organisation", "code", "version"], name="exercise_record_once")]

    def __str__(self) -> str:
        return f"{self.code}, {self.version}"


class Assignment(Aside):
    """An exercise given to the learners of a session; with `minutes`, a mock exam whose clock starts when it is opened."""

    session = models.ForeignKey(SchoolSession, on_delete=models.CASCADE, related_name="assignments")
    exercise = models.CharField(max_length=60)  # code
    version = models.CharField(max_length=40, blank=True)  # empty: the one that Filage ships, or the last imported
    opens_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)  # handed in afterwards: late, and said so
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    varied = models.BooleanField(default=False)  # each learner has figures of her own
    released_at = models.DateTimeField(null=True, blank=True)  # when the marks were shown to the learners

    class Meta(Aside.Meta):
        indexes = [models.Index(fields=["session", "exercise"], name="assignment_of_session")]

    def __str__(self) -> str:
        return self.exercise


class HandIn(Aside):
    """What one learner does of an exercise given, frozen once handed in."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="hand_ins")
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="hand_ins")
    more_minutes = models.PositiveSmallIntegerField(default=0)  # of a mock exam, for her alone
    opened_at = models.DateTimeField(null=True, blank=True)
    handed_in_at = models.DateTimeField(null=True, blank=True)
    by_clock = models.BooleanField(default=False)  # handed in by the end of the time, not by her
    sha256 = models.CharField(max_length=64, blank=True)  # of what was handed in: answers and production
    production = models.TextField(blank=True)  # a Filage text
    reading = models.JSONField(default=dict, blank=True)  # what the production answers, and how it differs
    remark = models.TextField(blank=True)  # of the trainer

    class Meta(Aside.Meta):
        constraints = [models.UniqueConstraint(fields=["assignment", "learner"], name="hand_in_once")]

    def __str__(self) -> str:
        return f"{self.learner}, {self.assignment}"


class TypedAnswer(Aside):
    """What a learner wrote in answer to a question, as she wrote it."""

    hand_in = models.ForeignKey(HandIn, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(max_length=40)  # code
    text = models.TextField(blank=True)

    class Meta(Aside.Meta):
        constraints = [models.UniqueConstraint(fields=["hand_in", "question"], name="typed_answer_once")]

    def __str__(self) -> str:
        return self.question


class GridMark(Aside):
    """What a trainer gives by reading: 0 to 3 for a criterion of the grid, points for a question that is not computed."""

    hand_in = models.ForeignKey(HandIn, on_delete=models.CASCADE, related_name="grid_marks")
    criterion = models.CharField(max_length=40)  # code of a criterion, or of a question
    points = RateField(null=True, blank=True)
    remark = models.TextField(blank=True)

    class Meta(Aside.Meta):
        constraints = [models.UniqueConstraint(fields=["hand_in", "criterion"], name="grid_mark_once")]

    def __str__(self) -> str:
        return self.criterion
