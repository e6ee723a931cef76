"""What is typed of somebody who teaches, and of a paper asked of her."""

from typing import Any

from django import forms
from django.utils.html import format_html

from filage.productions.choosing import CardField
from filage.productions.models import Person
from filage.rules.schooling import usual
from filage.school.programmes.enums import TrainerPaperKind
from filage.school.programmes.models import Trainer
from filage.web.inputs import AmountField, DayField


def _unbroken(label: str) -> str:
    return format_html('<span>{} <span class="nw">{}</span></span>', *label.split(" "))  # « après-midi » stays on one line


class TrainerForm(forms.Form):
    """Somebody who teaches."""

    person = CardField(label="Personne", creates=True, required=True)
    trades = forms.CharField(
        label="Ce qu’elle ou il enseigne", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    titles = forms.CharField(
        label="Titres et expérience",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Le contrat de formation et le dossier qualité les citent.",
    )
    availability = forms.CharField(
        label="Disponibilités",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="En mots. Ses jours d’absence se disent sur sa fiche : le planning les lit.",
    )
    usual_halves = forms.MultipleChoiceField(
        label="Demi-journées où elle ou il vient d’habitude",
        choices=[(code, _unbroken(label)) for code, label in usual.labels()],
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"data-week": ""}),
        help_text="Rien de coché : rien n’est dit, le planning n’en signale aucune.",
    )
    fee = AmountField(label="Tarif d’une heure, hors taxes", unit="€", min_value=0, max_value=10_000, required=False)

    def __init__(self, data: Any = None, *, trainer: Trainer, pay: bool) -> None:
        initial = {name: getattr(trainer, name) for name in ("trades", "titles", "availability", "fee")}
        initial |= {"person": trainer.person_id, "usual_halves": trainer.usual_halves.split(",")}
        super().__init__(data, initial=initial)
        self.fields["person"].among(Person.objects.within(trainer.organisation_id), trainer.organisation_id)  # type: ignore[attr-defined]
        if not pay:
            del self.fields["fee"]

    def clean_usual_halves(self) -> str:
        """Return the half-days as they are kept."""
        return usual.written(self.cleaned_data["usual_halves"])


class PaperForm(forms.Form):
    """A paper asked of a trainer."""

    kind = forms.ChoiceField(label="Pièce", choices=TrainerPaperKind.choices)
    due_on = DayField(label="Attendue le", required=False)
    received_on = DayField(label="Reçue le", required=False)
    ends_on = DayField(label="Valable jusqu’au", required=False)
