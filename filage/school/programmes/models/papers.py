"""The papers that a house asks of those who teach."""

from django.db import models

from filage.core.scope import Aside
from filage.school.programmes.enums import TrainerPaperKind
from filage.school.programmes.models.people import Trainer


class TrainerPaper(Aside):
    """A paper asked of a trainer: until when it is awaited, when it came, until when it is good."""

    trainer = models.ForeignKey(Trainer, on_delete=models.CASCADE, related_name="papers")
    kind = models.CharField(max_length=16, choices=TrainerPaperKind)
    due_on = models.DateField(null=True, blank=True)
    received_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.get_kind_display()
