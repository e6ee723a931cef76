"""What is typed about one date: where, when, for how many, who bears what; and what a gesture asks."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from filage.productions.choosing import CardField
from filage.productions.enums import PERFORMANCES, DateStatus, HostingMode, PerformanceType, RightsPayer
from filage.productions.models import Activity, Deal, Room, Venue
from filage.productions.zones import known_zone, zone_at
from filage.web.inputs import AmountField, CountField, DayField, HourField

NOT_SAID = [("", "à préciser")]
HOURS = ("starts_at", "ends_at")
HOSTING = [*NOT_SAID, *HostingMode.choices]


class DateDetails(forms.ModelForm):
    """The facts of a date that no gesture guards."""

    starts_at = HourField(label="Début", required=False, help_text="« 20 h 30 », à l’heure du lieu.")
    ends_at = HourField(label="Fin", required=False, help_text="Avant le début : le lendemain.")
    option_rank = CountField(label="Rang de l’option", required=False, min_value=1, max_value=9)
    option_until = DayField(label="Option jusqu’au", required=False)
    capacity = CountField(label="Jauge", unit="places", required=False, min_value=0, max_value=200_000)
    reserved_seats = CountField(label="Places réservées", unit="places", required=False, min_value=0, max_value=200_000)
    fill_rate = AmountField(label="Remplissage", unit="%", decimals=4, required=False, min_value=0, max_value=100)
    average_price = AmountField(label="Prix moyen de la place", unit="€ TTC", required=False, min_value=0)
    type = forms.ChoiceField(label="Séance", required=False, choices=[*NOT_SAID, *PerformanceType.choices])
    travel = forms.ChoiceField(label="Voyages", required=False, choices=HOSTING)
    lodging = forms.ChoiceField(label="Hébergement", required=False, choices=HOSTING)
    meals = forms.ChoiceField(label="Repas", required=False, choices=HOSTING)
    rights_payer = forms.ChoiceField(label="Droits d’auteur payés par", required=False, choices=[*NOT_SAID, *RightsPayer.choices])
    venue: Any = CardField(label="Lieu", empty_label="à préciser")

    class Meta:
        model = Activity
        fields = (
            "venue",
            "room",
            "starts_at",
            "ends_at",
            "zone",
            "type",
            "capacity",
            "reserved_seats",
            "fill_rate",
            "average_price",
            "deal",
            "option_rank",
            "option_until",
            "travel",
            "lodging",
            "meals",
            "rights_payer",
            "note",
        )
        labels = {"room": "Salle", "deal": "Conditions de vente", "note": "Note", "zone": "Fuseau"}

    def __init__(self, data: Any = None, *, activity: Activity) -> None:
        super().__init__(data, instance=activity)
        here, fields = activity.organisation_id, self.fields
        self.was, here_zone = activity.venue_id, ZoneInfo(activity.zone)
        for name in HOURS:
            at = getattr(activity, name)
            self.initial[name] = at and at.astimezone(here_zone).time()
        fields["zone"].required = False
        fields["zone"].help_text = "Celui du lieu : Europe/London, America/Toronto… Les heures s’y lisent."
        choices: dict[str, Any] = {
            "room": Room.objects.within(here).filter(venue=activity.venue_id),
            "deal": Deal.objects.within(here).filter(production=activity.production_id).select_related("partner"),
        }
        for name, rows in choices.items():
            fields[name].queryset = rows  # type: ignore[attr-defined]
            fields[name].empty_label = "à préciser"  # type: ignore[attr-defined]
        places: Any = fields["venue"]
        places.among(Venue.objects.within(here).order_by("city", "name", "id"), here)
        if activity.kind not in PERFORMANCES:
            del fields["reserved_seats"], fields["fill_rate"], fields["average_price"]
        if activity.status != DateStatus.OPTION:
            del fields["option_rank"], fields["option_until"]

    def clean(self) -> dict[str, Any]:
        """Return the fields; a room goes with its venue."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        room, venue = found.get("room"), found.get("venue")
        if found.get("zone") == self.instance.zone and venue is not None and venue.pk != self.was:
            found["zone"] = zone_at(venue.country, venue.postal_code) or self.instance.zone
        found |= self._hours(found)
        return found | {"room": room if room and venue and room.venue_id == venue.pk else None}

    def clean_zone(self) -> str:
        """Return the zone; ValidationError when nobody knows it."""
        zone: str = self.cleaned_data["zone"].strip() or self.instance.zone
        known_zone(zone)
        return zone

    def clean_reserved_seats(self) -> int:
        """Return the seats kept, none when nothing is typed."""
        return self.cleaned_data["reserved_seats"] or 0

    def _hours(self, found: dict[str, Any]) -> dict[str, datetime | None]:
        """Return when the date starts and ends, where it happens; an end before the start is the next day's."""
        start, end = (found.get(name) for name in HOURS)
        zone = ZoneInfo(found.get("zone") or self.instance.zone)
        starts = datetime.combine(self.instance.on, start, zone) if start else None
        ends = datetime.combine(self.instance.until or self.instance.on, end, zone) if end else None
        if starts and ends and ends <= starts:
            ends += timedelta(days=1)
        return {"starts_at": starts, "ends_at": ends}

    def _post_clean(self) -> None:
        """Leave the activity as it was read: an operation writes it."""


class Asked(forms.Form):
    """What a gesture is asked with: a day, a reason, and the page it comes from."""

    le = DayField(label="Nouveau jour", required=False)
    a = forms.TimeField(label="Nouvelle heure", required=False)
    motif = forms.CharField(label="Motif", required=False, max_length=160)
    tiroir = forms.BooleanField(required=False)  # asked in the drawer, which opens again once it is done
    retour = forms.CharField(required=False, max_length=500)
