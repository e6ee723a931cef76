"""What is typed of an embauche, in its simplest form: function, who, how much work, gross."""

from typing import Any

from django import forms

from filage.productions.enums import EmploymentStatus, GrossUnit, Phase
from filage.productions.models import Person
from filage.web.inputs import AmountField, CountField, DayField


class EngagementForm(forms.Form):
    """An embauche: an empty gross stays unknown, an empty name is a post still open."""

    function = forms.CharField(label="Fonction", max_length=120, help_text="Comédienne, régisseuse lumière, costumier…")
    person: Any = forms.ModelChoiceField(label="Personne", queryset=None, required=False, empty_label="à pourvoir")
    placeholder = forms.CharField(
        label="Sinon, qui ?",
        max_length=120,
        required=False,
        help_text="« Interprète 3 », « remplaçante » : tant que le nom manque.",
    )
    status = forms.ChoiceField(label="Statut", choices=EmploymentStatus.choices)
    phase = forms.ChoiceField(label="Budget", choices=Phase.choices, initial=Phase.CREATION)
    unit = forms.ChoiceField(label="Payée au", choices=GrossUnit.choices, initial=GrossUnit.CACHET)
    quantity = AmountField(label="Combien", decimals=4, min_value=0, initial=1, help_text="Cachets, services, heures ou jours.")
    per_performance = forms.BooleanField(label="À chaque représentation", required=False)
    gross = AmountField(label="Brut pour chacun", unit="€ brut", required=False, min_value=0, help_text="Vide : inconnu.")
    headcount = CountField(label="Nombre de personnes", min_value=1, max_value=500, initial=1)
    starts_on = DayField(label="Du", required=False)
    ends_on = DayField(label="Au", required=False)

    def __init__(self, *args: Any, organisation: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        chosen: Any = self.fields["person"]
        chosen.queryset = Person.objects.within(organisation).order_by("name", "id")

    def clean(self) -> dict[str, Any]:
        """Return the terms: a person named needs no placeholder, and is one."""
        found = super().clean() or self.cleaned_data
        if found.get("person"):
            found["placeholder"] = ""
            if found.get("headcount", 1) > 1:
                self.add_error("headcount", "Une embauche nommée compte une personne : faites-en une par nom.")
        return found
