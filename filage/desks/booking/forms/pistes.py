"""What is typed of a piste: its facts, and the days that become options."""

from datetime import date
from typing import Any, ClassVar, cast

from django import forms

from filage.desks.booking.enums import Segment
from filage.desks.booking.models import Prospect
from filage.desks.booking.queries.calls import days_said
from filage.desks.directory.enums import InteractionKind
from filage.productions.choosing import CardField
from filage.productions.models import Person, Room, Venue
from filage.rules.reading import Unreadable
from filage.web.inputs import AmountField, CountField, DayField


class PisteForm(forms.ModelForm):
    """The facts of a piste that no date says."""

    amount = AmountField(label="Montant pour toutes ses dates", unit="€ HT", required=False, min_value=0)
    probability = AmountField(label="Probabilité", unit="%", decimals=4, required=False, min_value=0, max_value=100)
    dates_wanted = CountField(label="Dates souhaitées", required=False, min_value=1, max_value=400)
    contact: Any = CardField(label="Contact", empty_label="à préciser")
    segment = forms.ChoiceField(label="Segment", required=False, choices=[("", "—"), *Segment.choices])

    class Meta:
        model = Prospect
        fields = ("venue", "contact", "season", "segment", "dates_wanted", "amount", "probability", "lost_reason", "note")
        labels = {
            "venue": "Lieu",
            "season": "Saison",
            "lost_reason": "Motif, si elle est perdue",
            "note": "Notes",
        }
        widgets: ClassVar = {"note": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"season": "2027-2028 : ses dates de cette saison seulement disent l’étape."}

    def __init__(self, data: Any = None, *, prospect: Prospect) -> None:
        super().__init__(data, instance=prospect)
        here, fields = prospect.organisation_id, self.fields
        places, people = (cast(Any, fields[name]) for name in ("venue", "contact"))
        places.queryset = Venue.objects.within(here).filter(structure=prospect.structure_id).order_by("name", "id")
        places.empty_label = "à préciser"
        people.among(Person.objects.within(here).order_by("name", "id"), here)
        if not prospect.lost_reason:  # it is asked for by the gesture that gives the piste up
            del fields["lost_reason"]

    def _post_clean(self) -> None:
        """Leave the piste as it was read: an operation writes it."""


class LayOptions(forms.Form):
    """The days that a piste asks for, and until when they are kept."""

    days = forms.CharField(
        label="Quels jours",
        max_length=300,
        help_text="« 12/3, 14 mars 20 h 30 » ou « du 12 au 14 mars à 19 h ».",
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off"}),
    )
    place = forms.ChoiceField(label="Lieu", required=False)
    until = DayField(label="Option jusqu’au", required=False)
    rank = CountField(
        label="Rang", required=False, min_value=1, max_value=9, help_text="Vide : derrière les options déjà posées ce jour-là."
    )
    priced = forms.BooleanField(label="Avec le montant de la piste, partagé entre ses dates", required=False, initial=True)

    def __init__(self, *args: Any, prospect: Prospect, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        venues = list(
            Venue.objects.within(prospect.organisation_id).filter(structure=prospect.structure_id).prefetch_related("rooms")
        )
        self.places: dict[str, tuple[Venue, Room | None]] = {}
        for venue in venues:
            self.places[str(venue.pk)] = (venue, None)
            self.places |= {str(room.pk): (venue, room) for room in venue.rooms.all()}
        named = [(key, f"{venue.name} · {room.name}" if room else venue.name) for key, (venue, room) in self.places.items()]
        fields: Any = self.fields
        fields["place"].choices = [*named, ("", "à préciser")]
        if prospect.venue_id:
            fields["place"].initial = str(prospect.venue_id)
        if prospect.amount is None:
            del fields["priced"]

    def clean(self) -> dict[str, Any]:
        """Return what laying options takes: moments, place, rank."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if "days" not in found:
            return found
        try:
            moments = days_said(found.pop("days"), today=self.today)
        except Unreadable as reason:
            self.add_error("days", str(reason))
            return found
        venue, room = self.places.get(found.pop("place", ""), (None, None))
        return found | {"moments": moments, "venue": venue, "room": room}


class Plan(forms.Form):
    """What is to be done next about a piste."""

    what = forms.CharField(label="À faire", max_length=200)
    on = DayField(label="Le")
    owner = forms.CharField(label="Par", max_length=120, required=False)


class Touch(forms.Form):
    """That one was in touch about a piste."""

    kind = forms.ChoiceField(label="Comment", choices=InteractionKind.choices)
    on = DayField(label="Le")
    words = forms.CharField(label="Ce qui s’est dit", required=False, widget=forms.Textarea(attrs={"rows": 3}))
