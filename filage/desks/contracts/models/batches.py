"""Papers asked for several deals at once: what was asked, how far it is, what was refused and why."""

from django.conf import settings
from django.db import models

from filage.core.scope import Owned


class PaperBatch(Owned):
    """A batch of papers of one production, made by a task while its page shows how far it is."""

    production = models.ForeignKey("productions.Production", on_delete=models.CASCADE, related_name="+")
    paper = models.CharField(max_length=20)  # a code of operations.papers.PAPERS
    deals = models.JSONField(default=list)  # [id, name] of each, in the order they are made
    done = models.PositiveIntegerField(default=0)
    made = models.JSONField(default=list)  # ids of the documents
    refused = models.JSONField(default=list)  # [name, reason]
    stopped = models.CharField(max_length=300, blank=True)  # why it stopped before its end
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    moved_at = models.DateTimeField(auto_now=True)

    class Meta(Owned.Meta):
        ordering = ["-asked_at", "-id"]

    def __str__(self) -> str:
        return f"{self.paper}, {self.done} sur {self.whole}"

    @property
    def whole(self) -> int:
        """Return how many deals there are."""
        return len(self.deals)

    @property
    def is_done(self) -> bool:
        """Tell whether nothing is left to make."""
        return self.done >= self.whole

    @property
    def coming(self) -> str:
        """Return whose paper is next."""
        return "" if self.is_done else str(self.deals[self.done][1])
