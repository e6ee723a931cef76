"""How a form reads what people type: French amounts, days, hours of the day, and where a field says its unit."""

import re
from datetime import time
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from filage.rules import reading
from filage.web import format as french

HOUR = re.compile(r"(\d{1,2})\s*(?:h|:|H)\s*(\d{2})?")


class AmountField(forms.DecimalField):
    """An amount or a quantity as the trade types it: « 1 234,50 € »; `unit` is stuck to the field."""

    def __init__(self, *, unit: str = "", decimals: int = 2, **options: Any) -> None:
        self.unit = unit
        shown = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(max_digits=16, decimal_places=decimals, widget=shown, **options)

    def to_python(self, value: Any) -> Any:
        """Return the number that a French text says; ValidationError with the sentence that tells what to write."""
        try:
            read = reading.rate if self.unit == "%" else reading.amount
            return super().to_python(read(value) if isinstance(value, str) else value)
        except reading.Unreadable as error:
            raise ValidationError(str(error)) from error

    def prepare_value(self, value: Any) -> Any:
        """Return the number as the trade writes it: « 1234,50 » euros, « 2,5 » days."""
        if not isinstance(value, Decimal):
            return value
        whole, _, decimals = f"{value:f}".partition(".")
        decimals = decimals.rstrip("0")
        if decimals and "€" in self.unit:
            decimals = decimals.ljust(2, "0")
        return f"{whole},{decimals}" if decimals else whole


class Parted:
    """A form told in parts, for whoever has more than a dozen fields to fill; mixed into a form."""

    PARTS: tuple[tuple[str, tuple[str, ...]], ...] = ()  # a title and the names of its fields, those of another kind left out
    REST = "Et encore"  # the title of what no part names

    @property
    def parts(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Return the fields that are shown, part by part, each once; a part without field is left out."""
        left = {bound.name: bound for bound in self.visible_fields()}  # type: ignore[attr-defined]
        found = [(title, [left.pop(name) for name in names if name in left]) for title, names in self.PARTS]
        return [(title, bounds) for title, bounds in (*found, (self.REST, list(left.values()))) if bounds]


class TownInput(forms.TextInput):
    """A town typed by its name: the communes that begin so are proposed, each told from its namesakes."""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Return what draws the field: where it asks its proposals, and the list that receives them."""
        listed = f"{name}-villes"
        asked = {"hx-get": reverse("web:towns"), "hx-trigger": "input changed delay:120ms", "hx-target": f"#{listed}"}
        said = {"list": listed, "autocomplete": "off", "hx-sync": "this:replace", **asked}
        return super().get_context(name, value, {**(attrs or {}), **said})

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Return the field and its empty list."""
        return format_html('{}<datalist id="{}-villes"></datalist>', super().render(name, value, attrs, renderer), name)


class CountField(forms.IntegerField):
    """A whole number; `unit` is stuck to the field."""

    def __init__(self, *, unit: str = "", **options: Any) -> None:
        self.unit = unit
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}), **options)


class DayField(forms.DateField):
    """A day, chosen in the calendar of the browser or typed."""

    def __init__(self, **options: Any) -> None:
        shown = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=shown, input_formats=["%Y-%m-%d", "%d/%m/%Y"], **options)


class CoefficientsField(forms.CharField):
    """The coefficients of a series: « 1 ; 0,85 ; 0,75 », one a date, the last one repeating."""

    def clean(self, value: Any) -> list[str]:
        """Return the coefficients as they are kept; ValidationError when one cannot be read."""
        parts = [part for part in re.split(r"[;\s]+", super().clean(value)) if part]
        try:
            read = [reading.amount(part) for part in parts]
        except reading.Unreadable as error:
            raise ValidationError(str(error)) from error
        if any(each is None or not 0 < each <= 1 for each in read):
            raise ValidationError("Un coefficient va de 0 à 1 : « 1 ; 0,85 ; 0,75 ».")
        return [f"{each:f}" for each in read if each is not None]

    def prepare_value(self, value: Any) -> Any:
        """Return the coefficients as they are typed."""
        return " ; ".join(french.number(Decimal(str(each))) for each in value) if isinstance(value, list) else value


class HoursField(forms.CharField):
    """Hours of the day: « 14 h » or « 14 h, 19 h 30 », read as times in order."""

    def clean(self, value: Any) -> Any:
        """Return the times; ValidationError when an hour cannot be read."""
        text = super().clean(value)
        return sorted({hour_of(part.strip()) for part in re.split(r"[,;]| et ", text) if part.strip()})

    def prepare_value(self, value: Any) -> Any:
        """Return the times as they are typed."""
        return value if isinstance(value, str) or value is None else ", ".join(map(french.hour, value))


class HourField(forms.CharField):
    """One hour of the day: « 20 h 30 », read as a time; empty is not said."""

    def widget_attrs(self, widget: Any) -> dict[str, Any]:
        """Say that the field is short, so that a phone sets two beside each other."""
        return super().widget_attrs(widget) | {"data-short": True}

    def clean(self, value: Any) -> Any:
        """Return the time, None when nothing is typed; ValidationError when it cannot be read."""
        text = super().clean(value)
        return hour_of(text.strip()) if text.strip() else None

    def prepare_value(self, value: Any) -> Any:
        """Return the time as it is typed."""
        return french.hour(value) if isinstance(value, time) else value


def hour_of(text: str) -> time:
    """Return the time that « 14 h », « 14h30 » or « 14:30 » says; ValidationError otherwise."""
    found = HOUR.fullmatch(text)
    try:
        if found is None:
            raise ValueError
        return time(int(found[1]), int(found[2] or 0))
    except ValueError:
        raise ValidationError(f"« {text} » n’est pas une heure : écrivez 14 h ou 19 h 30.") from None
