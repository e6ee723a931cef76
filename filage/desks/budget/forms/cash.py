"""What may be typed about a treasury: its opening, the day of each sum, a scenario, and gestures to try."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django import forms

from filage.desks.budget.models import Hypothesis
from filage.desks.budget.operations.treasury import LONGEST, Step
from filage.desks.budget.queries.cash import Due, Scenario
from filage.rules.reading import identifier
from filage.rules.treasury.gestures import Kind
from filage.web.inputs import AmountField, CountField, DayField

LONGEST_DELAY = 24
USUAL_LENGTH = 12
MOST_STEPS = 12


class ScenarioForm(forms.Form):
    """Which funder pays late, by how many months, and which series is cancelled."""

    financeur = forms.ChoiceField(label="Financeur en retard", required=False)
    retard = CountField(label="Retard", unit="mois", min_value=1, max_value=LONGEST_DELAY, required=False)
    serie = forms.ChoiceField(label="Série annulée", required=False)
    salaires = forms.BooleanField(label="Les salaires de la série restent dus", required=False)

    def __init__(self, data: Mapping[str, str], receipts: Mapping[UUID, str], series: Mapping[UUID, str]) -> None:
        asked = any(data.get(name) for name in ("financeur", "retard", "serie"))
        super().__init__(data if asked else None, initial={"retard": 2, "salaires": True})
        for name, none, held in (("financeur", "Personne", receipts), ("serie", "Aucune", series)):
            chosen = self.fields[name]
            assert isinstance(chosen, forms.ChoiceField)
            chosen.choices = [("", none), *((str(key), label) for key, label in held.items())]


class OpeningForm(forms.Form):
    """What the plan opens with, when, and how many months it covers."""

    balance = AmountField(label="Solde d’ouverture", unit="€")
    on = DayField(label="Le")
    months = CountField(label="Durée du plan", unit="mois", min_value=1, max_value=LONGEST)
    source = forms.CharField(label="D’où vient le solde", max_length=200, required=False)

    def __init__(self, data: Any = None, *, opening: Hypothesis | None = None, months: Hypothesis | None = None) -> None:
        held = {"months": int(months.value) if months and months.value else USUAL_LENGTH}
        if opening is not None:
            held |= {"balance": opening.value, "on": opening.on, "source": opening.source}  # type: ignore[dict-item]
        super().__init__(data, initial=held, auto_id="o_%s")


class DuesForm(forms.Form):
    """The day of each sum that is not paid yet."""

    def __init__(self, data: Any = None, *, dues: Sequence[Due]) -> None:
        self.dues = {due.key: due for due in dues if not due.paid}
        super().__init__(data, initial={key: due.on for key, due in self.dues.items()})
        for key, due in self.dues.items():
            self.fields[key] = DayField(label=f"Jour de « {due.label} »")

    def rows(self) -> Iterator[tuple[Due, forms.BoundField]]:
        """Yield each sum with the field of its day."""
        for key, due in self.dues.items():
            yield due, self[key]

    def days(self) -> dict[str, date]:
        """Return the days that were changed, by key; call it once the form is valid."""
        return {key: self.cleaned_data[key] for key in self.changed_data if key in self.dues}


def scenario(data: Mapping[str, str]) -> Scenario:
    """Read a scenario from an address; what cannot be read is left out."""
    late = {}
    funder, months = identifier(data.get("financeur", "")), data.get("retard", "")
    if funder is not None and months.isdecimal() and 1 <= int(months) <= LONGEST_DELAY:
        late = {funder: int(months)}
    return Scenario(late, identifier(data.get("serie", "")), bool(data.get("salaires")))


def steps(text: str) -> list[Step]:
    """Read gestures from one text; each « kind:key:share:month »; ValueError when it cannot be read."""
    return [_step(part) for part in text.split()[:MOST_STEPS]]


def _step(text: str) -> Step:
    try:
        kind, key, share, month = text.split(":")
        read = Step(Kind(kind), key, Decimal(share), date.fromisoformat(f"{month}-01"))
    except InvalidOperation as error:
        raise ValueError(text) from error
    if not 0 < read.share <= 1:
        raise ValueError(text)
    return read
