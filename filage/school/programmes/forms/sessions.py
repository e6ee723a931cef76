"""What is typed of a session: its hours, and its calendar as lines that may be pasted."""

from typing import Any

from django import forms

from filage.rules.reading import Unreadable
from filage.rules.schooling.typed import calendar, written
from filage.school.programmes import queries
from filage.school.programmes.enums import Land
from filage.school.programmes.models import SchoolSession
from filage.web.inputs import AmountField, CountField


class SessionForm(forms.Form):
    """A session of a training."""

    name = forms.CharField(label="Nom", max_length=160, help_text="« Chargé·e de production, décembre 2025 – juin 2026 ».")
    certification = forms.ChoiceField(label="Certification préparée", required=False)
    version = forms.ChoiceField(label="Version du référentiel", required=False)
    hours_a_day = AmountField(label="Heures par jour", unit="h", min_value=1, max_value=24)
    centre_hours = AmountField(label="Heures en centre", unit="h", min_value=0, max_value=10_000)
    company_hours = AmountField(label="Heures en entreprise", unit="h", min_value=0, max_value=10_000)
    most_weeks = CountField(label="Semaines en entreprise, au plus", min_value=1, max_value=200, required=False)
    calendar = forms.CharField(
        label="Calendrier",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Une ligne par période : « centre du 01/12/2025 au 27/03/2026 », « entreprise du … », « fermeture du … ».",
    )
    land = forms.ChoiceField(label="Jours fériés", choices=Land.choices)
    places = CountField(label="Places", min_value=1, max_value=1000, required=False)
    price = AmountField(label="Prix d’une place", unit="€", min_value=0, max_value=1_000_000, required=False)

    NAMES = (
        "name", "certification", "version", "hours_a_day", "centre_hours", "company_hours", "most_weeks", "land", "places",
        "price",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, session: SchoolSession) -> None:
        initial = {name: getattr(session, name) for name in self.NAMES}
        if not session._state.adding:
            held = queries.told(session)
            initial["calendar"] = written(held.periods, held.closures)
        super().__init__(data, initial=initial)
        self._offer(session)

    def _offer(self, session: SchoolSession) -> None:
        """Offer what the house knows: certifications and their versions, programmes, structures."""
        known = queries.known(session.organisation_id)
        codes = {code: f"{code}, {versions[-1].certification.title}" for code, versions in known.items()}
        if session.certification:
            codes.setdefault(session.certification, session.certification)
        names = {one.version: one.version for versions in known.values() for one in versions if not one.is_shipped}
        if session.version:
            names.setdefault(session.version, session.version)
        for name, choices in (("certification", {"": "aucune", **codes}), ("version", {"": "la dernière", **names})):
            self.fields[name].choices = list(choices.items())  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Read the calendar line by line."""
        typed = self.cleaned_data.pop("calendar", None)
        if typed is not None:
            try:
                self.cleaned_data["periods"], self.cleaned_data["closures"] = calendar(typed)
            except Unreadable as unreadable:
                self.add_error("calendar", str(unreadable))
        return self.cleaned_data
