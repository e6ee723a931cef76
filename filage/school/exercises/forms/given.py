"""How an exercise is imported and given: which one, when, for how long, and what a trainer reads in a hand-in."""

from collections.abc import Mapping
from datetime import datetime, time
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone

from filage.rules.schooling.exercises.exercise import Exercise
from filage.school.exercises.queries.given import HIGHEST, Held
from filage.web.inputs import AmountField, CountField, DayField, HourField

LONGEST_EXAM = 24 * 60  # minutes


class ImportForm(forms.Form):
    """An exercise of the house's own."""

    file = forms.FileField(
        label="Fichier",
        help_text="Un exercice en YAML : partez d’un exercice exporté, changez-en le code et les chiffres.",
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml"}),
    )


class GiveForm(forms.Form):
    """Which exercise is given, from when to when, with or without a clock."""

    exercise = forms.ChoiceField(label="Exercice")
    opens_on = DayField(label="S’ouvre le", required=False, help_text="Vide : tout de suite.")
    opens_hour = HourField(label="Heure d’ouverture", required=False)
    due_on = DayField(label="À rendre le", required=False, help_text="Rendu après, il est dit en retard.")
    due_hour = HourField(label="Heure limite", required=False, help_text="Vide : minuit.")
    minutes = CountField(
        label="Durée",
        unit="min",
        required=False,
        min_value=1,
        max_value=LONGEST_EXAM,
        help_text="Un examen blanc ; vide : sans chrono.",
    )
    varied = forms.BooleanField(label="Des chiffres différents pour chacun", required=False)

    def __init__(self, *args: Any, exercises: Mapping[str, Exercise], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["exercise"]
        chosen.choices = [(code, one.title) for code, one in exercises.items()]

    def clean(self) -> dict[str, Any]:
        """Give the moments as the operations take them; refuse an exercise due before it opens."""
        said = super().clean() or {}
        opens = _moment(said.pop("opens_on", None), said.pop("opens_hour", None), time.min)
        due = _moment(said.pop("due_on", None), said.pop("due_hour", None), time(23, 59, 59))
        if opens and due and due <= opens:
            self.add_error("due_on", "Il serait à rendre avant de s’ouvrir.")
        return said | {"opens_at": opens, "due_at": due}


class ReadingForm(forms.Form):
    """What a trainer gives by reading, criterion by criterion, and a word on the whole."""

    def __init__(self, *args: Any, held: Held, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in held.read:
            self._row(held, question.code, f"{question.number}. {held.exercise.said(question.text)}", question.points)
        for one in held.exercise.criteria:
            self._row(held, one.code, f"{one.text}{f' ({one.competence})' if one.competence else ''}", Decimal(HIGHEST))
        self.fields["remark"] = forms.CharField(
            label="Remarque d’ensemble", required=False, widget=forms.Textarea(attrs={"rows": 4}), initial=held.row.remark
        )

    def _row(self, held: Held, code: str, label: str, most: Decimal) -> None:
        points, remark = held.grid.get(code, (None, ""))
        self.fields[f"p-{code}"] = AmountField(
            label=label, unit=f"sur {most.normalize():f}", required=False, min_value=0, max_value=most, initial=points
        )
        self.fields[f"r-{code}"] = forms.CharField(label="Ce qui le montre", required=False, max_length=2000, initial=remark)

    def given(self) -> dict[str, tuple[Decimal | None, str]]:
        """Return points and remark by code."""
        codes = [name.removeprefix("p-") for name in self.fields if name.startswith("p-")]
        return {code: (self.cleaned_data[f"p-{code}"], self.cleaned_data[f"r-{code}"]) for code in codes}


def _moment(day: Any, hour: time | None, usual: time) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, hour or usual)) if day else None
