"""What is typed of a session: its hours, and its calendar as lines that may be pasted."""

from typing import Any

from django import forms

from filage.productions.choosing import CardField
from filage.productions.models import Structure
from filage.rules.reading import Unreadable
from filage.rules.schooling.typed import calendar, written
from filage.school.programmes import queries
from filage.school.programmes.enums import Land
from filage.school.programmes.models import Programme, SchoolSession
from filage.web.inputs import AmountField, CountField, HourField, Parted

LONGEST_TRACK = 40


class SessionForm(Parted, forms.Form):
    """A session of a training."""

    name = forms.CharField(label="Nom", max_length=160, help_text="« Chargé·e de production, décembre 2025 – juin 2026 ».")
    certification = forms.ChoiceField(label="Certification préparée", required=False)
    version = forms.ChoiceField(label="Version du référentiel", required=False)
    programme: Any = forms.ModelChoiceField(label="Programme", queryset=None, required=False, empty_label="aucun")
    certifier = CardField(label="Certificateur", creates=True)
    body = CardField(label="Organisme de formation", creates=True)
    morning_hours = AmountField(label="Heures du matin", unit="h", min_value=0, max_value=12, required=False)
    afternoon_hours = AmountField(label="Heures de l’après-midi", unit="h", min_value=0, max_value=12, required=False)
    morning_at = HourField(label="Début du matin", required=False, help_text="« 9 h » : agendas et convocations le disent.")
    afternoon_at = HourField(label="Début de l’après-midi", required=False)
    hours_a_day = AmountField(
        label="Heures par jour", unit="h", min_value=1, max_value=24, required=False, help_text="Vide : matin et après-midi."
    )
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
    tracks = forms.CharField(
        label="Parcours", max_length=300, required=False, help_text="Séparés par une virgule : « Musiques actuelles, Théâtre »."
    )
    places = CountField(label="Places", min_value=1, max_value=1000, required=False)
    price = AmountField(label="Prix d’une place", unit="€", min_value=0, max_value=1_000_000, required=False)

    NAMES = (
        "name", "certification", "version", "programme", "certifier", "body", "morning_hours", "afternoon_hours", "hours_a_day",
        "morning_at", "afternoon_at",
        "centre_hours", "company_hours", "most_weeks", "land", "places", "price",
    )  # fmt: skip
    PARTS = (
        ("La session", ("name", "programme", "places", "price", "tracks")),
        ("Ce qu’elle prépare", ("certification", "version", "certifier", "body")),
        (
            "Ses heures",
            (
                "centre_hours",
                "company_hours",
                "most_weeks",
                "morning_hours",
                "morning_at",
                "afternoon_hours",
                "afternoon_at",
                "hours_a_day",
            ),
        ),
        ("Son calendrier", ("calendar", "land")),
    )

    def __init__(self, data: Any = None, *, session: SchoolSession) -> None:
        linked = ("programme", "certifier", "body")
        initial = {name: getattr(session, f"{name}_id" if name in linked else name) for name in self.NAMES}
        if not session._state.adding:
            held = queries.told(session)
            initial["calendar"] = written(held.periods, held.closures)
            initial["tracks"] = ", ".join(one.name for one in session.tracks.all())
        super().__init__(data, initial=initial)
        self._offer(session)

    def _offer(self, session: SchoolSession) -> None:
        """Offer what the house knows: certifications and their versions, programmes, structures."""
        organisation = session.organisation_id
        self.fields["programme"].queryset = Programme.objects.within(organisation)  # type: ignore[attr-defined]
        for name in ("certifier", "body"):
            self.fields[name].among(Structure.objects.within(organisation), organisation)  # type: ignore[attr-defined]
        known = queries.known(organisation)
        codes = {code: f"{code}, {versions[-1].certification.title}" for code, versions in known.items()}
        if session.certification:
            codes.setdefault(session.certification, session.certification)
        self.fields["certification"].choices = [("", "aucune"), *codes.items()]  # type: ignore[attr-defined]
        names = {one.version: one.version for versions in known.values() for one in versions}
        if not session._state.adding:
            del self.fields["version"]  # it changes by its own gesture, which shows what moves
        else:
            self.fields["version"].choices = [("", "la dernière"), *names.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Read the calendar line by line, the tracks, and the hours of a day when its halves say them."""
        typed = self.cleaned_data.pop("calendar", None)
        if typed is not None:
            try:
                self.cleaned_data["periods"], self.cleaned_data["closures"] = calendar(typed)
            except Unreadable as unreadable:
                self.add_error("calendar", str(unreadable))
        said = self.cleaned_data
        for name in ("morning_at", "afternoon_at"):
            at = said.get(name)
            said[name] = f"{at:%H:%M}" if at else ""
        said["tracks"] = [one for one in (" ".join(each.split()) for each in said.get("tracks", "").split(",")) if one]
        if any(len(one) > LONGEST_TRACK for one in said["tracks"]):
            self.add_error("tracks", f"{LONGEST_TRACK} signes au plus par parcours.")
        morning, afternoon = said.get("morning_hours"), said.get("afternoon_hours")
        if said.get("hours_a_day") is None and "hours_a_day" not in self.errors:
            if morning is None or afternoon is None or not morning + afternoon:
                self.add_error("hours_a_day", "Dites les heures d’un jour, ou celles du matin et de l’après-midi.")
            else:
                said["hours_a_day"] = morning + afternoon
        return said
