"""What is typed of the terms agreed with a partner: those that its kind of contract has."""

import re
from decimal import Decimal
from typing import Any

from django import forms

from filage.productions.enums import CoproductionForm, DealKind, GuaranteeFor, SharingBase
from filage.productions.models import Deal, Structure
from filage.rules import reading
from filage.web import format as french
from filage.web.inputs import AmountField, CountField, DayField

NOT_SAID = ("", "à préciser")
WHO = ("partner", "kind", "label")
SOLD = ("base_price", "coefficients", "vat_rate", "deposit_rate", "deposit_on", "payment_days")
TICKETED = ("producer_share", "sharing_base", "guarantee", "guarantee_for", "tax_rate", "rights_rate", "vat_rate", "payment_days")
TERMS: dict[str, tuple[str, ...]] = {
    DealKind.COREALISATION: TICKETED,
    DealKind.LOCATION: ("base_price", "tax_rate", "rights_rate", "vat_rate", "payment_days"),
    DealKind.COPRODUCTION: ("form", "producer_share", "partner_share", "payment_days"),
}


class SeriesField(forms.CharField):
    """The coefficients of a series: « 1 ; 0,85 ; 0,75 », one a date, the last one repeating."""

    def clean(self, value: Any) -> list[str]:
        """Return the coefficients as the deal keeps them; ValidationError when one cannot be read."""
        parts = [part for part in re.split(r"[;\s]+", super().clean(value)) if part]
        try:
            read = [reading.amount(part) for part in parts]
        except reading.Unreadable as error:
            raise forms.ValidationError(str(error)) from error
        if any(each is None or not 0 < each <= 1 for each in read):
            raise forms.ValidationError("Un coefficient va de 0 à 1 : « 1 ; 0,85 ; 0,75 ».")
        return [f"{each:f}" for each in read if each is not None]

    def prepare_value(self, value: Any) -> Any:
        """Return the coefficients as they are typed."""
        return " ; ".join(french.number(Decimal(str(each))) for each in value) if isinstance(value, list) else value


class DealForm(forms.Form):
    """The terms of a deal; its stage moves by a gesture, which may refuse."""

    partner: Any = forms.ModelChoiceField(label="Partenaire", queryset=None, required=False, empty_label="à préciser")
    kind = forms.ChoiceField(label="Nature", choices=DealKind.choices, help_text="Les champs suivent la nature du contrat.")
    label = forms.CharField(label="Intitulé", max_length=200, required=False)
    base_price = AmountField(label="Prix de la première date", unit="€ HT", required=False, min_value=0)
    coefficients = SeriesField(label="Série", required=False, help_text="« 1 ; 0,85 ; 0,75 » : un coefficient par date de suite.")
    form = forms.ChoiceField(label="Forme", required=False, choices=[NOT_SAID, *CoproductionForm.choices])
    producer_share = AmountField(label="Part du producteur", unit="%", decimals=4, required=False, min_value=0, max_value=100)
    partner_share = AmountField(label="Part du partenaire", unit="%", decimals=4, required=False, min_value=0, max_value=100)
    sharing_base = forms.ChoiceField(label="Partage calculé sur", required=False, choices=SharingBase.choices)
    guarantee = AmountField(label="Minimum garanti", unit="€ HT", required=False, min_value=0)
    guarantee_for = forms.ChoiceField(label="Garanti au", required=False, choices=[NOT_SAID, *GuaranteeFor.choices])
    tax_rate = AmountField(
        label="Taxe sur les spectacles",
        unit="%",
        decimals=4,
        required=False,
        min_value=0,
        max_value=100,
        help_text="CNM ou ASTP.",
    )
    rights_rate = AmountField(label="Droits d’auteur", unit="%", decimals=4, required=False, min_value=0, max_value=100)
    vat_rate = AmountField(
        label="TVA",
        unit="%",
        decimals=4,
        required=False,
        min_value=0,
        max_value=100,
        help_text="Vide : le taux légal de l’opération.",
    )
    deposit_rate = AmountField(label="Acompte", unit="%", decimals=4, required=False, min_value=0, max_value=100)
    deposit_on = DayField(label="Acompte le", required=False)
    payment_days = CountField(label="Paiement à", unit="jours", min_value=0, max_value=365)

    def __init__(self, data: Any = None, *, deal: Deal) -> None:
        super().__init__(data, initial={name: getattr(deal, name) for name in self.base_fields})
        fields: Any = self.fields
        fields["partner"].queryset = Structure.objects.within(deal.organisation_id).filter(ours=False).order_by("name", "id")
        kept = {*WHO, *TERMS.get(deal.kind, SOLD)}
        for name in set(self.fields) - kept:
            del self.fields[name]
