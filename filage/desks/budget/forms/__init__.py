"""What a reader may ask of the treasury: one funder late by some months."""

from collections.abc import Mapping
from uuid import UUID

from django import forms

LONGEST_DELAY = 24


class LateFunder(forms.Form):
    """A scenario: which funder pays late, and by how many months."""

    financeur = forms.ChoiceField(label="Financeur en retard", required=False)
    retard = forms.IntegerField(
        label="Retard", min_value=1, max_value=LONGEST_DELAY, required=False, help_text=f"De 1 à {LONGEST_DELAY} mois."
    )

    def __init__(self, data: Mapping[str, str], receipts: Mapping[UUID, str]) -> None:
        super().__init__(data if data.get("financeur") or data.get("retard") else None, initial={"retard": 2})
        chosen = self.fields["financeur"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = [("", "Personne"), *((str(key), name) for key, name in receipts.items())]


def delays(data: Mapping[str, str]) -> dict[UUID, int]:
    """Read a scenario from an address; an unreadable one is no scenario."""
    try:
        funder, months = UUID(data.get("financeur", "")), int(data.get("retard", ""))
    except ValueError:
        return {}
    return {funder: months} if 1 <= months <= LONGEST_DELAY else {}
