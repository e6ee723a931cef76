"""What is typed of a day of work: hours, cachets, a word; as the trade writes them."""

from decimal import Decimal
from typing import Any

from django import forms

from filage.desks.payroll.queries.hours import Work
from filage.rules import reading
from filage.rules.payroll.terms import MOST_CACHETS_A_DAY
from filage.web.inputs import CountField, DayField


class OwnDayForm(forms.Form):
    """A day that did not go as foreseen, told by who worked."""

    hours = forms.CharField(label="Heures", required=False, max_length=12)
    cachets = CountField(label="Cachets", required=False, min_value=0, max_value=MOST_CACHETS_A_DAY)
    meals = CountField(label="Repas sur la route", required=False, min_value=0, max_value=2)
    nights = CountField(label="Nuits", required=False, min_value=0, max_value=1)
    note = forms.CharField(label="Un mot", required=False, max_length=300)

    def clean_hours(self) -> Decimal | None:
        """Return the hours typed, None when none are."""
        text = self.cleaned_data["hours"]
        try:
            return reading.worked(text)[0] if text.strip() else None
        except reading.Unreadable as error:
            raise forms.ValidationError(str(error)) from error

    @property
    def work(self) -> Work:
        """Return what was done."""
        said = self.cleaned_data
        return Work(said["hours"], said["cachets"], said["meals"], said["nights"])


class OtherDayForm(OwnDayForm):
    """A day that nothing foresaw."""

    engagement = forms.ChoiceField(label="Pour")
    on = DayField(label="Jour")
    field_order = ("on", "engagement", "hours", "cachets", "meals", "nights", "note")

    def __init__(self, *args: Any, engagements: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        chosen: Any = self.fields["engagement"]
        chosen.choices = [(str(one.pk), f"{one.production.title}, {one.function}") for one in engagements]
