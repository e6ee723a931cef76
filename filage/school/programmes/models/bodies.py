"""What a training body shows to prove that it may teach: its declaration of activity and its quality certificate."""

from django.db import models

from filage.core.scope import Aside
from filage.productions.models import Structure


class TrainingBody(Aside):
    """A structure as a training body; its SIRET, its address and who represents it stay on its card."""

    structure = models.ForeignKey(Structure, on_delete=models.CASCADE, related_name="training_bodies")
    activity_number = models.CharField(max_length=11, blank=True)  # of its declaration of activity; empty: unknown
    region = models.CharField(max_length=80, blank=True)  # whose prefect registered it
    qualiopi_number = models.CharField(max_length=60, blank=True)
    qualiopi_by = models.CharField(max_length=120, blank=True)  # who certified it
    qualiopi_since = models.DateField(null=True, blank=True)
    qualiopi_until = models.DateField(null=True, blank=True)

    class Meta(Aside.Meta):
        constraints = [models.UniqueConstraint(fields=["organisation", "structure"], name="training_body_once")]

    def __str__(self) -> str:
        return str(self.structure)
