"""The certifications that a house imported, and who may prepare to them or hold their trials in the name of the certifier."""

from django.db import models

from filage.core.scope import Aside
from filage.productions.models import Structure
from filage.school.programmes.enums import Organiser


class CertificationRecord(Aside):
    """A référentiel as its certifier wrote it, in YAML; versions of one code live side by side."""

    code = models.CharField(max_length=20)
    version = models.CharField(max_length=40)
    text = models.TextField()

    class Meta(Aside.Meta):
        constraints = [models.UniqueConstraint(fields=["organisation", "code", "version"], name="record_once")]

    def __str__(self) -> str:
        return f"{self.code}, {self.version}"


class Habilitation(Aside):
    """What a certifier lets a training body do for a certification, and between which days."""

    certifier = models.ForeignKey(Structure, on_delete=models.RESTRICT, related_name="habilitations_given")
    body = models.ForeignKey(Structure, on_delete=models.RESTRICT, related_name="habilitations_held")
    certification = models.CharField(max_length=20)
    trains = models.BooleanField(default=True)
    assesses = models.BooleanField(default=False)
    organiser = models.CharField(max_length=16, choices=Organiser, default=Organiser.CERTIFIER)  # of the trials
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    reference = models.CharField(max_length=120, blank=True)  # of the convention

    def __str__(self) -> str:
        return f"{self.certification} : {self.body}"
