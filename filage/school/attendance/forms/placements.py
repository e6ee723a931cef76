"""What is typed of a period in a company: a place that was asked, the terms of the agreement, a visit, a week."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from filage.core.refusal import Refusal
from filage.productions.models import Person, Structure
from filage.rules import reading
from filage.rules.reading.days import day
from filage.school.attendance.enums import Contact, Outcome, PlacementState, Stage, Standing
from filage.school.attendance.models import Placement
from filage.web.inputs import AmountField, DayField

CODE = re.compile(r"BC\d{2}-C\d{1,2}|[A-Z0-9]{2,6}-[A-Z0-9]{1,4}")
TERMS = (
    "structure", "tutor", "tutor_function", "first", "last", "hours_a_day", "timetable", "places", "standing", "expenses",
    "insurance", "accidents", "vhss",
)  # fmt: skip


class CanvassForm(forms.Form):
    """A place that a learner asked."""

    structure = forms.ModelChoiceField(Structure.objects.none(), label="Structure du carnet", required=False)
    place = forms.CharField(label="Ou son nom", max_length=200, required=False)
    on = DayField(label="Le")
    contact = forms.CharField(label="Qui", max_length=200, required=False)
    outcome = forms.ChoiceField(label="Suite", choices=Outcome.choices)
    follow_on = DayField(label="Relancer le", required=False)
    note = forms.CharField(label="Note", max_length=300, required=False)

    def __init__(self, data: Any = None, *, organisation: Any, today: date) -> None:
        super().__init__(data, initial={"on": today})
        self.fields["structure"].queryset = _structures(organisation)  # type: ignore[attr-defined]


class PlacementForm(forms.Form):
    """The terms of the agreement of a period in a company."""

    structure = forms.ModelChoiceField(Structure.objects.none(), label="Structure d’accueil")
    tutor = forms.ModelChoiceField(Person.objects.none(), label="Tuteur ou tutrice", required=False)
    tutor_function = forms.CharField(label="Sa fonction", max_length=120, required=False)
    first = DayField(label="Du")
    last = DayField(label="Au")
    hours_a_day = AmountField(label="Heures par jour", unit="h", min_value=1, max_value=12, required=False)
    timetable = forms.CharField(label="Horaires", max_length=200, required=False)
    places = forms.CharField(label="Lieux, tournées comprises", max_length=300, required=False)
    standing = forms.ChoiceField(label="Statut", choices=Standing.choices)
    missions = forms.CharField(
        label="Missions", max_length=6000, widget=forms.Textarea(attrs={"rows": 4}), required=False,
        help_text="Une ligne par mission, ses compétences après deux points : « Monter le budget : BC01-C2, BC01-C5 ».",
    )  # fmt: skip
    off = forms.CharField(
        label="Jours non travaillés", max_length=2000, required=False, help_text="Ponts, fermetures : 15/05/2026, 26/05/2026."
    )
    expenses = forms.CharField(label="Frais pris en charge", max_length=300, required=False)
    insurance = forms.CharField(label="Assurance responsabilité civile", max_length=300, required=False)
    accidents = forms.CharField(
        label="Qui déclare un accident", max_length=200, required=False, help_text="L’organisme ou le financeur, selon le statut."
    )
    vhss = forms.CharField(label="À qui signaler dans la structure", max_length=300, required=False)

    def __init__(self, data: Any = None, *, placement: Placement) -> None:
        initial: dict[str, Any] = {
            name: getattr(placement, f"{name}_id" if name in ("structure", "tutor") else name) for name in TERMS
        }
        if not placement._state.adding:
            initial["missions"] = "\n".join(
                f"{one.text} : {one.competences}" if one.competences else one.text for one in placement.missions.all()
            )
            initial["off"] = ", ".join(f"{one.on:%d/%m/%Y}" for one in placement.days_off.order_by("on"))
        super().__init__(data, initial=initial)
        self.fields["structure"].queryset = _structures(placement.organisation_id)  # type: ignore[attr-defined]
        people = Person.objects.within(placement.organisation_id).order_by("name")
        self.fields["tutor"].queryset = people  # type: ignore[attr-defined]

    def clean_missions(self) -> list[tuple[str, str]]:
        """Read the missions line by line."""
        found = []
        for line in filter(None, map(str.strip, self.cleaned_data["missions"].splitlines())):
            text, colon, codes = line.rpartition(":")
            named = [code.strip() for code in codes.split(",") if code.strip()] if colon else []
            if colon and named and all(CODE.fullmatch(code) for code in named):
                found.append((text.strip()[:300], ", ".join(named)))
            else:
                found.append((line[:300], ""))
        return found

    def clean_off(self) -> list[date]:
        """Read the days when nobody works."""
        found = []
        for text in filter(None, (part.strip() for part in re.split(r"[,;\n]", self.cleaned_data["off"]))):
            on = day(text)
            if on is None:
                raise forms.ValidationError(f"« {text} » n’est pas un jour : 15/05/2026.")
            found.append(on)
        return sorted(set(found))

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins, or that never ends."""
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if first and last and not 0 <= (last - first).days < 400:
            self.add_error("last", "La fin précède le début, ou vient plus d’un an après.")
        return self.cleaned_data


class DecideForm(forms.Form):
    """Whether a place is good for a learner, and why."""

    state = forms.ChoiceField(
        label="Décision", choices=[(one.value, one.label) for one in (PlacementState.APPROVED, PlacementState.REFUSED)]
    )
    reason = forms.CharField(label="Ce qui la fonde", max_length=300)


class VisitForm(forms.Form):
    """A visit or a call to a place."""

    on = DayField(label="Le")
    kind = forms.ChoiceField(label="Comment", choices=Contact.choices)
    who = forms.CharField(label="Qui", max_length=120, required=False)
    note = forms.CharField(label="Compte rendu", max_length=4000, widget=forms.Textarea(attrs={"rows": 3}), required=False)


class DayForm(forms.Form):
    """A day on which something happens: an agreement signed, a period broken."""

    on = DayField(label="Le")


def week_of(posted: Mapping[str, Any]) -> tuple[date, dict[date, Decimal]]:
    """Return the Monday and the hours of each day of a week as they were typed; Refusal when one cannot be read."""
    monday = day(posted.get("semaine", ""))
    if monday is None:
        raise Refusal("Cette semaine n’est pas à dire.")
    found: dict[date, Decimal] = {}
    for key in posted:
        on = day(key.removeprefix("h-")) if key.startswith("h-") else None
        if on is None or not str(posted[key]).strip():
            continue
        try:
            found[on] = round(reading.amount(str(posted[key])) or Decimal(0), 2)
        except reading.Unreadable as unreadable:
            raise Refusal(f"{on:%d/%m/%Y} : {unreadable}") from None
    return monday, found


def marks_of(posted: Mapping[str, Any], codes: list[str]) -> tuple[str, dict[str, tuple[str, str]]]:
    """Return the stage and what was said of each competence."""
    told = {code: (posted.get(f"note-{code}", ""), posted.get(f"mot-{code}", "").strip()[:300]) for code in codes}
    return posted.get("moment", Stage.MIDWAY), told


def _structures(organisation: Any) -> Any:
    return Structure.objects.within(organisation).order_by("name")
