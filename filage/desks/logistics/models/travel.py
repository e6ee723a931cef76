"""How people and things travel: vehicles, journeys, and who sits in each."""

from django.db import models

from filage.core.fields import MoneyField, RateField
from filage.core.scope import Owned
from filage.desks.logistics import enums
from filage.productions.enums import HostingMode
from filage.productions.zones import known_zone


class Vehicle(Owned):
    """What the house drives, its own or hired."""

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=enums.VehicleKind, default=enums.VehicleKind.FOURGON)
    seats = models.PositiveSmallIntegerField(null=True, blank=True)  # the driver's among them
    plate = models.CharField(max_length=20, blank=True)
    height = RateField(null=True, blank=True)  # metres: what a car park or a dock asks
    gross_kg = models.PositiveIntegerField(null=True, blank=True)  # masse en charge (PTAC): which licence drives it
    note = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.name


class Journey(Owned):
    """One leg: from a place to another, with whom, in what, when, how far, for how much and at whose charge."""

    production = models.ForeignKey("productions.Production", on_delete=models.CASCADE, related_name="journeys")
    activity = models.ForeignKey(
        "productions.Activity", on_delete=models.SET_NULL, null=True, blank=True, related_name="journeys"
    )  # the date it serves
    on = models.DateField()
    mode = models.CharField(max_length=8, choices=enums.TravelMode)
    from_place = models.CharField(max_length=120)
    from_insee = models.CharField(max_length=5, blank=True)
    from_latitude = RateField(null=True, blank=True)  # degrees, north positive
    from_longitude = RateField(null=True, blank=True)  # degrees, east positive
    to_place = models.CharField(max_length=120)
    to_insee = models.CharField(max_length=5, blank=True)
    to_latitude = RateField(null=True, blank=True)
    to_longitude = RateField(null=True, blank=True)
    departs_at = models.DateTimeField(null=True, blank=True)
    arrives_at = models.DateTimeField(null=True, blank=True)
    zone = models.CharField(max_length=40, default="Europe/Paris", validators=[known_zone])  # where it starts
    arrival_zone = models.CharField(max_length=40, blank=True)  # empty: that of the start
    vehicle = models.ForeignKey(Vehicle, on_delete=models.SET_NULL, null=True, blank=True, related_name="journeys")
    km = RateField(null=True, blank=True)  # of the leg, once; empty is unknown
    method = models.CharField(max_length=12, choices=enums.DistanceMethod, default=enums.DistanceMethod.SAISI)
    detour = RateField(null=True, blank=True)  # the coefficient said for this leg; empty: that of the law's table
    cost = MoneyField(null=True, blank=True)  # of the whole leg, net of VAT; empty is unknown
    hosting = models.CharField(max_length=8, choices=HostingMode, blank=True)  # empty: as the date says
    reference = models.CharField(max_length=120, blank=True)  # of the booking: number, train, flight, terminal
    counted_in = models.CharField(max_length=60, blank=True)  # origin of the budget line that already foresees it; empty: adds up
    freight = models.CharField(max_length=300, blank=True)  # what is carried beside people
    state = models.CharField(max_length=10, choices=enums.BookingState, default=enums.BookingState.A_RESERVER)
    cancellable_until = models.DateField(null=True, blank=True)  # last day when it costs nothing to give it up
    note = models.CharField(max_length=300, blank=True)

    class Meta(Owned.Meta):
        indexes = [models.Index(fields=["organisation", "on"], name="journey_by_day")]

    def __str__(self) -> str:
        return f"{self.from_place} – {self.to_place}, {self.on:%d/%m/%Y}"


class Seat(Owned):
    """Somebody in a journey."""

    journey = models.ForeignKey(Journey, on_delete=models.CASCADE, related_name="seats")
    person = models.ForeignKey("productions.Person", on_delete=models.CASCADE, related_name="seats")
    driver = models.BooleanField(default=False)
    place = models.CharField(max_length=40, blank=True)  # coach and seat, as the ticket says

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint(fields=["journey", "person"], name="seat_once")]

    def __str__(self) -> str:
        return f"place de {self.person}"
