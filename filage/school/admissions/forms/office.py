"""What the house types about an application: an hour of interview, marks, reasons, a funder."""

from datetime import datetime
from typing import Any

from django import forms

from filage.rules.schooling.eligibility import PARIS
from filage.school.admissions.enums import Funder, Money
from filage.school.admissions.models import IntakeCriterion, PlaceFunding
from filage.web.inputs import AmountField, DayField, HourField


class MeetForm(forms.Form):
    """When and where an applicant is met."""

    on = DayField(label="Entretien le")
    hour = HourField(label="À")
    place = forms.CharField(label="Où", max_length=200, required=False, help_text="Une adresse, ou un lien de visio.")

    def clean(self) -> dict[str, Any]:
        """Return the instant, in Paris."""
        found = super().clean() or self.cleaned_data
        if found.get("on") and not found.get("hour"):
            self.add_error("hour", "À quelle heure ?")
        elif found.get("on"):
            found["at"] = datetime.combine(found.pop("on"), found.pop("hour"), PARIS)
        return found


class GridForm(forms.Form):
    """The grid of an assessor: a mark a line, and a word."""

    def __init__(self, data: Any = None, *, criteria: list[IntakeCriterion], marks: dict[Any, int], comment: str) -> None:
        super().__init__(data)
        self.criteria = criteria
        for one in criteria:
            self.fields[str(one.pk)] = forms.TypedChoiceField(
                label=f"{one.name}{f' (× {one.weight})' if one.weight > 1 else ''}",
                choices=[("", "–"), *((value, f"{value} / {one.most}") for value in range(one.most + 1))],
                coerce=int,
                empty_value=None,
                required=False,
                initial=marks.get(one.pk, ""),
            )
        area = forms.Textarea(attrs={"rows": 4})
        self.fields["comment"] = forms.CharField(
            label="Commentaire", required=False, max_length=4_000, widget=area, initial=comment
        )

    @property
    def marks(self) -> dict[IntakeCriterion, int | None]:
        """Return the mark of each line, None where there is none."""
        return {one: self.cleaned_data.get(str(one.pk)) for one in self.criteria}


class ReasonsForm(forms.Form):
    """Why an application is refused."""

    reasons = forms.CharField(
        label="Motifs, tels que la personne les lit", max_length=4_000, widget=forms.Textarea(attrs={"rows": 3})
    )


class FundingForm(forms.Form):
    """What a funder gives towards a place."""

    funder = forms.ChoiceField(label="Financeur", choices=Funder.choices)
    name = forms.CharField(label="Nom", max_length=160, required=False, help_text="L’employeur, ou l’agence qui décide.")
    state = forms.ChoiceField(label="Où en est-on", choices=Money.choices)
    amount = AmountField(label="Montant demandé ou accordé", unit="€", min_value=0, max_value=1_000_000, required=False)
    reference = forms.CharField(label="Numéro d’accord", max_length=80, required=False)
    asked_on = DayField(label="Demandé le", required=False)
    agreed_on = DayField(label="Accordé le", required=False)
    invoiced = AmountField(label="Facturé", unit="€", min_value=0, max_value=1_000_000, required=False)
    paid = AmountField(label="Payé", unit="€", min_value=0, max_value=1_000_000, required=False)

    def __init__(self, data: Any = None, *, funding: PlaceFunding) -> None:
        super().__init__(data, initial={name: getattr(funding, name) for name in self.base_fields})
