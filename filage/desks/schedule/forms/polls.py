"""Which days are asked of whom, and the days on which somebody cannot come."""

import re
from datetime import date
from typing import Any

from django import forms

from filage.desks.schedule.operations.polls import MOST_DAYS
from filage.productions.enums import ActivityKind
from filage.productions.models import Person
from filage.productions.zones import known_zone
from filage.rules.planning.run import Moment, moments, read
from filage.rules.reading import Unreadable
from filage.web.inputs import DayField

_DAY = re.compile(r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|\d)", re.IGNORECASE)


class PollForm(forms.Form):
    """A question about days, and those who are asked."""

    title = forms.CharField(label="Pour quoi", max_length=160, help_text="« Reprise, deux services »")
    days = forms.CharField(
        label="Jours",
        max_length=2_000,
        help_text="Un par ligne : « 12 mars à 14 h », « 15 mars à 10 h et 14 h », « du 18 au 20 mars ».",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    zone = forms.CharField(
        label="À l’heure de",
        max_length=40,
        required=False,
        validators=[known_zone],
        help_text="Vide : à l’heure du lieu où le spectacle est ce jour-là, sinon la vôtre. Europe/London, America/Toronto…",
    )
    until = DayField(label="Répondre avant le", required=False)
    note = forms.CharField(label="Un mot", required=False, max_length=300)
    people: Any = forms.ModelMultipleChoiceField(label="À qui", queryset=None, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, people: list[Person], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        fields: Any = self.fields
        here = people[0].organisation_id if people else None
        rows = Person.objects.within(here) if here else Person.objects.none()
        fields["people"].queryset = rows.filter(pk__in=[one.pk for one in people]).order_by("name", "id")
        fields["people"].initial = [one.pk for one in people]

    def clean_days(self) -> list[Moment]:
        """Return the moments that the lines say."""
        found: list[Moment] = []
        for line in self.cleaned_data["days"].splitlines():
            if line.strip():
                try:
                    found += moments(read(_sentence(line.strip()), today=self.today))
                except Unreadable as error:
                    raise forms.ValidationError(f"« {line.strip()[:40]} » : {error}") from None
        if len(found) > MOST_DAYS:
            raise forms.ValidationError(f"{len(found)} moments : {MOST_DAYS} au plus.")
        return sorted(set(found), key=lambda one: (one.on, str(one.at or "")))


class KeepForm(forms.Form):
    """The day that is kept, and what it becomes."""

    jour = forms.UUIDField()
    sorte = forms.ChoiceField(choices=ActivityKind.choices)
    refus = forms.BooleanField(required=False)


class AbsenceForm(forms.Form):
    """Days on which somebody cannot come."""

    person: Any = forms.ModelChoiceField(label="Qui", queryset=None, empty_label=None)
    since = DayField(label="Du")
    until = DayField(label="Au", required=False, help_text="Un seul jour si rien n’est dit.")
    note = forms.CharField(
        label="Pour qui planifie", required=False, max_length=200, help_text="Jamais le motif : il ne regarde personne."
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["person"].queryset = people


def _sentence(line: str) -> str:
    """Return a line as the sentence of a série: « 12 mars à 14 h » is « le 12 mars à 14 h »."""
    return f"le {line}" if _DAY.match(line) else line
