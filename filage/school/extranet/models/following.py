"""What is said of a learner and by her: meetings, her own marks, and what she needs, which only the referent reads."""

from django.db import models

from filage.core.fields import SealedTextField
from filage.core.scope import Aside
from filage.productions.models import Person
from filage.school.extranet.enums import TalkKind
from filage.school.programmes.models import Learner


class Talk(Aside):
    """A learner met alone, what came of it and what was agreed."""

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="talks")
    on = models.DateField()
    kind = models.CharField(max_length=12, choices=TalkKind, default=TalkKind.OTHER)
    held_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    notes = models.TextField(blank=True)
    agreed = models.TextField(blank=True)
    next_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.on:%d/%m/%Y}"


class SelfMark(Aside):
    """What a learner thinks of herself on one competence, on a day; the former ones are kept."""

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="self_marks")
    competence = models.CharField(max_length=20)
    on = models.DateField()
    mark = models.PositiveSmallIntegerField()  # 0 not seen yet, 1 with help, 2 alone, 3 could teach it

    class Meta(Aside.Meta):
        constraints = [models.UniqueConstraint(fields=["learner", "competence", "on"], name="self_mark_once")]

    def __str__(self) -> str:
        return f"{self.competence} : {self.mark}"


class LearnerNeed(Aside):
    """What a learner needs to follow and what is arranged, never why: sealed, read by the disability referent alone."""

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="needs")
    need = SealedTextField(blank=True, default="")
    arrangement = SealedTextField(blank=True, default="")
    who_knows = SealedTextField(blank=True, default="")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"besoin depuis le {self.since:%d/%m/%Y}"
