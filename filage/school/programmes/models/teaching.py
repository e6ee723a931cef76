"""What is taught: a programme, its modules with their hours and competences, and who answers for what."""

from django.db import models

from filage.core.fields import MoneyField, RateField
from filage.core.scope import Aside
from filage.productions.models import Person
from filage.school.programmes.enums import Hours, ReferentRole


class Programme(Aside):
    """What a training body publishes of a training, whatever the session."""

    name = models.CharField(max_length=160)
    certification = models.CharField(max_length=20, blank=True)
    objectives = models.TextField(blank=True)
    audience = models.TextField(blank=True)
    prerequisites = models.TextField(blank=True)
    methods = models.TextField(blank=True)
    evaluation = models.TextField(blank=True)
    access = models.TextField(blank=True)  # how and by when one applies
    accessibility = models.TextField(blank=True)
    funding = models.TextField(blank=True)
    price = MoneyField(null=True, blank=True)  # of a place, net of VAT
    revised_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class Module(Aside):
    """A module or sub-module of a programme; « 1.2 » is a part of « 1 », and only parts without parts carry hours."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="modules")
    code = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    hours = RateField(null=True, blank=True)  # empty: that of its parts, or unknown
    kind = models.CharField(max_length=12, choices=Hours, default=Hours.TAUGHT)
    track = models.CharField(max_length=40, blank=True)  # name of the track that follows it; empty: everyone
    competences = models.CharField(max_length=300, blank=True)  # codes of the certification, apart by a comma
    objectives = models.TextField(blank=True)

    class Meta(Aside.Meta):
        constraints = [models.UniqueConstraint(fields=["programme", "code"], name="module_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class Referent(Aside):
    """Who answers for a part of a programme: teaching, administration, disability…"""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="referents")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=16, choices=ReferentRole)

    def __str__(self) -> str:
        return f"{self.get_role_display()} : {self.person}"
