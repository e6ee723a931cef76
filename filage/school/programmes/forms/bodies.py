"""What is typed of a training body."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from filage.productions.choosing import CardField
from filage.productions.models import Structure
from filage.rules.identity import compact, siret_fault
from filage.rules.schooling.bodies import activity_number_fault, spoken
from filage.school.programmes.models import TrainingBody
from filage.web.inputs import DayField, Parted

CARD = ("siret", "representative", "representative_quality")


class BodyForm(Parted, forms.Form):
    """A training body: what its contracts, its certificates and its yearly account say of it."""

    structure = CardField(label="Structure", creates=True, required=True)
    siret = forms.CharField(label="SIRET", max_length=20, required=False, help_text="14 chiffres.")
    representative = forms.CharField(label="Qui la représente", max_length=120, required=False)
    representative_quality = forms.CharField(label="En qualité de", max_length=120, required=False)
    activity_number = forms.CharField(
        label="N° de déclaration d’activité", max_length=20, required=False, help_text="11 chiffres : « 11 75 12345 75 »."
    )
    region = forms.CharField(
        label="Enregistré auprès du préfet de région",
        max_length=80,
        required=False,
        help_text="« Île-de-France », « Occitanie ».",
    )
    qualiopi_number = forms.CharField(label="N° du certificat", max_length=60, required=False)
    qualiopi_by = forms.CharField(label="Délivré par", max_length=120, required=False)
    qualiopi_since = DayField(label="Délivré le", required=False)
    qualiopi_until = DayField(label="Valable jusqu’au", required=False)
    PARTS = (
        ("La structure", ("structure", "siret", "representative", "representative_quality")),
        ("Sa déclaration d’activité", ("activity_number", "region")),
        ("Son certificat Qualiopi", ("qualiopi_number", "qualiopi_by", "qualiopi_since", "qualiopi_until")),
    )

    def __init__(self, data: Any = None, *, body: TrainingBody, structure: Structure | None) -> None:
        initial: dict[str, Any] = {
            name: getattr(body, name) for name in self.base_fields if hasattr(body, name) and name != "structure"
        }
        initial["activity_number"] = spoken(body.activity_number)
        if structure is not None:
            initial |= {"structure": structure.pk, **{name: getattr(structure, name) for name in CARD}}
        super().__init__(data, initial=initial)
        rows = Structure.objects.within(body.organisation_id)
        self.fields["structure"].among(rows, body.organisation_id)  # type: ignore[attr-defined]

    def clean_siret(self) -> str:
        """Return the fourteen digits; refuse those whose key is wrong."""
        digits = compact(self.cleaned_data["siret"])
        if digits and (fault := siret_fault(digits)):
            raise ValidationError(f"Ce SIRET n’existe pas : {fault}.")
        return digits

    def clean_activity_number(self) -> str:
        """Return the eleven signs; refuse what cannot be a number of declaration."""
        number = compact(self.cleaned_data["activity_number"])
        if number and (fault := activity_number_fault(number)):
            raise ValidationError(f"Ce n° ne peut pas en être un : {fault}.")
        return number
