"""What is typed of a contact: a label, a role, a line that says a moment in touch, a next gesture, a legal basis."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from filage.desks.directory.enums import Function, LegalBasis
from filage.productions.models import Person, Production, Structure
from filage.rules.directory import labels, saying
from filage.rules.reading import Unreadable
from filage.web.inputs import DayField

DATES = "La fin précède le début."


class PeriodForm(forms.Form):
    """Something that stands from a day to another."""

    since = DayField(label="Depuis le", required=False)
    until = DayField(label="Jusqu’au", required=False, help_text="Vide : toujours.")

    def clean(self) -> dict[str, Any]:
        """Return the fields; refuse an end before its beginning."""
        found = super().clean() or self.cleaned_data
        if found.get("since") and found.get("until") and found["until"] < found["since"]:
            self.add_error("until", DATES)
        return found


class LabelForm(PeriodForm):
    """A label, an appellation or a kind of place."""

    code = forms.ChoiceField(label="Label ou sorte de lieu")
    note = forms.CharField(label="Mention", max_length=200, required=False, help_text="D’une scène conventionnée : sa mention.")
    field_order = ["code", "note", "since", "until"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        groups: dict[str, list[tuple[str, str]]] = {}
        for label in labels.known_labels().values():
            groups.setdefault(labels.FAMILIES[label.family], []).append((label.code, label.name))
        chosen: Any = self.fields["code"]
        chosen.choices = list(groups.items())


class RoleForm(PeriodForm):
    """Who does what in a structure: somebody already in the directory, or a new name."""

    name = forms.CharField(label="Nom", max_length=160)
    function = forms.ChoiceField(label="Fonction", choices=Function.choices, initial=Function.PROGRAMMATION)
    title = forms.CharField(label="Titre", max_length=120, required=False, help_text="Tel qu’il se dit : directrice adjointe…")
    email = forms.EmailField(label="Courriel professionnel", required=False)
    phone = forms.CharField(label="Téléphone", max_length=40, required=False)
    field_order = ["name", "function", "title", "email", "phone", "since", "until"]


class LineForm(forms.Form):
    """A moment in touch, in one line; what usage asks next when one wants it."""

    line = forms.CharField(
        label="Un échange, en une ligne",
        max_length=1_000,
        help_text="« vu L’Estran le 12/11, a aimé -> rappeler le 3/12 », « appel hier », « dossier envoyé ».",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    follow = forms.BooleanField(label="Ajouter les relances d’usage", required=False)

    def __init__(self, *args: Any, today: date, shows: list[Production], **options: Any) -> None:
        super().__init__(*args, **options)
        self.today, self.shows = today, {str(one.pk): one for one in shows}

    def clean(self) -> dict[str, Any]:
        """Return what the line says, with its show as an object."""
        found = super().clean() or self.cleaned_data
        if "line" in found:
            try:
                said = saying.said(found["line"], self.today, {key: one.title for key, one in self.shows.items()})
            except Unreadable as error:
                raise ValidationError(str(error)) from error
            found |= {"said": said, "production": self.shows.get(said.show)}
        return found


class GestureForm(forms.Form):
    """What is to be done next."""

    what = forms.CharField(label="Quoi", max_length=200)
    due_on = DayField(label="Pour le")
    owner = forms.CharField(label="Qui", max_length=120, required=False)


class ConsentForm(forms.Form):
    """By what right a name is kept."""

    basis = forms.ChoiceField(label="Base légale", choices=LegalBasis.choices)
    since = DayField(label="Depuis le", required=False, help_text="Jour où la fiche a été faite.")
    source = forms.CharField(label="Source", max_length=200, required=False, help_text="Où vous avez eu ses coordonnées.")
    opposed_on = DayField(label="Opposition le", required=False, help_text="Elle n’apparaît plus dans aucune liste d’envoi.")


class PlaceForm(forms.Form):
    """What a house looks for, and on what terms."""

    aliases = forms.CharField(label="Autres noms", max_length=300, required=False)
    disciplines = forms.MultipleChoiceField(label="Disciplines", required=False, widget=forms.CheckboxSelectMultiple)
    networks = forms.CharField(label="Réseaux", max_length=300, required=False, help_text="Séparés par des virgules.")
    fee_low = forms.DecimalField(label="Cession, de", min_value=0, decimal_places=2, max_digits=12, required=False, localize=True)
    fee_high = forms.DecimalField(label="à", min_value=0, decimal_places=2, max_digits=12, required=False, localize=True)
    decision_months = forms.CharField(label="Choisit sa saison", max_length=120, required=False, help_text="Octobre à février.")
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=20_000)
    source = forms.CharField(label="Source de la fiche", max_length=200, required=False)
    source_on = DayField(label="Lue le", required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        chosen: Any = self.fields["disciplines"]
        chosen.choices = list(labels.disciplines().items())

    def clean_disciplines(self) -> str:
        """Return the codes as the card keeps them."""
        return ", ".join(self.cleaned_data["disciplines"])


def place_initial(structure: Structure) -> dict[str, Any]:
    """Return what the form of a house shows first."""
    kept = {name: getattr(structure, name) for name in PlaceForm.base_fields}
    return kept | {"disciplines": labels.listed(structure.disciplines)}


def consent_initial(person: Person) -> dict[str, Any]:
    """Return what the form of a legal basis shows first."""
    held = getattr(person, "consent", None)
    return {name: getattr(held, name) for name in ConsentForm.base_fields} if held else {"basis": LegalBasis.INTERET_LEGITIME}
