"""Carnets de route asked for: which days, for whom, how far the work is."""

from django.conf import settings
from django.db import models

from filage.core.scope import Owned


class RouteBook(Owned):
    """A carnet de route of one show, made by a task while its page shows how far it is."""

    production = models.ForeignKey("productions.Production", on_delete=models.CASCADE, related_name="+")
    dates = models.JSONField(default=list)  # ids of the services, in the order of the days
    lang = models.CharField(max_length=2, default="fr")
    paper = models.CharField(max_length=10, default="a4")
    done = models.PositiveIntegerField(default=0)  # sheets written
    document = models.UUIDField(null=True)  # the one issued, once it is
    stopped = models.CharField(max_length=300, blank=True)  # why it stopped before its end
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    moved_at = models.DateTimeField(auto_now=True)

    class Meta(Owned.Meta):
        ordering = ["-asked_at", "-id"]

    def __str__(self) -> str:
        return f"carnet de route, {self.done} sur {self.whole}"

    @property
    def whole(self) -> int:
        """Return how many sheets it holds."""
        return len(self.dates)

    @property
    def is_done(self) -> bool:
        """Tell whether it is issued."""
        return self.document is not None
