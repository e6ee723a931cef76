"""What is asked to say the free days of a show: a period, what is left out, for which place."""

from datetime import date, timedelta
from typing import Any

from django import forms

from filage.desks.booking.queries.availability import Asked
from filage.productions.models import Production, Venue
from filage.rules.booking.availability import DAYS, LONGEST
from filage.rules.planning.school import ZONES
from filage.web.inputs import DayField


class Period(forms.Form):
    """A period, and what is left out of it."""

    du = DayField(label="Du")
    au = DayField(label="Au")
    relache = forms.TypedMultipleChoiceField(
        label="Jamais le",
        required=False,
        coerce=int,
        choices=list(enumerate(DAYS)),
        widget=forms.CheckboxSelectMultiple,
    )
    feries = forms.BooleanField(label="Sans les jours fériés", required=False)
    zone = forms.ChoiceField(
        label="Sans les vacances scolaires",
        required=False,
        choices=[("", "les garder"), *((one, f"zone {one}") for one in ZONES)],
    )
    options = forms.BooleanField(label="Avec les jours derrière une option, dits comme tels", required=False)
    lieu: Any = forms.ModelChoiceField(label="Dans notre lieu", queryset=None, required=False, empty_label="partout")

    def __init__(self, data: Any, *, production: Production, today: date) -> None:
        first = max(today, production.creation_end or today)
        start = {"du": first.isoformat(), "au": (first + timedelta(days=120)).isoformat(), "feries": "on", "options": "on"}
        super().__init__(data if "du" in data else start)
        ours = Venue.objects.within(production.organisation_id).filter(structure__ours=True)
        fields: Any = self.fields
        fields["lieu"].queryset = ours.order_by("name", "id")
        if not ours.exists():
            del fields["lieu"]

    def clean(self) -> dict[str, Any]:
        """Return the fields; the period goes forward, and is not longer than a season and a bit."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = found.get("du"), found.get("au")
        if first and last and last < first:
            self.add_error("au", "Le dernier jour précède le premier.")
        elif first and last and (last - first).days >= LONGEST:
            self.add_error("au", f"{LONGEST} jours au plus.")
        return found

    @property
    def asked(self) -> Asked:
        """What is asked of the calendar."""
        found = self.cleaned_data
        return Asked(
            first=found["du"],
            last=found["au"],
            off=frozenset(found["relache"]),
            bank_holidays=found["feries"],
            zone=found["zone"],
            venue=found.get("lieu"),
            behind_options=found["options"],
        )
