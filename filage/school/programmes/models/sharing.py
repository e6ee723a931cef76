"""What is settled of a session between the certifier and the training body, act by act."""

from django.db import models

from filage.core.scope import Aside
from filage.school.programmes.models.sessions import SchoolSession


class SharedAct(Aside):
    """Who does one of the acts that pass between the two in a session, when it was done, and what shows it."""

    session = models.ForeignKey(SchoolSession, on_delete=models.CASCADE, related_name="shared_acts")
    act = models.CharField(max_length=20)  # code of an act of the rules
    held_by = models.CharField(max_length=160, blank=True)  # empty: as the habilitation says
    done_on = models.DateField(null=True, blank=True)
    trace = models.CharField(max_length=200, blank=True)

    class Meta(Aside.Meta):
        constraints = [models.UniqueConstraint(fields=["session", "act"], name="shared_act_once")]

    def __str__(self) -> str:
        return f"{self.act} : {self.held_by}"
