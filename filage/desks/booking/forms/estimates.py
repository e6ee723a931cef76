"""What is typed of a quote: to whom and at which terms, its dates, what is beside its price; and what a programmer answers."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Q
from django.forms.formsets import BaseFormSet, formset_factory

from filage.core.identity import uuid7
from filage.desks.booking.enums import ItemKind, Said
from filage.desks.booking.models import Estimate, EstimateDate, EstimateItem
from filage.productions.choosing import CardField, Shown, offered
from filage.productions.enums import LIVE, PERFORMANCES, HostingMode, RightsPayer
from filage.productions.models import Activity, Person, Structure, Venue
from filage.web.inputs import AmountField, CoefficientsField, CountField, DayField

MOST_ROWS, MOST_GRID = 40, 12
FREE_ROWS = 2
NOT_SAID = ("", "à préciser")
MODES = [
    (HostingMode.FORFAIT, "au forfait"),
    (HostingMode.REEL, "au réel"),
    (HostingMode.FOURNI, "fourni"),
    (HostingMode.COMPRIS, "compris"),
]
SHORT = {ItemKind.VOYAGE: "voyage", ItemKind.TRANSPORT: "transport"}
KINDS = [(kind, SHORT.get(kind, kind.label)) for kind in ItemKind]
DATES, ITEMS = "dates", "postes"


class EstimateForm(forms.Form):
    """The terms of a quote; its dates and its items are beside."""

    structure: Any = CardField(label="À qui", empty_label="à préciser", creates=True)
    contact: Any = CardField(label="À l’attention de", empty_label="—")
    valid_until = DayField(label="Valable jusqu’au", required=False)
    language = forms.ChoiceField(label="Langue du papier", choices=[("fr", "français"), ("en", "anglais")])
    base_price = AmountField(label="Prix de la première date", unit="€ HT", required=False, min_value=0)
    coefficients = CoefficientsField(label="Série", required=False, help_text="« 1 ; 0,85 ; 0,75 » : un coefficient par date.")
    grid_dates = CountField(
        label="Tarif imprimé jusqu’à", unit="dates", min_value=0, max_value=MOST_GRID, help_text="0 ou 1 : pas de tarif."
    )
    vat_rate = AmountField(
        label="TVA", unit="%", decimals=4, required=False, min_value=0, max_value=100, help_text="Vide : le taux légal."
    )
    deposit_rate = AmountField(label="Acompte", unit="%", decimals=4, required=False, min_value=0, max_value=100)
    payment_days = CountField(label="Paiement à", unit="jours", min_value=0, max_value=365)
    rights_payer = forms.ChoiceField(label="Droits d’auteur payés par", required=False, choices=[NOT_SAID, *RightsPayer.choices])
    rights_rate = AmountField(
        label="Taux des droits",
        unit="%",
        decimals=4,
        required=False,
        min_value=0,
        max_value=100,
        help_text="Celui de votre autorisation.",
    )
    capacity = CountField(label="Jauge", unit="places", required=False, min_value=1, max_value=200_000)
    average_price = AmountField(label="Prix moyen d’une place", unit="€ TTC", required=False, min_value=0)
    local_costs = AmountField(
        label="Frais du lieu par date", unit="€", required=False, min_value=0, help_text="Personnel, accueil, communication."
    )
    note = forms.CharField(
        label="Mot imprimé sur le devis", required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, data: Any = None, *, estimate: Estimate) -> None:
        super().__init__(data, initial={name: getattr(estimate, name) for name in self.base_fields})
        fields: Any = self.fields
        here = estimate.organisation_id
        fields["structure"].among(Structure.objects.within(here).filter(ours=False).order_by("name", "id"), here)
        fields["contact"].among(Person.objects.within(here).order_by("name", "id"), here)


class DateRow(forms.Form):
    """A date of a quote: a performance that is there already, or a day and a place."""

    id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    activity: Any = forms.ModelChoiceField(queryset=None, required=False, widget=forms.HiddenInput)
    on = DayField(label="Jour", required=False)
    venue: Any = CardField(label="Lieu", empty_label="à préciser")
    note = forms.CharField(label="Note", required=False, max_length=200)

    def __init__(self, *args: Any, activities: Any, venues: Any, places: Shown, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: Any = self.fields
        fields["activity"].queryset = activities
        fields["venue"].among(*venues, shown=places)  # read once for all the rows


class ItemRow(forms.Form):
    """An item beside the price."""

    id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label="Nature", choices=KINDS, initial=ItemKind.AUTRE)
    label = forms.CharField(label="Libellé", required=False, max_length=200)
    mode = forms.ChoiceField(label="Qui paie", choices=MODES, initial=HostingMode.FORFAIT)
    quantity = AmountField(label="Quantité", decimals=4, required=False, min_value=0)
    unit_cost = AmountField(label="Unitaire, € HT", unit="€", decimals=4, required=False, min_value=0)
    optional = forms.BooleanField(label="En option", required=False)
    chosen = forms.BooleanField(label="Retenue", required=False)


class Sheet:
    """The form of a quote with its two tables, read together; `rows_of` what was typed is what an operation takes."""

    def __init__(
        self, data: Any = None, *, estimate: Estimate, dates: Sequence[EstimateDate] = (), items: Sequence[EstimateItem] = ()
    ) -> None:
        here = estimate.organisation_id
        shows = Activity.objects.within(here).filter(production=estimate.production, kind__in=PERFORMANCES)
        mine = [each.activity_id for each in dates if each.activity_id]
        venues = Venue.objects.within(here).order_by("name", "id")
        options = {
            "activities": shows.filter(Q(status__in=LIVE) | Q(pk__in=mine)),
            "venues": (venues, here),
            "places": offered(venues, here),
        }
        self.estimate = estimate
        self.terms = EstimateForm(data, estimate=estimate)
        self.dates: Any = _table(DateRow)(
            data, prefix=DATES, initial=[_told(DateRow, each) for each in dates], form_kwargs=options
        )
        self.items: Any = _table(ItemRow)(data, prefix=ITEMS, initial=[_told(ItemRow, each) for each in items])

    @property
    def parts(self) -> tuple[Any, ...]:
        """Return its three forms."""
        return self.terms, self.dates, self.items

    def is_valid(self) -> bool:
        """Tell whether all that was typed can be read, every part being asked."""
        found = [part.is_valid() for part in self.parts]
        return all(found)

    def date_rows(self) -> list[dict[str, Any]]:
        """Return the dates typed, in order: rows without a day are left out."""
        return [row for row in _kept(self.dates) if row["on"]]

    def item_rows(self) -> list[dict[str, Any]]:
        """Return the items typed: rows without a label are left out."""
        named = [row for row in _kept(self.items) if row["label"]]
        return [row | {"quantity": Decimal(1) if row["quantity"] is None else row["quantity"]} for row in named]

    def made(self) -> tuple[Estimate, list[EstimateDate], list[EstimateItem]]:
        """Return the quote as it is typed, its rows unsaved: what its totals are reckoned from."""
        estimate = self.estimate
        for name, value in self.terms.cleaned_data.items():
            setattr(estimate, name, value)
        dates = [_object(EstimateDate, estimate, row) for row in self.date_rows()]
        return (
            estimate,
            sorted(dates, key=lambda each: each.on),
            [_object(EstimateItem, estimate, row) for row in self.item_rows()],
        )


class NamedRows(BaseFormSet[Any]):
    """A table whose cells say their column and their line to whoever hears the page."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Name each cell: « Quantité, ligne 2 »."""
        super().add_fields(form, index)
        form.fields["DELETE"].label = "Ôter"
        for field in form.fields.values():
            if not field.widget.is_hidden:
                field.widget.attrs["aria-label"] = f"{field.label}, ligne {(index or 0) + 1}"


