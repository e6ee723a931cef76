"""What is typed of a pay setting: its value, since when, read where, how sure; and of an employer."""

from typing import Any

from django import forms

from filage.desks.payroll.operations.settings import SWITCHES
from filage.rules.engine import Parameter
from filage.rules.engine.explained import FRACTION
from filage.web.inputs import AmountField, CountField, DayField

UNITS = {FRACTION: "%", "EUR/month": "€", "hours": "h"}
SURE = (("official", "notification ou appel reçu"), ("one_source", "lu ailleurs"), ("derived", "estimé, à confirmer"))
YES_NO = (("", "selon la forme juridique"), ("oui", "sans but lucratif"), ("non", "but lucratif"))


class SettingForm(forms.Form):
    """A dated value, rates in percent."""

    since = DayField(label="Depuis le")
    source = forms.CharField(
        label="Lu où", max_length=300, help_text="Notification de tel jour, appel de cotisation de tel mois."
    )
    confidence = forms.ChoiceField(label="Confiance", choices=SURE)

    def __init__(self, *args: Any, parameter: Parameter, **options: Any) -> None:
        super().__init__(*args, **options)
        self.percent = parameter.unit == FRACTION
        fields: Any = self.fields
        if parameter.code in SWITCHES:
            value: forms.Field = forms.TypedChoiceField(label="Valeur", choices=(("1", "oui"), ("0", "non")), coerce=int)
        else:
            unit = UNITS.get(parameter.unit, "")
            value = AmountField(label="Valeur", unit=unit, decimals=2 if self.percent else 4, min_value=0)
        self.fields = {"value": value, **fields}

    def clean_value(self) -> Any:
        """Return the value in the unit of the parameter: a rate typed in percent is a fraction."""
        typed = self.cleaned_data["value"]
        return typed.scaleb(-2) if self.percent else typed


class EmployerForm(forms.Form):
    """What the pay asks of a structure itself."""

    headcount = CountField(
        label="Effectif annuel moyen",
        min_value=0,
        max_value=100_000,
        required=False,
        help_text="En équivalents temps plein (seuils de 11, 50 et 250).",
    )
    idcc = forms.ChoiceField(
        label="Convention collective",
        required=False,
        choices=(
            ("", "à dire"),
            ("1285", "IDCC 1285, entreprises artistiques et culturelles"),
            ("3090", "IDCC 3090, spectacle vivant privé"),
        ),
    )
    nonprofit = forms.ChoiceField(label="But", choices=YES_NO, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        held = (options.get("initial") or {}).get("idcc", "")
        chosen: Any = self.fields["idcc"]
        if held and held not in dict(chosen.choices):
            chosen.choices = [*chosen.choices, (held, f"IDCC {held}")]

    def clean_nonprofit(self) -> bool | None:
        """Return whether the structure seeks no profit, None when its legal form says it."""
        return {"oui": True, "non": False}.get(self.cleaned_data["nonprofit"])
