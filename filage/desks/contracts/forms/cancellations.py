"""What is asked of a date that falls: which dates, why, cancelled or postponed, the scale, what was spent."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from filage.desks.contracts.enums import CancellationKind, Cause
from filage.desks.contracts.queries.cancellations import Decision
from filage.productions.models import Activity
from filage.web import format as french
from filage.web.inputs import AmountField, DayField

KINDS = [(CancellationKind.ANNULATION, "Annuler"), (CancellationKind.REPORT, "Reporter")]


class CancelForm(forms.Form):
    """A decision about some dates, seen before it is written."""

    kind = forms.ChoiceField(label="Que devient la date", choices=KINDS, initial=CancellationKind.ANNULATION)
    moved_to = DayField(label="Nouveau jour", required=False, help_text="Pour un report ; vide s’il n’est pas encore connu.")
    cause = forms.ChoiceField(label="Pourquoi", choices=Cause.choices)
    scale = forms.CharField(
        label="Barème du contrat",
        max_length=200,
        required=False,
        help_text="« 30:60;15:100 » : annulée 30 jours avant ou moins, 60 % du prix ; 15 ou moins, 100 %.",
    )
    spent = AmountField(
        label="Frais engagés qui ne reviennent pas",
        unit="€ HT",
        min_value=0,
        required=False,
        help_text="Billets, nuits, locations non remboursables.",
    )
    others = forms.MultipleChoiceField(
        label="Les autres dates du même contrat", required=False, widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(label="Motif, pour le journal", max_length=160, required=False)

    def __init__(self, data: Any = None, *, dates: Sequence[Activity], scale: str, chosen: Activity) -> None:
        super().__init__(data, initial={"scale": scale})
        self.chosen, self.dates = chosen, {str(one.pk): one for one in dates if one.pk != chosen.pk}
        if self.dates:
            others: Any = self.fields["others"]
            others.choices = [(key, french.day(one.on, year=True)) for key, one in self.dates.items()]
        else:
            del self.fields["others"]

    def decision(self, today: date) -> Decision:
        """Return what was asked, as the operations take it; the form must be valid."""
        said = self.cleaned_data
        others = tuple(self.dates[key] for key in said.get("others", ()))
        return Decision(
            dates=(self.chosen, *others),
            cause=Cause(said["cause"]),
            kind=CancellationKind(said["kind"]),
            decided_on=today,
            scale=said["scale"].strip(),
            spent=said["spent"] or Decimal(0),
            moved_to=said["moved_to"],
            reason=said["reason"],
        )
