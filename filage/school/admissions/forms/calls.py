"""What is typed of a call for applications: its hours, and its lists as lines that may be pasted."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify

from filage.productions.models import Person
from filage.productions.pointing import offered
from filage.rules.reading import Unreadable
from filage.rules.reading.folding import folded
from filage.rules.schooling import asked
from filage.rules.schooling.eligibility import PARIS
from filage.school.admissions.enums import Funder
from filage.school.admissions.models import Intake
from filage.school.admissions.queries import calls, typed
from filage.web.inputs import CountField, DayField, HourField, Parted

FUNDERS = {folded(name): code for code, name in Funder.choices} | {folded(code): code for code in Funder.values}
FUNDERS |= {"ptp": Funder.PTP.value, "france travail": Funder.FRANCE_TRAVAIL.value, "personnel": Funder.OWN.value}
LAST_SECOND = 59  # of the minute of a closing: « 23 h 59 » includes it


def _lines(label: str, example: str, rows: int = 4) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=False, max_length=8_000, widget=area, help_text=f"Une ligne chacun : {example}")


class IntakeForm(Parted, forms.Form):
    """A call for applications of a session."""

    name = forms.CharField(label="Titre de la page", max_length=160)
    slug = forms.SlugField(label="Fin de l’adresse", max_length=80, required=False, help_text="Laissée vide, elle suit le titre.")
    published = forms.BooleanField(label="Page publiée", required=False)
    introduction = forms.CharField(
        label="Présentation", required=False, max_length=8_000, widget=forms.Textarea(attrs={"rows": 4})
    )
    contact = forms.CharField(label="Qui contacter", required=False, max_length=200)
    opens_on = DayField(label="Ouverture")
    opens_hour = HourField(label="À")
    closes_on = DayField(label="Clôture")
    closes_hour = HourField(label="À", help_text="Heure de Paris, cette minute comprise.")
    interviews_from = DayField(label="Entretiens du", required=False)
    interviews_until = DayField(label="au", required=False)
    decides_on = DayField(label="Sélection finale", required=False)
    routes = forms.MultipleChoiceField(label="Voies offertes", required=False, widget=forms.CheckboxSelectMultiple)
    entries = _lines("Ce que l’appel demande de plus que la fiche", "« continue : niveau 4, 24 mois d’expérience »", 2)
    pieces = _lines("Pièces demandées", "« CV », « Diplôme (facultatif) »")
    quotas = _lines("Quotas", "« Région : 10 (Région, France Travail) »", 3)
    positions = forms.BooleanField(label="Demander un positionnement, compétence par compétence", required=False)
    criteria = _lines("Grille d’entretien", "« Projet professionnel × 3 / 5 » : poids, note maximale")
    assessors: Any = forms.ModelMultipleChoiceField(
        label="Qui évalue", required=False, queryset=None, widget=forms.CheckboxSelectMultiple
    )
    meetings = _lines("Réunions d’information", "« 16/06/2025 14 h 30, visio https://…, 100 places »", 2)
    quitting = forms.CharField(
        label="Ce que doit qui abandonne, hors force majeure",
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Écrit tel quel au contrat, qui est nul sans : par exemple les heures faites, et rien de plus.",
    )
    keep_months = CountField(label="Garder un dossier non retenu", unit="mois", min_value=1, max_value=60)
    PARTS = (
        ("La page", ("name", "slug", "introduction", "contact", "published")),
        (
            "Le calendrier",
            ("opens_on", "opens_hour", "closes_on", "closes_hour", "interviews_from", "interviews_until", "decides_on"),
        ),
        ("Les règles", ("routes", "entries", "pieces", "positions", "quotas", "quitting", "keep_months")),
        ("L’entretien", ("criteria", "assessors")),
        ("Se rencontrer", ("meetings",)),
    )

    def __init__(self, data: Any = None, *, intake: Intake) -> None:
        self.intake, self.rules = intake, calls.rules(intake)
        super().__init__(data, initial=typed.initial(intake))
        fields: Any = self.fields
        fields["routes"].choices = [(code, one.name) for code, one in calls.record_routes(intake).items()]
        fields["assessors"].queryset = offered(Person, intake.organisation_id, pk__in=typed.assessing(intake)).order_by(
            "name", "id"
        )
        if not fields["routes"].choices:
            del fields["routes"], fields["entries"]

    def clean(self) -> dict[str, Any]:
        """Read the lines and the hours; each fault is said beside its field."""
        found = super().clean() or self.cleaned_data
        routes = calls.record_routes(self.intake)
        self._read("entries", lambda text: asked.entries(text, routes))
        self._read("pieces", asked.pieces)
        self._read("quotas", lambda text: asked.quotas(text, FUNDERS))
        self._read("criteria", asked.criteria)
        self._read("meetings", asked.meetings)
        found["opens_at"] = _instant(found.pop("opens_on", None), found.pop("opens_hour", None), 0)
        found["closes_at"] = _instant(found.pop("closes_on", None), found.pop("closes_hour", None), LAST_SECOND)
        if found["opens_at"] and found["closes_at"] and found["closes_at"] <= found["opens_at"]:
            self.add_error("closes_on", "La clôture précède l’ouverture.")
        found["routes"] = ",".join(found.get("routes") or ())
        return found

    def clean_slug(self) -> str:
        """Return an address of its own in the house."""
        slug = self.cleaned_data["slug"] or slugify(self.cleaned_data.get("name", ""))[:80]
        rows = Intake.objects.within(self.intake.organisation_id).filter(slug=slug).exclude(pk=self.intake.pk)
        if not slug or rows.exists():
            raise ValidationError("Cette adresse est déjà prise : choisissez-en une autre.")
        return slug

    def _read(self, name: str, reader: Any) -> None:
        if name not in self.fields or name not in self.cleaned_data:
            return
        try:
            self.cleaned_data[name] = reader(self.cleaned_data[name])
        except Unreadable as unreadable:
            self.add_error(name, str(unreadable))


def _instant(on: Any, hour: Any, second: int) -> datetime | None:
    return datetime.combine(on, hour or time(0, 0), PARIS).replace(second=second) if on else None
