"""What a house that bears a label says of each of its missions: how it is held this season."""

from django.db import models

from filage.core.scope import Owned


class LabelDuty(Owned):
    """A mission of a label, in one project, said to be held on a day; the texts give no figure, so nobody counts it for them."""

    production = models.ForeignKey("productions.Production", on_delete=models.CASCADE, related_name="label_duties")
    label = models.CharField(max_length=20)  # of `rules.directory.labels`
    mission = models.CharField(max_length=20)
    held_on = models.DateField()
    note = models.CharField(max_length=300, blank=True)  # by what it is held

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint(fields=["production", "label", "mission"], name="label_duty_once")]

    def __str__(self) -> str:
        return f"{self.label}, {self.mission}"
