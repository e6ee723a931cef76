"""What each juror grades of each candidate: one grid a competence, and every mark that was ever sent."""

from django.db import models

from filage.core.scope import Aside
from filage.school.exams.enums import EntryState
from filage.school.exams.models.candidates import Candidate
from filage.school.exams.models.jury import Juror

MOST_CRITERIA = 60


class Grid(Aside):
    """What a juror grades of one competence of a candidate: one sign a criterion, « - » where it is blank."""

    juror = models.ForeignKey(Juror, on_delete=models.CASCADE, related_name="grids")
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="grids")
    competence = models.CharField(max_length=20)
    marks = models.CharField(max_length=MOST_CRITERIA, blank=True)
    comment = models.CharField(max_length=1000, blank=True)

    class Meta(Aside.Meta):
        constraints = [models.UniqueConstraint(fields=["juror", "candidate", "competence"], name="grid_once")]

    def __str__(self) -> str:
        return f"{self.juror}, {self.candidate} : {self.competence}"


class GridEntry(Aside):
    """A mark or a comment as a tablet sent it: what wrote over what is never lost."""

    grid = models.ForeignKey(Grid, on_delete=models.CASCADE, related_name="entries")
    key = models.CharField(max_length=40)  # given by the tablet: sent twice, kept once
    criterion = models.PositiveSmallIntegerField(null=True, blank=True)  # rank, from 0; empty: the comment
    value = models.CharField(max_length=1000, blank=True)
    before = models.CharField(max_length=1000, blank=True)  # what the tablet showed when it was typed
    device = models.CharField(max_length=40, blank=True)
    typed_at = models.DateTimeField()  # on the clock of the tablet, never after it was received
    received_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=EntryState, default=EntryState.KEPT)

    class Meta(Aside.Meta):
        constraints = [models.UniqueConstraint(fields=["grid", "key"], name="grid_entry_once")]

    def __str__(self) -> str:
        return f"{self.grid} : {self.value}"
