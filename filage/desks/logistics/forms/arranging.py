"""What is typed of a stay with its beds, of a meal, and of the conditions of hosting of a deal."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms

from filage.desks.logistics.enums import BookingState, HostingSide, MealMoment, MealProvider, RoomKind
from filage.desks.logistics.forms.journeys import AS_THE_DATE
from filage.desks.logistics.models import HostingItem, Meal, Stay
from filage.desks.logistics.operations.arranging import Slept
from filage.desks.logistics.queries.checklist import CONDITIONS
from filage.desks.logistics.queries.held import Somebody
from filage.web.inputs import AmountField, CountField, DayField, HourField, Parted

ALONE = (("", "pas de lit"), (RoomKind.SINGLE.value, "single"), (RoomKind.FAMILIALE.value, "familiale"))
TOGETHER = ((RoomKind.TWIN, "deux lits, d’accord, avec"), (RoomKind.DOUBLE, "lit double, d’accord, avec"))
STEPS = [("", "on ne sait pas"), ("1", "oui"), ("0", "non")]


class StayForm(Parted, forms.Form):
    """A stay, and the bed of each person of the date."""

    hotel = forms.CharField(label="Hôtel", max_length=160)
    address = forms.CharField(label="Adresse", max_length=300, required=False)
    city = forms.CharField(label="Ville", max_length=120, required=False)
    phone = forms.CharField(label="Téléphone", max_length=40, required=False)
    arrives_on = DayField(label="Arrivée")
    leaves_on = DayField(label="Départ")
    price = AmountField(label="Une chambre, une nuit", unit="€ HT", min_value=0, required=False)
    hosting = forms.ChoiceField(label="Prise en charge", choices=AS_THE_DATE, required=False)
    counted_in = forms.ChoiceField(label="Au budget", required=False)
    state = forms.ChoiceField(label="Réservation", choices=BookingState.choices)
    cancellable_until = DayField(label="Annulable jusqu’au", required=False)
    reference = forms.CharField(label="Référence", max_length=120, required=False)
    breakfast_from = forms.CharField(label="Petit déjeuner dès", max_length=20, required=False)
    parking = forms.CharField(label="Parking", max_length=160, required=False)
    late_key = forms.CharField(label="Clé tardive", max_length=160, required=False)
    step_free = forms.TypedChoiceField(
        label="Sans marche", choices=STEPS, coerce=lambda said: said == "1", empty_value=None, required=False
    )
    note = forms.CharField(label="Note", max_length=300, required=False)

    NAMES = ("hotel", "address", "city", "phone", "arrives_on", "leaves_on", "price", "hosting", "counted_in", "state")
    MORE = ("cancellable_until", "reference", "breakfast_from", "parking", "late_key", "step_free", "note")
    REST = "Les chambres"
    PARTS = (
        ("L’hôtel", ("hotel", "address", "city", "phone", "arrives_on", "leaves_on", "breakfast_from", "late_key", "parking")),
        ("Réserver et payer", ("state", "cancellable_until", "reference", "price", "hosting", "counted_in", "step_free", "note")),
    )

    def __init__(self, data: Any = None, *, stay: Stay, team: Sequence[Somebody], lines: list[tuple[str, str]]) -> None:
        initial = {name: getattr(stay, name) for name in (*self.NAMES, *self.MORE)}
        initial["step_free"] = {None: "", True: "1", False: "0"}[stay.step_free]
        held = {} if stay._state.adding else {bed.person_id: bed for bed in stay.beds.all()}
        self.team = team
        for one in team:
            bed = held.get(one.id)
            other = f":{bed.shared_with_id}" if bed and bed.shared_with_id else ""
            initial[f"bed_{one.id}"] = f"{bed.room}{other}" if bed else "" if held else RoomKind.SINGLE.value
        super().__init__(data, initial=initial)
        fields: Any = self.fields
        fields["counted_in"].choices = lines
        for one in team:
            shared = [(f"{kind}:{two.id}", f"{said} {two.name}") for kind, said in TOGETHER for two in team if two != one]
            fields[f"bed_{one.id}"] = forms.ChoiceField(label=one.name, choices=[*ALONE, *shared], required=False)

    def clean(self) -> dict[str, Any]:
        """Return the fields of the stay and the beds; two people share a room when both say so."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        said = {one.id: found.pop(f"bed_{one.id}", "") for one in self.team}
        beds: dict[UUID, Slept] = {}
        for person, text in said.items():
            room, _, other = text.partition(":")
            if other and said.get(UUID(other)) != f"{room}:{person}":
                self.add_error(f"bed_{person}", "L’autre personne doit avoir la même chambre, et en être d’accord.")
            if room:
                beds[person] = Slept(room, UUID(other) if other else None, bool(other))
        since, until = found.get("arrives_on"), found.get("leaves_on")
        if since and until and until <= since:
            self.add_error("leaves_on", "Le départ suit l’arrivée d’une nuit au moins.")
        return found | {"beds": beds}


