"""Which calendar file is read, on which days, and what its events are when nothing tells."""

from datetime import date, timedelta
from typing import Any

from django import forms

from filage.productions.enums import ActivityKind
from filage.web.inputs import DayField

AHEAD = timedelta(days=550)
LONGEST = timedelta(days=1_100)
ZONES = (
    ("Europe/Paris", "Paris"),
    ("Europe/London", "Londres"),
    ("America/Toronto", "Montréal"),
    ("America/Martinique", "Martinique, Guadeloupe"),
    ("America/Cayenne", "Guyane"),
    ("Indian/Reunion", "La Réunion"),
    ("UTC", "temps universel"),
)


class AgendaForm(forms.Form):
    """A calendar file to read."""

    file = forms.FileField(
        label="Agenda",
        max_length=200,
        help_text="Fichier .ics, 2 Mo au plus, exporté d’un agenda. Rien n’est écrit avant votre accord.",
        error_messages={"required": "Choisissez un fichier .ics."},
        widget=forms.ClearableFileInput(attrs={"accept": ".ics,.ical,.ifb,text/calendar"}),
    )
    since = DayField(label="Du")
    until = DayField(label="Au")
    kind = forms.ChoiceField(
        label="Un évènement dont rien ne dit la sorte est", choices=ActivityKind.choices, initial="repetition"
    )
    zone = forms.ChoiceField(label="Une heure sans fuseau est celle de", choices=ZONES, initial="Europe/Paris")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["since"].initial, self.fields["until"].initial = today - timedelta(days=31), today + AHEAD

    def clean(self) -> dict[str, Any]:
        """Refuse days that are not in order, or more than three years of them."""
        found: dict[str, Any] = self.cleaned_data
        since, until = found.get("since"), found.get("until")
        if since and until and until < since:
            self.add_error("until", "Ce jour précède le premier.")
        elif since and until and until - since > LONGEST:
            self.add_error("until", "Trois ans au plus : resserrez les jours.")
        return found
