"""What is typed of a coefficient de charges: for whom, how much, since when, read where."""

from django import forms

from filage.productions.enums import EmploymentStatus
from filage.web.inputs import AmountField, DayField


class CoefficientForm(forms.Form):
    """Employer's cost = gross × coefficient."""

    status = forms.ChoiceField(label="Statut", choices=EmploymentStatus.choices)
    value = AmountField(label="Coefficient", decimals=4, max_value=10, help_text="Coût employeur ÷ brut : par exemple 1,55.")
    since = DayField(label="Depuis le")
    source = forms.CharField(label="Lu où", max_length=200, help_text="Bulletins de tel mois, simulation de tel jour.")
