"""What is typed of a vehicle, of an offer, and of a service that opens a date to more people."""

from collections.abc import Sequence
from typing import Any

from django import forms

from filage.desks.logistics.enums import HostingSide, ServiceState, VehicleKind
from filage.desks.logistics.models import AccessService, Vehicle
from filage.productions import pointing
from filage.web.inputs import AmountField, CountField, DayField


class VehicleForm(forms.Form):
    """A vehicle of the house, its own or hired."""

    name = forms.CharField(label="Nom", max_length=120, help_text="« Le Master », « Utilitaire de location ».")
    kind = forms.ChoiceField(label="Sorte", choices=VehicleKind.choices)
    seats = CountField(label="Places", min_value=1, max_value=90, required=False, help_text="Conduite comprise.")
    plate = forms.CharField(label="Immatriculation", max_length=20, required=False)
    height = AmountField(label="Hauteur", unit="m", min_value=0, max_value=6, required=False, help_text="Parking, quai.")
    gross_kg = CountField(
        label="Masse en charge (PTAC)",
        unit="kg",
        min_value=0,
        max_value=44_000,
        required=False,
        help_text="Case F.2 : dit le permis.",
    )
    note = forms.CharField(label="Note", max_length=300, required=False)

    NAMES = ("name", "kind", "seats", "plate", "height", "gross_kg", "note")

    def __init__(self, data: Any = None, *, vehicle: Vehicle) -> None:
        super().__init__(data, initial={name: getattr(vehicle, name) for name in self.NAMES})


class OfferForm(forms.Form):
    """A price that was asked for a journey or a stay."""

    supplier = forms.CharField(label="Chez qui", max_length=160)
    price = AmountField(label="Prix", unit="€ HT", min_value=0, required=False, help_text="Vide : demandé, pas encore répondu.")
    valid_until = DayField(label="Valable jusqu’au", required=False)
    cancellable_until = DayField(label="Annulable jusqu’au", required=False)
    reference = forms.CharField(label="Référence", max_length=120, required=False)
    note = forms.CharField(label="Note", max_length=300, required=False)


class ServiceForm(forms.Form):
    """A service that opens a date to more people."""

    kind = forms.ChoiceField(label="Quoi")
    state = forms.ChoiceField(label="Où en est-on", choices=ServiceState.choices)
    structure: Any = forms.ModelChoiceField(label="Qui le fait", queryset=None, required=False, empty_label="–")
    price = AmountField(label="Prix", unit="€ HT", min_value=0, required=False, help_text="Vide : demander le devis.")
    hosting = forms.ChoiceField(label="À la charge de", choices=HostingSide.choices)
    asked_on = DayField(label="Demandé le", required=False)
    proof = forms.CharField(label="Preuve", max_length=200, required=False, help_text="Contrat, courriel, affiche.")
    note = forms.CharField(label="Note", max_length=300, required=False)

    NAMES = ("kind", "state", "structure", "price", "hosting", "asked_on", "proof", "note")

    def __init__(self, data: Any = None, *, service: AccessService, kinds: Sequence[tuple[str, str]]) -> None:
        super().__init__(data, initial={name: getattr(service, name) for name in self.NAMES})
        fields: Any = self.fields
        fields["kind"].choices = kinds
        fields["structure"].queryset = pointing.structures(service.organisation_id)
