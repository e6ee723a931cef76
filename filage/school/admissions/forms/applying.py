"""What an applicant types, step by step: nothing is compulsory before the deposit, and what is wrong is said beside its field."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from filage.rules.schooling.certification import Competence
from filage.school.admissions.enums import LEVELS, Funder, Known
from filage.school.admissions.models import Application, Intake
from filage.school.admissions.queries.calls import Rules
from filage.web.inputs import CountField, DayField

OLDEST = 110  # years
LONG = 6_000  # letters of an answer


def _typed(label: str, autocomplete: str = "", **options: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": autocomplete or "off", **options.pop("attrs", {})})
    return forms.CharField(label=label, required=False, widget=widget, **options)


def _told(label: str, rows: int, help_text: str) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=LONG, widget=forms.Textarea(attrs={"rows": rows}), help_text=help_text
    )


class BeginForm(forms.Form):
    """Who begins a file: enough to send her its link."""

    first_name = forms.CharField(label="Prénom", max_length=80, widget=forms.TextInput(attrs={"autocomplete": "given-name"}))
    last_name = forms.CharField(label="Nom", max_length=80, widget=forms.TextInput(attrs={"autocomplete": "family-name"}))
    email = forms.EmailField(
        label="Courriel", widget=forms.EmailInput(attrs={"autocomplete": "email"}), help_text="Votre lien personnel y est envoyé."
    )


class LostForm(forms.Form):
    """Who lost her link."""

    email = forms.EmailField(label="Courriel du dossier", widget=forms.EmailInput(attrs={"autocomplete": "email"}))


class RegisterForm(forms.Form):
    """Who registers to a meeting."""

    name = forms.CharField(label="Prénom et nom", max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(label="Courriel", widget=forms.EmailInput(attrs={"autocomplete": "email"}))


class Step(forms.Form):
    """A step of the form, filled with what was said before."""

    def __init__(self, data: Any = None, *, application: Application, rules: Rules, tracks: list[str], today: Any) -> None:
        super().__init__(data, initial={name: getattr(application, name) for name in self.base_fields})
        self.application, self.rules, self.tracks, self.today = application, rules, tracks, today
        self.arrange()

    def arrange(self) -> None:
        """Offer what this call offers."""


class WhoForm(Step):
    """Who she is, and how to reach her."""

    first_name = _typed("Prénom", "given-name", max_length=80)
    last_name = _typed("Nom", "family-name", max_length=80)
    born_on = DayField(label="Date de naissance", required=False)
    phone = _typed("Téléphone", "tel", max_length=40, attrs={"inputmode": "tel"})
    address = _typed("Adresse (facultatif)", "street-address", max_length=200)
    postal_code = _typed("Code postal", "postal-code", max_length=12)
    city = _typed("Ville", "address-level2", max_length=120)

    def clean_born_on(self) -> Any:
        """Return the day; ValidationError when nobody can be born that day."""
        born = self.cleaned_data["born_on"]
        if born is not None and born >= self.today:
            raise ValidationError("Cette date est à venir : relisez l’année.")
        if born is not None and self.today.year - born.year > OLDEST:
            raise ValidationError("Cette date est trop ancienne : relisez l’année.")
        return born


class CourseForm(Step):
    """By which route she would enter, with what, and who would pay."""

    route = forms.ChoiceField(label="Voie", required=False)
    months = forms.TypedChoiceField(
        label="Durée du parcours",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "–"), (12, "12 mois"), (24, "24 mois")],
    )
    level = forms.TypedChoiceField(
        label="Votre diplôme le plus élevé", required=False, coerce=int, empty_value=None, choices=[("", "–"), *LEVELS]
    )
    ects = CountField(label="ECTS obtenus dans le domaine", required=False, min_value=0, max_value=1000)
    experience = CountField(
        label="Mois d’expérience dans le spectacle ou la culture", unit="mois", required=False, min_value=0, max_value=720
    )
    derogation = forms.BooleanField(label="Je demande une dérogation sur dossier", required=False)
    derogation_text = _told(
        "Ce qui la fonde", 3, "Validation d’acquis, attestation d’employeur, preuves d’activité professionnelle ou associative."
    )
    track = forms.ChoiceField(label="Parcours souhaité", required=False)
    funder = forms.ChoiceField(label="Financement envisagé", required=False, choices=[("", "–"), *Funder.choices])

    def arrange(self) -> None:
        """Offer the routes and the tracks of the call; ask a length only where one changes the rule."""
        fields: Any = self.fields
        fields["route"].choices = [("", "–"), *((code, one.name) for code, one in self.rules.routes.items())]
        fields["track"].choices = [("", "–"), *((name, name) for name in self.tracks)]
        if not self.tracks:
            del fields["track"]
        if not self.rules.routes:
            del fields["route"]
        lengths = {entry.months for route in self.rules.routes.values() for entry in route.entries}
        if not lengths - {None}:
            del fields["months"]
        if not any(entry.ects for route in self.rules.routes.values() for entry in route.entries):
            del fields["ects"]


class ProjectForm(Step):
    """What she wants to do, and from where she comes."""

    project = _told("Votre projet professionnel", 8, "Quel métier, avec qui, pourquoi cette formation maintenant.")
    background = _told("Votre expérience (facultatif)", 5, "Emplois, stages, bénévolat : ce que vous avez organisé.")


class LevelsForm(Step):
    """How far she is in each competence that the training prepares to."""

    def arrange(self) -> None:
        """Ask a level of each competence, with what was said before."""
        self.held = {one.competence: one.level for one in self.application.levels.all()}
        for one in competences(self.rules):
            self.fields[one.code] = forms.TypedChoiceField(
                label=one.title,
                required=False,
                coerce=int,
                empty_value=None,
                choices=[("", "–"), *Known.choices],
                initial=self.held.get(one.code, ""),
            )


def competences(rules: Rules) -> tuple[Competence, ...]:
    """Return the competences of the record that a call prepares to."""
    return rules.certification.competences if rules.certification else ()


POSITION = "positionnement"
STEPS: dict[str, tuple[str, type[Step] | None]] = {
    "vous": ("Vous", WhoForm),
    "parcours": ("Parcours", CourseForm),
    "projet": ("Projet", ProjectForm),
    POSITION: ("Niveau", LevelsForm),
    "pieces": ("Pièces", None),
    "deposer": ("Déposer", None),
}


def asked(intake: Intake, rules: Rules) -> list[str]:
    """Return the steps of a file of a call, in order: it asks for levels when it says so and there are some to ask."""
    return [code for code in STEPS if code != POSITION or (intake.positions and competences(rules))]
