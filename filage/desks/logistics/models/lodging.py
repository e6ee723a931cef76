"""Where everybody sleeps: a stay in one hotel, and who has which bed on which nights."""

from django.db import models

from filage.core.fields import MoneyField
from filage.core.scope import Owned
from filage.desks.logistics import enums
from filage.productions.enums import HostingMode


class Stay(Owned):
    """Some nights of a team in one place: its booking, its price a room and a night, what one finds there."""

    production = models.ForeignKey("productions.Production", on_delete=models.CASCADE, related_name="stays")
    activity = models.ForeignKey(
        "productions.Activity", on_delete=models.SET_NULL, null=True, blank=True, related_name="stays"
    )  # the date it serves
    hotel = models.CharField(max_length=160)
    structure = models.ForeignKey("productions.Structure", on_delete=models.SET_NULL, null=True, blank=True, related_name="stays")
    address = models.CharField(max_length=300, blank=True)
    city = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    arrives_on = models.DateField()
    leaves_on = models.DateField()
    price = MoneyField(null=True, blank=True)  # a room and a night, net of VAT; empty is unknown
    hosting = models.CharField(max_length=8, choices=HostingMode, blank=True)  # empty: as the date says
    counted_in = models.CharField(max_length=60, blank=True)  # origin of the budget line that already foresees it; empty: adds up
    reference = models.CharField(max_length=120, blank=True)  # of the booking
    state = models.CharField(max_length=10, choices=enums.BookingState, default=enums.BookingState.A_RESERVER)
    cancellable_until = models.DateField(null=True, blank=True)
    breakfast_from = models.CharField(max_length=20, blank=True)  # « 7 h 30 », as the hotel says it
    parking = models.CharField(max_length=160, blank=True)
    late_key = models.CharField(max_length=160, blank=True)
    step_free = models.BooleanField(null=True, blank=True)  # reached without a step; empty is unknown
    note = models.CharField(max_length=300, blank=True)

    class Meta(Owned.Meta):
        indexes = [models.Index(fields=["organisation", "arrives_on"], name="stay_by_day")]

    def __str__(self) -> str:
        return f"{self.hotel}, {self.arrives_on:%d/%m/%Y}"


class Bed(Owned):
    """Where somebody sleeps in a stay, from her own arrival to her own departure."""

    stay = models.ForeignKey(Stay, on_delete=models.CASCADE, related_name="beds")
    person = models.ForeignKey("productions.Person", on_delete=models.CASCADE, related_name="beds")
    arrives_on = models.DateField(null=True, blank=True)  # empty: with the stay
    leaves_on = models.DateField(null=True, blank=True)  # empty: with the stay
    room = models.CharField(max_length=10, choices=enums.RoomKind, default=enums.RoomKind.SINGLE)
    shared_with = models.ForeignKey(
        "productions.Person", on_delete=models.SET_NULL, null=True, blank=True, related_name="shared_beds"
    )
    agreed = models.BooleanField(default=False)  # she agreed to share the room
    note = models.CharField(max_length=300, blank=True)

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint(fields=["stay", "person"], name="bed_once")]

    def __str__(self) -> str:
        return f"lit de {self.person}"
