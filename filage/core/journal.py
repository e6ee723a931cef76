"""What the journal keeps of every edit: who, when, why, and the changes themselves."""

from django.db import models

from filage.core.accounts import User
from filage.core.identity import Identified
from filage.core.scope import Scoped

TOUCHED = "touched"  # a subject that is a production whose figures the entry moved, or the organisation for all of them


class JournalEntry(Identified, Scoped):
    """One applied set of changes; `changes` is a list of JSON objects, sealed values replaced by their absence."""

    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    why = models.CharField(max_length=300, blank=True)
    changes = models.JSONField()
    undoes = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="undone_by")

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["organisation", "-at"])]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M} · {self.by or 'Filage'}"


class JournalSubject(models.Model):
    """Which objects an entry speaks of, so that the history of one object is found."""

    entry = models.ForeignKey(JournalEntry, on_delete=models.CASCADE, related_name="subjects")
    model = models.CharField(max_length=80)
    object_id = models.CharField(max_length=40)

    class Meta:
        indexes = [models.Index(fields=["model", "object_id"])]
