"""What is typed of a concert: its set, its prices, its exclusivity and embargo, its requests, and how its deal pays."""

import re
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from filage.desks.booking.enums import BacklineSource, HostKind, Provider
from filage.desks.booking.models import ConcertTerms, HostRequest
from filage.productions.enums import VariableMode, VariableOver
from filage.productions.models import Activity, Deal
from filage.rules import reading
from filage.web import format as french
from filage.web.inputs import AmountField, CountField, DayField, HourField, Parted

NOT_SAID = ("", "à préciser")
HOURS = ("doors_at", "curfew_at")
NIGHT_ENDS = 12  # an hour before noon is that of the next morning


class ConcertForm(forms.Form):
    """The terms of one concert."""

    set_minutes = CountField(label="Durée du set", unit="min", min_value=1, max_value=600, required=False)
    standing_capacity = CountField(label="Jauge debout", unit="places", min_value=0, max_value=200_000, required=False)
    seated_capacity = CountField(label="Jauge assise", unit="places", min_value=0, max_value=200_000, required=False)
    advance_price = AmountField(label="Prix en prévente", unit="€ TTC", min_value=0, required=False)
    door_price = AmountField(label="Prix sur place", unit="€ TTC", min_value=0, required=False)
    doors_at = HourField(label="Portes", required=False, help_text="« 19 h 30 »")
    curfew_at = HourField(label="Couvre-feu", required=False, help_text="« 0 h 30 » : le lendemain")
    exclusivity_km = CountField(label="Exclusivité, rayon", unit="km", min_value=0, max_value=2000, required=False)
    exclusivity_since = DayField(label="Exclusivité, depuis", required=False)
    exclusivity_until = DayField(label="Exclusivité, jusqu’au", required=False)
    embargo_until = DayField(label="Pas d’annonce avant le", required=False)
    announced_on = DayField(label="Annoncé le", required=False)
    merch_commission = AmountField(label="Merch : part du lieu", unit="%", decimals=4, min_value=0, max_value=100, required=False)

    def __init__(self, data: Any = None, *, activity: Activity, terms: ConcertTerms) -> None:
        self.activity = activity
        zone = ZoneInfo(activity.zone)
        initial = {name: getattr(terms, name) for name in self.base_fields}
        for name in HOURS:
            initial[name] = initial[name] and initial[name].astimezone(zone).time()
        super().__init__(data, initial=initial)

    def clean(self) -> dict[str, Any]:
        """Return the terms as they are kept: hours on the evening, or on the morning after."""
        held: dict[str, Any] = super().clean() or self.cleaned_data
        since, until = held.get("exclusivity_since"), held.get("exclusivity_until")
        if since and until and until < since:
            self.add_error("exclusivity_until", "La fin précède le début.")
        for name in HOURS:
            if held.get(name) is not None:
                day = self.activity.on + timedelta(days=held[name].hour < NIGHT_ENDS)
                held[name] = datetime.combine(day, held[name], ZoneInfo(self.activity.zone))
        return held


class RequestForm(forms.Form):
    """One request: backline or hospitality, who answers for it, its estimated cost; a line without text is taken away."""

    kind = forms.ChoiceField(label="Sorte", choices=HostKind.choices)
    label = forms.CharField(label="Demande", max_length=200, required=False)
    source = forms.ChoiceField(label="Backline", choices=[("", "–"), *BacklineSource.choices], required=False)
    provider = forms.ChoiceField(label="Qui", choices=Provider.choices)
    estimated_cost = AmountField(label="Coût estimé", unit="€ HT", min_value=0, required=False)


RequestSet = forms.formset_factory(RequestForm, extra=0, max_num=80, absolute_max=100)
RATE: dict[str, Any] = {"unit": "%", "decimals": 4, "min_value": 0, "max_value": 100, "required": False}
MODES = [("", "aucune : le prix seul"), *VariableMode.choices]
USUAL = (HostKind.BACKLINE, HostKind.LOGES, HostKind.REPAS, HostKind.CHAMBRES)


