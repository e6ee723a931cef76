"""What came from the calendar of somebody else: which of its events became which of our dates, and what it said of it."""

from django.db import models

from filage.core.scope import Owned


class ImportedEvent(Owned):
    """One event of a calendar file, and the date it became: the next reading of that file knows what moved there."""

    activity = models.OneToOneField("productions.Activity", on_delete=models.CASCADE, related_name="imported_event")
    calendar = models.CharField(max_length=200)  # its name, by which its other events are known
    uid = models.CharField(max_length=400)  # as the file writes it
    occurrence = models.CharField(max_length=32, blank=True)  # of an event that comes again: its first moment, before any move
    said = models.JSONField(default=dict, blank=True)  # what the file said of it when it was last accepted

    class Meta(Owned.Meta):
        indexes = [models.Index(fields=["organisation", "uid"], name="imported_event_by_uid")]

    def __str__(self) -> str:
        return f"{self.calendar} : {self.activity}"
