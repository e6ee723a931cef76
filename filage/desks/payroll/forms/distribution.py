"""What is typed of a whole distribution: its lines and common terms, then a table of rows to adjust."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from filage.core.refusal import Refusal
from filage.desks.payroll.operations import refuse_terms
from filage.productions.enums import EmploymentStatus, GrossUnit, Phase
from filage.productions.models import Person
from filage.rules.reading import Unreadable
from filage.rules.reading.engagements import COMMON_EXAMPLE, EXAMPLE, Engaged, common_terms, engaged
from filage.web.inputs import AmountField, DayField

MOST_ROWS = 60
PREFIX = "d"


class CommonField(forms.CharField):
    """The terms that everybody shares, on one line."""

    def __init__(self, **options: Any) -> None:
        shown = forms.TextInput(attrs={"autocomplete": "off", "placeholder": "1 cachet par date à 180"})
        super().__init__(label="Pour tous", max_length=200, required=False, widget=shown, **options)


class LinesForm(forms.Form):
    """Who, one a line, with what each has of her own; and the terms that all share."""

    lines = forms.CharField(
        label="La distribution, une personne par ligne",
        max_length=20_000,
        widget=forms.Textarea(
            attrs={
                "rows": 12,
                "autofocus": True,
                "placeholder": "Camille Roux, comédienne\nNour Tessaoui, comédien\nRégie lumière",
            }
        ),
        help_text="Nom, fonction ; ou un bloc collé d’un tableur. Sans nom, le poste reste à pourvoir.",
    )
    common = CommonField(help_text="Une ligne qui dit autre chose garde ce qu’elle dit.")

    def __init__(self, *args: Any, organisation: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        self.names = list(Person.objects.within(organisation).values_list("name", flat=True))

    def clean_common(self) -> Engaged:
        """Return the terms that all share; a ValidationError says what cannot be read."""
        return _read_common(self.cleaned_data["common"], self.today)

    def clean(self) -> dict[str, Any]:
        """Return `rows`, the initial values of the table; a line that cannot be read is named."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return found
        lines = [line for line in found["lines"].splitlines() if line.strip(" \t;,")]
        if len(lines) > MOST_ROWS:
            raise forms.ValidationError(f"{len(lines)} lignes : {MOST_ROWS} au plus en une fois.")
        rows, faults = [], []
        for rank, line in enumerate(lines, start=1):
            try:
                rows.append(row_of(engaged(line, names=self.names, today=self.today, common=found["common"])))
            except Unreadable as error:
                faults.append(f"Ligne {rank} : {error}")
        if faults or not rows:
            self.add_error("lines", faults or [EXAMPLE])
        return found | {"rows": rows}


def row_of(said: Engaged) -> dict[str, Any]:
    """Return the initial values of a row of the table."""
    phase = said.phase or (Phase.EXPLOITATION if said.per_performance else Phase.CREATION)
    same = ("function", "who", "status", "unit", "quantity", "gross", "headcount", "per_performance", "starts_on", "ends_on")
    function = f"{said.function[:1].upper()}{said.function[1:]}"
    return {name: getattr(said, name) for name in same} | {"phase": phase, "function": function}


class RowForm(forms.Form):
    """One row of the table: an embauche about to be."""

    who = forms.CharField(label="Qui", max_length=120, required=False)
    function = forms.CharField(label="Fonction", max_length=120)
    status = forms.ChoiceField(label="Statut", choices=EmploymentStatus.choices)
    quantity = AmountField(label="Combien", decimals=4, min_value=0)
    unit = forms.ChoiceField(label="Unité", choices=GrossUnit.choices)
    per_performance = forms.BooleanField(label="Par date", required=False)
    gross = AmountField(label="Brut, €", required=False, min_value=0)
    phase = forms.ChoiceField(choices=Phase.choices, widget=forms.HiddenInput)
    headcount = forms.IntegerField(min_value=1, max_value=500, widget=forms.HiddenInput)
    starts_on = DayField(required=False)
    ends_on = DayField(required=False)
    out = forms.BooleanField(label="Ôter", required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: Any = self.fields
        rank = (self.prefix or "").rpartition("-")[2]
        line = int(rank) + 1 if rank.isdigit() else rank
        fields["who"].widget.attrs |= {"list": "repertoire", "autocomplete": "off"}
        for name in ("starts_on", "ends_on"):
            fields[name].widget = forms.HiddenInput()
        for field in fields.values():
            field.widget.attrs |= {"aria-label": f"{field.label}, ligne {line}"}

    def clean(self) -> dict[str, Any]:
        """Return the terms; an absurd one is said on its row."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        try:
            refuse_terms(found)
        except Refusal as refusal:
            self.add_error("quantity", str(refusal))
        return found


Rows = forms.formset_factory(RowForm, extra=0, max_num=MOST_ROWS, validate_max=True, absolute_max=MOST_ROWS)


def given_to_all(data: Mapping[str, Any], count: int, text: str, today: date) -> list[dict[str, Any]]:
    """Return the rows as typed, the common terms laid over them; ValidationError when these cannot be read."""
    common = _read_common(text, today)
    rows = []
    for rank in range(min(count, MOST_ROWS)):
        row = {name: data.get(f"{PREFIX}-{rank}-{name}", "") for name in RowForm.base_fields}
        row["per_performance"] = bool(row["per_performance"])
        rows.append(row | _over(row, common))
    return rows


def _over(row: Mapping[str, Any], common: Engaged) -> dict[str, Any]:
    """Return what the common terms change of a row: cachets are not for a technician."""
    laid: dict[str, Any] = {}
    if common.status:
        laid["status"] = common.status
    if common.phase:
        laid["phase"] = common.phase
    if common.starts_on or common.ends_on:
        laid |= {"starts_on": common.starts_on, "ends_on": common.ends_on}
    if common.per_performance:
        laid |= {"per_performance": True, "phase": common.phase or Phase.EXPLOITATION}
    if common.unit == GrossUnit.CACHET and laid.get("status", row["status"]) != EmploymentStatus.ARTISTE:
        return laid
    terms = {"unit": common.unit or None, "quantity": common.quantity, "gross": common.gross}
    return laid | {name: value for name, value in terms.items() if value is not None}


def _read_common(text: str, today: date) -> Engaged:
    try:
        return common_terms(text, today=today) if text.strip() else Engaged()
    except Unreadable as error:
        said = str(error)
        raise forms.ValidationError(said if COMMON_EXAMPLE in said else f"{said} {COMMON_EXAMPLE}") from error
