"""The running order of an evening, for whoever programmes it: a venue or a festival whose dates are the shows of others."""

from django.db import models

from filage.core.scope import Owned
from filage.desks.booking import enums


class Slot(Owned):
    """One show of an evening, on one stage: when it starts, how long it lasts, the changeover that comes before it."""

    activity = models.ForeignKey("productions.Activity", on_delete=models.CASCADE, related_name="slots")
    title = models.CharField(max_length=200)
    structure = models.ForeignKey("productions.Structure", on_delete=models.SET_NULL, null=True, blank=True, related_name="slots")
    stage_room = models.ForeignKey("productions.Room", on_delete=models.SET_NULL, null=True, blank=True, related_name="slots")
    position = models.CharField(max_length=16, choices=enums.SlotPosition, default=enums.SlotPosition.PLATEAU)
    starts_at = models.DateTimeField(null=True, blank=True)  # empty: the hour is not set
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    changeover_minutes = models.PositiveSmallIntegerField(null=True, blank=True)  # needed on the stage before it
    soundcheck_at = models.DateTimeField(null=True, blank=True)
    soundcheck_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    deal = models.ForeignKey("productions.Deal", on_delete=models.SET_NULL, null=True, blank=True, related_name="slots")
    note = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.title
