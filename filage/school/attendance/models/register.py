"""The register of a session: records that are only ever added, each holding the imprint of the former."""

from decimal import Decimal
from typing import Any

from django.db import models

from filage.core.fields import RateField, SealedTextField
from filage.core.identity import Identified
from filage.core.refusal import Refusal
from filage.core.scope import Aside, Scoped
from filage.school.attendance.enums import DeclaredKind, Gesture, ProofState, State
from filage.school.attendance.models.placements import Placement
from filage.school.programmes.models import Learner, SchoolSession, Slot, Trainer

KEPT = "Une signature ne se change ni ne s’efface : une correction s’ajoute, avec son motif."


class AttendanceRules(Aside):
    """What a training body sets for the attendance of a session."""

    session = models.OneToOneField(SchoolSession, on_delete=models.CASCADE, related_name="attendance_rules")
    morning_from = models.CharField(max_length=5, blank=True)  # HH:MM; empty: only the day is known
    afternoon_from = models.CharField(max_length=5, blank=True)
    delay = models.PositiveIntegerField(null=True, blank=True)  # minutes after the half-day; empty: until midnight
    in_a_row = models.PositiveSmallIntegerField(default=2)  # half-days of absence that make an alert
    absence_share = RateField(default=Decimal(5))  # percent of the hours planned

    def __str__(self) -> str:
        return f"émargement de {self.session}"


class AttendanceRecord(Aside):
    """A signature or what was said of one: `text` is what was signed, the other columns are read from it."""

    session = models.ForeignKey(SchoolSession, on_delete=models.RESTRICT, related_name="attendance")
    number = models.PositiveIntegerField()
    gesture = models.CharField(max_length=16, choices=Gesture)
    slot = models.ForeignKey(Slot, on_delete=models.RESTRICT, null=True, blank=True, related_name="attendance")
    learner = models.ForeignKey(Learner, on_delete=models.RESTRICT, null=True, blank=True, related_name="attendance")
    trainer = models.ForeignKey(Trainer, on_delete=models.RESTRICT, null=True, blank=True, related_name="attendance")
    placement = models.ForeignKey(Placement, on_delete=models.RESTRICT, null=True, blank=True, related_name="attendance")
    week = models.DateField(null=True, blank=True)  # Monday of a week in a company
    status = models.CharField(max_length=20, choices=State, blank=True)
    minutes = models.PositiveIntegerField(null=True, blank=True)  # missed
    text = models.TextField()
    imprint = models.CharField(max_length=64)

    class Meta(Aside.Meta):
        ordering = ["number", "id"]
        constraints = [models.UniqueConstraint(fields=["session", "number"], name="attendance_number_once")]

    def __str__(self) -> str:
        return f"{self.get_gesture_display()} n° {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new record; refuse to write again one that is there, be it from a file."""
        if not self._state.adding:
            raise Refusal(KEPT)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Refuse: a register only grows."""
        raise Refusal(KEPT)


class Justification(Aside):
    """Why somebody was away between two days: the reason, what she said and the paper she gave, all sealed, and the decision."""

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="justifications")
    first = models.DateField()
    last = models.DateField()
    kind = SealedTextField(blank=True, default="")  # a Reason
    text = SealedTextField(blank=True, default="")
    name = models.CharField(max_length=200, blank=True)  # of the file
    media_type = models.CharField(max_length=120, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)  # of its bytes, which the register may name
    content = SealedTextField(blank=True, default="")  # its bytes in base 64
    received_on = models.DateField(null=True, blank=True)
    sent = models.BooleanField(default=False)  # by the learner, from her link; else the office added it
    state = models.CharField(max_length=8, choices=ProofState, default=ProofState.RECEIVED)
    decided_on = models.DateField(null=True, blank=True)
    decision = models.CharField(max_length=300, blank=True)  # what the learner reads of it, nothing of her health

    def __str__(self) -> str:
        return f"justificatif du {self.first:%d/%m/%Y} au {self.last:%d/%m/%Y}"


class DeclaredAs(Aside):
    """As what the house declares a learner in its yearly accounts, when her route and her funder do not tell."""

    learner = models.OneToOneField(Learner, on_delete=models.CASCADE, related_name="declared_as")
    kind = models.CharField(max_length=16, choices=DeclaredKind)

    def __str__(self) -> str:
        return f"{self.learner} : {self.get_kind_display()}"


class SigningCode(Identified, Scoped):
    """The code by which a learner signs on a tablet that is passed round; only its imprint, made with our key, is kept."""

    learner = models.OneToOneField(Learner, on_delete=models.CASCADE, related_name="signing_code")
    imprint = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"code de {self.learner}"


class Tablet(Identified, Scoped):
    """How often a wrong code was tried on the tablet of a half-day."""

    slot = models.OneToOneField(Slot, on_delete=models.CASCADE, related_name="tablet")
    misses = models.PositiveSmallIntegerField(default=0)
    closed_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"tablette du {self.slot}"