class MealForm(forms.Form):
    """One meal of a date."""

    on = DayField(label="Jour")
    moment = forms.ChoiceField(label="Repas", choices=MealMoment.choices)
    provider = forms.ChoiceField(label="Qui", choices=MealProvider.choices)
    hour = HourField(label="Heure", required=False)
    place = forms.CharField(label="Où", max_length=160, required=False)
    headcount = CountField(
        label="Pour combien", min_value=0, max_value=500, required=False, help_text="Vide : toute l’équipe présente."
    )
    price = AmountField(label="Prix d’un repas", unit="€ HT", min_value=0, required=False)
    counted_in = forms.ChoiceField(label="Au budget", required=False)
    confirmed_on = DayField(label="Confirmé le", required=False, help_text="Nombre et régimes dits au cuisinier.")
    note = forms.CharField(label="Note", max_length=300, required=False)

    def __init__(self, data: Any = None, *, meal: Meal, lines: list[tuple[str, str]]) -> None:
        names = ("on", "moment", "provider", "place", "headcount", "price", "counted_in", "confirmed_on", "note")
        self.meal, self.zone = meal, ZoneInfo(meal.activity.zone)
        initial = {name: getattr(meal, name) for name in names}
        initial["hour"] = meal.at and meal.at.astimezone(self.zone).time()
        super().__init__(data, initial=initial)
        fields: Any = self.fields
        fields["counted_in"].choices = lines

    def clean(self) -> dict[str, Any]:
        """Return the fields of the meal; its hour is that of the place, and a meal is planned once."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return found
        hour = found.pop("hour")
        same = Meal.objects.within(self.meal.organisation_id).filter(activity=self.meal.activity_id)
        if same.filter(on=found["on"], moment=found["moment"]).exclude(pk=self.meal.pk).exists():
            self.add_error("moment", "Ce repas est déjà prévu ce jour-là : modifiez-le.")
        return found | {"at": datetime.combine(found["on"], hour, self.zone) if hour else None}


class HostingForm(Parted, forms.Form):
    """Who sees to each condition of hosting of a deal."""

    def __init__(self, data: Any = None, *, items: Sequence[HostingItem]) -> None:
        held = {one.code: one for one in items}
        super().__init__(data, initial={code: one.side for code, one in held.items()})
        fields: Any = self.fields
        for code, label in CONDITIONS.items():
            fields[code] = forms.ChoiceField(label=label, choices=[("", "–"), *HostingSide.choices], required=False)
            fields[f"{code}_note"] = forms.CharField(label=f"{label} : précision", max_length=300, required=False)
            self.initial[f"{code}_note"] = held[code].note if code in held else ""

    def clean(self) -> dict[str, Any]:
        """Return {code: (side, note)}."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        return {"sides": {code: (found.get(code, ""), found.get(f"{code}_note", "")) for code in CONDITIONS}}
