"""What is typed of a passage in the running order of an evening, and of a slot rented for a series."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from filage.desks.booking.enums import SlotPosition
from filage.desks.booking.models import Slot
from filage.productions.choosing import CardField
from filage.productions.models import Activity, Deal, Room, Structure
from filage.web.inputs import CountField, HourField, Parted

NIGHT_ENDS = 9  # an hour before nine is that of the next morning


class SlotForm(Parted, forms.ModelForm):
    """One passage: whose show, on which stage, when, how long, and the deal by which we buy it."""

    PARTS = (
        ("Le spectacle", ("title", "structure", "deal", "note")),
        ("Le passage", ("stage_room", "position", "starts_at", "minutes", "changeover_minutes")),
        ("La balance", ("soundcheck_at", "soundcheck_minutes")),
    )

    starts_at = HourField(label="Début", required=False, help_text="« 21 h 15 » ; « 0 h 30 » : la nuit suivante.")
    minutes = CountField(label="Durée", unit="min", min_value=1, max_value=600, required=False)
    changeover_minutes = CountField(label="Changement de plateau avant", unit="min", min_value=0, max_value=240, required=False)
    soundcheck_at = HourField(label="Balance", required=False)
    soundcheck_minutes = CountField(label="Durée de la balance", unit="min", min_value=0, max_value=240, required=False)
    position = forms.ChoiceField(label="Place", choices=SlotPosition.choices)
    structure: Any = CardField(label="Structure", empty_label="---------")

    class Meta:
        model = Slot
        fields = (
            "title",
            "structure",
            "position",
            "stage_room",
            "starts_at",
            "minutes",
            "changeover_minutes",
            "soundcheck_at",
            "soundcheck_minutes",
            "deal",
            "note",
        )
        labels = {
            "title": "Artiste ou spectacle",
            "stage_room": "Scène",
            "deal": "Achat",
            "note": "Note",
        }

    def __init__(self, data: Any = None, *, activity: Activity, slot: Slot | None = None) -> None:
        super().__init__(data, instance=slot)
        self.activity = activity
        here, fields = activity.organisation_id, self.fields
        houses: Any = fields["structure"]
        houses.among(Structure.objects.within(here).filter(ours=False).order_by("name"), here)
        rooms = (
            Room.objects.within(here).filter(venue=activity.venue_id) if activity.venue_id else Room.objects.within(here).none()
        )
        fields["stage_room"].queryset = rooms  # type: ignore[attr-defined]
        fields["deal"].queryset = Deal.objects.within(here).filter(production=activity.production_id)  # type: ignore[attr-defined]
        for name, said in (("structure", "à préciser"), ("stage_room", "à préciser"), ("deal", "aucun")):
            fields[name].empty_label = said  # type: ignore[attr-defined]
        zone = ZoneInfo(activity.zone)
        for name in ("starts_at", "soundcheck_at"):
            moment = getattr(slot, name, None)
            self.initial[name] = moment and moment.astimezone(zone).time()

    def _post_clean(self) -> None:
        """Leave the object alone: an operation writes it."""

    def clean(self) -> dict[str, Any]:
        """Return the passage as it is kept, its hours on the evening or in the night after."""
        held: dict[str, Any] = super().clean() or self.cleaned_data
        for name in ("starts_at", "soundcheck_at"):
            if held.get(name) is not None:
                day = self.activity.on + timedelta(days=held[name].hour < NIGHT_ENDS)
                held[name] = datetime.combine(day, held[name], ZoneInfo(self.activity.zone))
        return held