def _table(row: type[forms.Form]) -> type[BaseFormSet[Any]]:
    return formset_factory(row, NamedRows, extra=FREE_ROWS, can_delete=True, max_num=MOST_ROWS, absolute_max=MOST_ROWS)


def _told(form: Any, obj: Any) -> dict[str, Any]:
    return {name: getattr(obj, name) for name in form.base_fields if name != "id"} | {"id": None if obj._state.adding else obj.pk}


def _kept(rows: Any) -> list[dict[str, Any]]:
    held = [row.cleaned_data for row in rows if row.cleaned_data and not row.cleaned_data.get("DELETE")]
    return [{name: value for name, value in row.items() if name != "DELETE"} for row in held]


def _object(model: type[Any], estimate: Estimate, row: Mapping[str, Any]) -> Any:
    values = {name: value for name, value in row.items() if name != "id"}
    return model(id=uuid7(), organisation=estimate.organisation, estimate=estimate, **values)


class ReplyForm(forms.Form):
    """What a programmer answers, with a word."""

    said = forms.ChoiceField(choices=Said.choices)
    who = forms.CharField(label="Votre nom", required=False, max_length=160)
    word = forms.CharField(label="Un mot", required=False, max_length=1_000, widget=forms.Textarea(attrs={"rows": 3}))
