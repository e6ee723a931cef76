"""A piste (a show × a place that may buy it) and the professionals invited to a performance."""

from django.db import models

from filage.core.fields import MoneyField, RateField
from filage.core.scope import Owned
from filage.desks.booking import enums


class Prospect(Owned):
    """A show × a place that may buy it; from the first option on, its dates say how far it is."""

    production = models.ForeignKey("productions.Production", on_delete=models.CASCADE, related_name="prospects")
    structure = models.ForeignKey("productions.Structure", on_delete=models.RESTRICT, related_name="prospects")
    venue = models.ForeignKey("productions.Venue", on_delete=models.SET_NULL, null=True, blank=True, related_name="prospects")
    contact = models.ForeignKey("productions.Person", on_delete=models.SET_NULL, null=True, blank=True, related_name="prospects")
    season = models.CharField(max_length=20, blank=True)  # « 2027-2028 »: only its dates then speak for the piste
    segment = models.CharField(max_length=1, choices=enums.Segment, blank=True)
    dates_wanted = models.PositiveSmallIntegerField(null=True, blank=True)
    amount = MoneyField(null=True, blank=True)  # net of VAT, all its dates; empty is unknown
    probability = RateField(null=True, blank=True)  # percent; empty is unknown
    stage = models.CharField(max_length=10, choices=enums.ProspectStage, default=enums.ProspectStage.CIBLE)
    lost_reason = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"piste {self.structure}"


class Invitation(Owned):
    """A professional invited to a performance, known of the directory or only named, and whether she came."""

    activity = models.ForeignKey("productions.Activity", on_delete=models.CASCADE, related_name="invitations")
    person = models.ForeignKey("productions.Person", on_delete=models.SET_NULL, null=True, blank=True, related_name="invitations")
    structure = models.ForeignKey(
        "productions.Structure", on_delete=models.SET_NULL, null=True, blank=True, related_name="invitations"
    )
    name = models.CharField(max_length=160, blank=True)  # of whom the directory does not know
    seats = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=10, choices=enums.InvitationStatus, default=enums.InvitationStatus.ENVOYEE)
    feedback = models.TextField(blank=True)
    next_on = models.DateField(null=True, blank=True)

    @property
    def who(self) -> str:
        """The name to write on the list: that of the person, else the one that was typed."""
        return self.person.name if self.person else self.name

    def __str__(self) -> str:
        return f"invitation de {self.who}"
