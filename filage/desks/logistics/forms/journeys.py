"""What is typed of a journey: its ends, its hours where they happen, its kilometres (or the road's estimate), its people."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms

from filage.core import own_settings
from filage.desks.logistics.enums import BookingState, DistanceMethod, TravelMode
from filage.desks.logistics.models import Journey, Vehicle
from filage.desks.logistics.queries.held import Somebody
from filage.desks.logistics.queries.places import known_kilometres, placed_here
from filage.productions.enums import HostingMode
from filage.productions.zones import known_zone
from filage.rules.geography import Doubt, Mode, Town, distance, doubt, great_circle
from filage.rules.geography.typed import LONGEST_ROAD, SHORT_FLIGHT
from filage.web.inputs import AmountField, DayField, HourField, Parted, TownInput

WAYS = {TravelMode.TRAIN: (Mode.RAIL, DistanceMethod.RAIL), TravelMode.AVION: (Mode.AIR, DistanceMethod.GRAND_CERCLE)}
BY_ROAD = (Mode.ROAD, DistanceMethod.ROUTE)
AS_THE_DATE = [("", "comme la date"), *HostingMode.choices]
IN_TOWN = Decimal(5)  # km


class JourneyForm(Parted, forms.Form):
    """One journey of a date."""

    on = DayField(label="Jour")
    mode = forms.ChoiceField(label="Comment", choices=TravelMode.choices)
    from_place = forms.CharField(
        label="De", max_length=120, widget=TownInput, help_text="« Valence (26) » s’il y en a plusieurs."
    )
    to_place = forms.CharField(label="Vers", max_length=120, widget=TownInput)
    departs = HourField(label="Départ", required=False, help_text="« 9 h 30 », à l’heure du lieu de départ.")
    arrives = HourField(label="Arrivée", required=False, help_text="À l’heure de l’arrivée ; avant le départ : le lendemain.")
    arrival_zone = forms.CharField(label="Fuseau d’arrivée", max_length=40, required=False, help_text="Europe/London")
    vehicle: Any = forms.ModelChoiceField(label="Véhicule", queryset=None, required=False, empty_label="–")
    new_vehicle = forms.CharField(label="Ou un autre véhicule", max_length=120, required=False)
    people = forms.TypedMultipleChoiceField(label="Qui voyage", coerce=UUID, required=False, widget=forms.CheckboxSelectMultiple)
    driver = forms.TypedChoiceField(label="Qui conduit", coerce=UUID, empty_value=None, required=False)
    km = AmountField(
        label="Kilomètres",
        unit="km",
        min_value=0,
        max_value=LONGEST_ROAD,
        required=False,
        error_messages={"max_value": "Aucun trajet d’une traite n’est si long : découpez-le en étapes."},
    )
    detour = AmountField(label="Détour", decimals=4, min_value=1, max_value=3, required=False, help_text="1,40 en montagne.")
    sure = forms.BooleanField(label="Ce long chemin est le bon", required=False)
    cost = AmountField(label="Coût du trajet", unit="€ HT", min_value=0, required=False)
    hosting = forms.ChoiceField(label="Prise en charge", choices=AS_THE_DATE, required=False)
    counted_in = forms.ChoiceField(label="Au budget", required=False)
    state = forms.ChoiceField(label="Réservation", choices=BookingState.choices)
    cancellable_until = DayField(label="Annulable jusqu’au", required=False)
    reference = forms.CharField(label="Référence", max_length=120, required=False, help_text="N° de train, dossier, terminal.")
    freight = forms.CharField(label="Fret", max_length=300, required=False)
    note = forms.CharField(label="Note", max_length=300, required=False)

    PARTS = (
        ("Le trajet", ("on", "mode", "from_place", "to_place", "departs", "arrives", "arrival_zone", "km", "detour", "sure")),
        ("Qui et quoi", ("people", "driver", "vehicle", "new_vehicle", "freight")),
        ("Réserver et payer", ("state", "cancellable_until", "reference", "cost", "hosting", "counted_in", "note")),
    )

    def __init__(self, data: Any = None, *, journey: Journey, team: Sequence[Somebody], lines: list[tuple[str, str]]) -> None:
        names = ("on", "mode", "from_place", "to_place", "arrival_zone", "vehicle", "detour", "cost", "hosting", "counted_in")
        more = ("state", "cancellable_until", "reference", "freight", "note")
        initial = {name: getattr(journey, name) for name in (*names, *more)}
        self.journey, self.zone = journey, ZoneInfo(journey.zone)
        there = ZoneInfo(journey.arrival_zone or journey.zone)
        initial["departs"] = journey.departs_at and journey.departs_at.astimezone(self.zone).time()
        initial["arrives"] = journey.arrives_at and journey.arrives_at.astimezone(there).time()
        initial["km"] = journey.km if journey.method == DistanceMethod.SAISI else None
        seats = [] if journey._state.adding else list(journey.seats.all())
        initial["people"] = [seat.person_id for seat in seats]
        initial["driver"] = next((seat.person_id for seat in seats if seat.driver), None)
        super().__init__(data, initial=initial)
        fields: Any = self.fields
        people = [(str(one.id), one.name) for one in team]
        fields["people"].choices, fields["driver"].choices = people, [("", "–"), *people]
        fields["vehicle"].queryset = Vehicle.objects.within(journey.organisation_id).order_by("rank", "id")
        fields["counted_in"].choices = lines

    def clean(self) -> dict[str, Any]:
        """Return the fields of the journey: instants, kilometres with their method, towns with their coordinates."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return found
        one, other = self._placed("from_place"), self._placed("to_place")
        found |= self._hours(found)
        if not self.errors:
            found |= self._kilometres(found, *(town if town and town.is_placed else None for town in (one, other)))
        for prefix, town in (("from", one), ("to", other)):
            degrees = town.degrees if town and town.is_placed else (None, None)
            for name, value in zip(("latitude", "longitude"), degrees, strict=True):
                found[f"{prefix}_{name}"] = None if value is None else Decimal(str(value)).quantize(Decimal("0.0001"))
            found[f"{prefix}_insee"] = town.insee if town else ""
        if found["driver"] and found["driver"] not in found["people"]:
            self.add_error("driver", "Qui conduit voyage : cochez son nom.")
        for name in ("departs", "arrives", "sure"):
            found.pop(name, None)
        return found

    def clean_arrival_zone(self) -> str:
        """Return the zone of the arrival; ValidationError when nobody knows it."""
        zone: str = self.cleaned_data["arrival_zone"].strip()
        if zone:
            known_zone(zone)
        return zone

    def _placed(self, name: str) -> Town | None:
        found = placed_here(self.journey.organisation_id, self.cleaned_data[name])
        if found.choices:
            self.add_error(name, f"Plusieurs villes portent ce nom : {', '.join(found.choices[:6])}. Écrivez l’une d’elles.")
        return found.town or found.known

    def _hours(self, found: dict[str, Any]) -> dict[str, datetime | None]:
        there = ZoneInfo(found["arrival_zone"]) if found["arrival_zone"] else self.zone
        departs = datetime.combine(found["on"], found["departs"], self.zone) if found["departs"] else None
        arrives = datetime.combine(found["on"], found["arrives"], there) if found["arrives"] else None
        if departs and arrives and arrives.timestamp() < departs.timestamp():
            arrives += timedelta(days=1)
        return {"departs_at": departs, "arrives_at": arrives}

    def _kilometres(self, found: dict[str, Any], one: Town | None, other: Town | None) -> dict[str, Any]:
        """Return the kilometres typed, those typed before between the same places, or an estimate; maybe none."""
        km = found["km"]
        if km is not None:
            self._doubt(km, found, one, other)
        else:
            km = known_kilometres(self.journey, found["from_place"], found["to_place"], found["mode"])
        if km is not None:
            return {"km": km, "method": DistanceMethod.SAISI.value}
        if one is None or other is None:
            return {"km": None, "method": DistanceMethod.SAISI.value}
        mode, method = WAYS.get(TravelMode(found["mode"]), BY_ROAD)
        law = own_settings.law_for(organisation=self.journey.organisation_id)
        estimate = distance(law, one, other, mode, found["on"], detour=found["detour"]).known().quantize(Decimal("0.1"))
        return {"km": max(estimate, IN_TOWN) if mode is Mode.ROAD else estimate, "method": method.value}

    def _doubt(self, km: Decimal, found: dict[str, Any], one: Town | None, other: Town | None) -> None:
        if one is None or other is None:
            return
        wrong, straight = doubt(km, one, other), great_circle(one, other)
        said = f"{straight} km à vol d’oiseau".replace(".", ",")
        if wrong is Doubt.IMPOSSIBLE:
            self.add_error("km", f"Impossible : il y a {said} entre ces villes.")
        elif wrong is Doubt.LONG and one != other and not found["sure"]:
            self.add_error("sure", f"Plus de 2,2 fois la ligne droite ({said}) : cochez si c’est le bon chemin.")
        if found["mode"] == TravelMode.AVION and straight < SHORT_FLIGHT and not found["sure"]:
            self.add_error("sure", "Moins de 200 km en avion : cochez si c’est bien un vol.")
