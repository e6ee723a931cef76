"""What is typed of an evening, on a phone: seats and prices by kind, costs opposed, rates, advance, who signs."""

from decimal import Decimal
from typing import Any

from django import forms

from filage.desks.booking.enums import TicketKind
from filage.desks.booking.operations.settlements import Opposed, Sold
from filage.desks.booking.queries.settlements import Night
from filage.web.inputs import AmountField, CountField, DayField

NEW_TICKETS, NEW_COSTS, MOST_SEATS = 2, 2, 200_000


class TicketForm(forms.Form):
    """Seats taken at one price."""

    kind = forms.ChoiceField(label="Billets", choices=TicketKind.choices)
    label = forms.CharField(label="Tarif", max_length=80, required=False)
    seats = CountField(label="Places", min_value=0, max_value=MOST_SEATS, required=False)
    price = AmountField(label="Prix", unit="€ TTC", min_value=0, required=False)


class CostForm(forms.Form):
    """A cost that the venue opposes."""

    label = forms.CharField(label="Frais opposé", max_length=160, required=False)
    amount = AmountField(label="Montant", unit="€ HT", min_value=0, required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse an amount that nothing names."""
        held: dict[str, Any] = super().clean() or self.cleaned_data
        if held.get("amount") and not held.get("label"):
            self.add_error("label", "Dites quel frais.")
        return held


TicketSet = forms.formset_factory(TicketForm, extra=0, max_num=40, absolute_max=60)
CostSet = forms.formset_factory(CostForm, extra=0, max_num=20, absolute_max=40)


class RatesForm(forms.Form):
    """What differs that night from the contract, and what was already paid."""

    ticket_vat_rate = AmountField(label="TVA des billets", unit="%", decimals=4, min_value=0, max_value=100, required=False)
    tax_rate = AmountField(label="Taxe sur les spectacles", unit="%", decimals=4, min_value=0, max_value=100, required=False)
    rights_rate = AmountField(label="Droits d’auteur", unit="%", decimals=4, min_value=0, max_value=100, required=False)
    advance = AmountField(label="Avance déjà versée", unit="€ HT", min_value=0, required=False)
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea(attrs={"rows": 2}))


class SignForm(forms.Form):
    """Who signs, and when."""

    signed_for_venue = forms.CharField(label="Pour l’organisateur", max_length=120)
    signed_for_producer = forms.CharField(label="Pour le producteur", max_length=120)
    on = DayField(label="Signé le")


class NightForms:
    """The forms of one evening, filled with what is kept of it, or with what its concert announces."""

    def __init__(self, night: Night, data: Any = None) -> None:
        terms = getattr(night.activity, "concert_terms", None)
        self.tickets = TicketSet(data, prefix="billets", initial=_tickets(night, terms))
        self.costs = CostSet(data, prefix="frais", initial=_costs(night))
        held = night.settlement
        names = RatesForm.base_fields
        self.rates = RatesForm(data, initial={name: getattr(held, name) for name in names})

    def is_valid(self) -> bool:
        """Tell whether everything typed can be read."""
        return all([self.tickets.is_valid(), self.costs.is_valid(), self.rates.is_valid()])

    @property
    def sold(self) -> list[Sold]:
        """The lines of tickets that have seats."""
        rows = [form.cleaned_data for form in self.tickets]
        zero = Decimal(0)
        return [Sold(row["kind"], row["label"], row["seats"], row["price"] or zero) for row in rows if row.get("seats")]

    @property
    def opposed(self) -> list[Opposed]:
        """The costs that have an amount."""
        return [Opposed(row["label"], row["amount"]) for row in (form.cleaned_data for form in self.costs) if row.get("amount")]


def _tickets(night: Night, terms: Any) -> list[dict[str, Any]]:
    blank = [{"kind": TicketKind.SUR_PLACE}] * NEW_TICKETS
    if night.tickets:
        return [
            {"kind": each.kind, "label": each.label, "seats": each.seats, "price": each.price} for each in night.tickets
        ] + blank
    return [
        {"kind": TicketKind.PREVENTE, "label": "Prévente", "price": terms.advance_price if terms else None},
        {"kind": TicketKind.SUR_PLACE, "label": "Sur place", "price": terms.door_price if terms else None},
        {"kind": TicketKind.INVITATION, "label": "Invitations"},
        *blank,
    ]


def _costs(night: Night) -> list[dict[str, Any]]:
    blank: list[dict[str, Any]] = [{}] * NEW_COSTS
    return [{"label": cost.label, "amount": cost.amount} for cost in night.opposed] + blank
