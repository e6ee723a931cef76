"""What is typed of money spent on the road: a photo and an amount, or kilometres; the rest is guessed and may be changed."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from filage.core.received import upload_of
from filage.desks.logistics.enums import ExpenseKind
from filage.desks.logistics.queries.expenses import Moment
from filage.web import format as french
from filage.web.inputs import AmountField, DayField

POWERS = [("", "–"), ("3", "3 CV et moins"), ("4", "4 CV"), ("5", "5 CV"), ("6", "6 CV"), ("7", "7 CV et plus")]
KM = ExpenseKind.KILOMETRES.value
CENT, TENTH = Decimal("0.01"), Decimal("0.1")
BY_ROAD = 20_000  # km: no drive in one go is longer


def said(moment: Moment) -> str:
    """Return how a date, or a show without date, is named."""
    if moment.activity is None:
        return f"{moment.production.title}, sans date"
    venue = moment.activity.venue
    where = (venue.city or venue.name) if venue else moment.activity.get_kind_display()
    return f"{french.day(moment.activity.on)} · {moment.production.title}, {where}"


class ProofForm(forms.Form):
    """The photo of a proof, taken now or chosen among files."""

    photo = forms.FileField(
        label="Photo",
        required=False,
        max_length=200,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png", "capture": "environment"}),
    )
    file = forms.FileField(
        label="Fichier", required=False, max_length=200, widget=forms.FileInput(attrs={"accept": ".jpg,.jpeg,.png,.pdf"})
    )

    def clean(self) -> dict[str, Any]:
        """Return the one file that was sent, as the operations take it."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        photo, file = found.pop("photo", None), found.pop("file", None)
        return found | {"upload": upload_of(photo or file)}


class ExpenseForm(ProofForm):
    """One note: what, how much, for what, and whose money."""

    amount = AmountField(label="Montant payé", unit="€", min_value=CENT, max_value=20_000, required=False)
    kind = forms.ChoiceField(label="Quoi", choices=ExpenseKind.choices, widget=forms.RadioSelect, initial=ExpenseKind.REPAS)
    km = AmountField(label="Kilomètres", unit="km", min_value=TENTH, max_value=BY_ROAD, required=False)
    horsepower = forms.TypedChoiceField(
        label="Puissance fiscale",
        choices=POWERS,
        coerce=int,
        empty_value=None,
        required=False,
        help_text="Case P.6 de la carte grise.",
    )
    electric = forms.BooleanField(label="Électrique", required=False)
    label = forms.CharField(label="Un mot", max_length=200, required=False, help_text="Pour des kilomètres : d’où à où.")
    moment = forms.ChoiceField(label="Pour")
    on = DayField(label="Payé le")
    from_float = forms.BooleanField(label="Payé avec la caisse", required=False)

    def __init__(self, *args: Any, moments: Sequence[Moment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        self.moments = {one.key: one for one in moments}
        fields["moment"].choices = [(one.key, said(one)) for one in moments]

    def clean(self) -> dict[str, Any]:
        """Return the note; kilometres need a way and a car, all the rest an amount."""
        found = super().clean()
        if found.get("moment"):
            found["moment"] = self.moments[found["moment"]]
        if found.get("kind") == KM:
            for name in ("km", "horsepower", "label"):
                if not found.get(name) and name not in self.errors:
                    self.add_error(name, {"km": "Combien ?", "horsepower": "Laquelle ?", "label": "D’où à où ?"}[name])
            found |= {"amount": None, "from_float": False}
        else:
            if found.get("amount") is None and "amount" not in self.errors:
                self.add_error("amount", "Combien ?")
            found |= {"km": None, "horsepower": None, "electric": False}
        return found


class FloatForm(forms.Form):
    """Cash given to somebody, or taken back."""

    person: Any = forms.ModelChoiceField(label="À qui", queryset=None, empty_label="–")
    amount = AmountField(label="Montant", unit="€", min_value=CENT, max_value=20_000)
    on = DayField(label="Le")
    what = forms.CharField(label="Pour quoi", max_length=160, required=False)
    back = forms.TypedChoiceField(
        label="Sens", choices=[("", "confié"), ("1", "rendu")], coerce=bool, empty_value="", required=False
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["person"].queryset = people.order_by("name", "id")
