"""What a person types on her own page: her rights, and the contracts that Filage does not know."""

from typing import Any

from django import forms

from filage.desks.payroll.enums import Annex
from filage.web.inputs import AmountField, CountField, DayField


class RightsForm(forms.Form):
    """What one says of one's rights; only oneself reads it."""

    annex = forms.TypedChoiceField(
        label="Annexe",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "celle de mes heures"), *Annex.choices],
    )
    anniversary_on = DayField(label="Ma date anniversaire", required=False, help_text="Celle que dit France Travail.")
    over_50 = forms.BooleanField(label="J’ai 50 ans ou plus", required=False)


class WorkForm(forms.Form):
    """A contract elsewhere: cachets, or hours."""

    employer = forms.CharField(label="Employeur", max_length=160)
    first = DayField(label="Du")
    last = DayField(label="Au", required=False, help_text="Vide : le même jour.")
    cachets = CountField(label="Cachets", required=False, min_value=0, max_value=400)
    hours = AmountField(label="Ou heures", unit="h", required=False, min_value=0, max_value=2_000)
    teaching = forms.BooleanField(
        label="Enseignement", required=False, help_text="Dans un établissement agréé ; plafonné à 70 h, 120 h dès 50 ans."
    )

    training = forms.BooleanField(
        label="Formation suivie", required=False, help_text="Retenue avec l’enseignement, dans la limite de 338 h."
    )

    def clean(self) -> dict[str, Any]:
        """Return the work; one day when its end is not said, zero for what is not typed."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if found.get("teaching") and found.get("training"):
            self.add_error("training", "Enseignement ou formation suivie : l’un des deux.")
        found["last"] = found.get("last") or found.get("first")
        found["cachets"] = found.get("cachets") or 0
        found["hours"] = found.get("hours") or 0
        return found