def request_set(requests: list[HostRequest], data: Any = None) -> Any:
    """Return the lines of the requests of a concert, with room for more."""
    names = RequestForm.base_fields
    held = [{name: getattr(each, name) for name in names} for each in requests]
    kinds = [HostKind.BACKLINE, HostKind.AUTRE] if held else list(USUAL)
    return RequestSet(
        data, prefix="demandes", initial=[*held, *({"kind": kind, "provider": Provider.DISCUTER} for kind in kinds)]
    )


class LinesField(forms.CharField):
    """Lines « label : number », one a line, read as (label, number or None)."""

    widget = forms.Textarea(attrs={"rows": 4})
    LINE = re.compile(r"(.+?)\s*[:;]\s*([^:;]*)")

    def clean(self, value: Any) -> Any:
        """Return the lines read; ValidationError that quotes the one which cannot be."""
        found: list[tuple[str, Decimal | None]] = []
        for line in filter(None, map(str.strip, super().clean(value).splitlines())):
            match = self.LINE.fullmatch(line)
            try:
                label, text = (match[1], match[2]) if match else (line, "")
                number = reading.amount(text.replace("%", "")) if text else None
            except reading.Unreadable as error:
                raise forms.ValidationError(f"« {line} » : {error}") from error
            if number is not None and number < 0:
                raise forms.ValidationError(f"« {line} » : le nombre ne peut pas être négatif.")
            found.append((label[:160], number))
        return found

    def prepare_value(self, value: Any) -> Any:
        """Return the lines as they are typed."""
        if not isinstance(value, list):
            return value
        return "\n".join(label if number is None else f"{label} : {french.number(number)}" for label, number in value)


class AccordForm(Parted, forms.Form):
    """How a deal pays a concert beside its price, its costs, and who shares the bill."""

    PARTS = (
        ("La part de la recette", ("variable_mode", "variable_share", "threshold", "variable_over")),
        ("Ce qui s’en déduit", ("tax_rate", "rights_rate", "deducted")),
        ("À côté du prix", ("services", "bill")),
    )

    variable_mode = forms.ChoiceField(label="Part variable", choices=MODES, required=False)
    variable_share = AmountField(label="Part de la recette nette", **RATE)
    threshold = AmountField(
        label="Seuil de recette nette", unit="€ HT", min_value=0, required=False, help_text="Pour « en plus »."
    )
    variable_over = forms.ChoiceField(
        label="Comptée sur", choices=VariableOver.choices, required=False, help_text="Toute la série : réglée à la dernière date."
    )
    tax_rate = AmountField(label="Taxe sur les spectacles", **RATE)
    rights_rate = AmountField(label="Droits d’auteur", **RATE)
    deducted = LinesField(
        label="Frais déduits avant partage", required=False, help_text="Un par ligne, par soirée : « Frais de salle : 350 »."
    )
    services = LinesField(label="Prestations à payer", required=False, help_text="D’une location : « Régie d’accueil : 900 ».")
    bill = LinesField(label="Co-plateau", required=False, help_text="La première ligne est la nôtre : « Grand Large : 60 ».")

    def __init__(self, data: Any = None, *, deal: Deal, initial: dict[str, Any]) -> None:
        super().__init__(data, initial={name: getattr(deal, name, None) for name in self.base_fields} | initial)

    def clean_variable_over(self) -> str:
        """Return on what the share is reckoned: each evening when nothing is said."""
        return self.cleaned_data["variable_over"] or VariableOver.SOIREE

    def clean(self) -> dict[str, Any]:
        """Refuse a percentage without its rate, and shares above the whole."""
        held: dict[str, Any] = super().clean() or self.cleaned_data
        if held.get("variable_mode") and held.get("variable_share") is None:
            self.add_error("variable_share", "Dites quelle part de la recette.")
        if any(part is not None and part > 100 for _, part in held.get("bill") or []):
            self.add_error("bill", "Une part va de 0 à 100 %.")
        return held
