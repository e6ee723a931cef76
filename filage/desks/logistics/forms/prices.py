"""What is typed of a usual price of the house: how much, how long before, since when, told by whom."""

from datetime import date
from typing import Any

from django import forms

from filage.desks.logistics.queries.prices import Standing
from filage.web.inputs import AmountField, CountField, DayField


class PriceForm(forms.Form):
    """A usual price, and the delay of what is asked before."""

    price = AmountField(label="Prix", unit="€ HT", decimals=4, min_value=0, max_value=100_000, required=False)
    lead = CountField(label="À demander", unit="jours avant", min_value=0, max_value=400, required=False)
    since = DayField(label="Depuis le")
    source = forms.CharField(
        label="D’où vient-il", max_length=300, help_text="Devis de tel jour, moyenne de la dernière tournée."
    )

    def __init__(self, data: Any = None, *, standing: Standing, today: date) -> None:
        lead = standing.lead.value if standing.lead else None
        initial = {"price": standing.price.value, "lead": lead and int(lead), "since": today.replace(month=1, day=1)}
        super().__init__(data, initial=initial)
        if not standing.line.lead:
            del self.fields["lead"]

    def clean(self) -> dict[str, Any]:
        """Return what was typed, without delay where none is asked."""
        return {"lead": None, **(super().clean() or {})}
