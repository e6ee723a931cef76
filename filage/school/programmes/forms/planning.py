"""What is typed to lay half-days, or to change one: what, who, where, for whom, and either a place or a run in one line."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from filage.rules.schooling.halves import Half
from filage.school.programmes.enums import Hours, Moment
from filage.school.programmes.models import Slot
from filage.school.programmes.queries.planning import Board
from filage.web.inputs import AmountField, DayField

KINDS = [(code, label) for code, label in Hours.choices if code != Hours.COMPANY]
WHAT = ("module", "trainer", "room", "track")


class Brush(forms.Form):
    """What a half-day will hold, kept from one gesture to the next."""

    module = forms.ChoiceField(label="Module", required=False)
    trainer = forms.ChoiceField(label="Intervenant·e", required=False)
    room = forms.ChoiceField(label="Salle", required=False)
    track = forms.ChoiceField(label="Groupe", required=False)

    def __init__(self, data: Any = None, *, board: Board, **options: Any) -> None:
        super().__init__(data, **options)
        self.held = _offered(board)
        empty = {"module": "sans module", "trainer": "à trouver", "room": "à trouver", "track": "tout le monde"}
        for name, cards in self.held.items():
            shown = [(key, _label(name, one)) for key, one in cards.items()]
            self.fields[name].choices = [("", empty[name]), *shown]  # type: ignore[attr-defined]

    def what(self) -> dict[str, Any]:
        """Return the cards that were chosen, None for those that were not."""
        return {name: self.held[name].get(self.cleaned_data.get(name, "")) for name in WHAT}


class LayForm(Brush):
    """A half-day at one place, or a run."""

    ou = forms.CharField(max_length=30, required=False)
    serie = forms.CharField(max_length=200, required=False)
    depuis = DayField(required=False)

    def place(self) -> tuple[date, Half] | None:
        """Return the place that was pressed, None when a run was asked or when it says none."""
        return place(self.cleaned_data.get("ou", ""))


class SlotForm(Brush):
    """Everything that a half-day says."""

    on = DayField(label="Jour")
    moment = forms.ChoiceField(label="Moment", choices=Moment.choices)
    hours = AmountField(
        label="Heures", unit="h", min_value=0, max_value=12, required=False, help_text="Vide : celles de la session."
    )
    kind = forms.ChoiceField(label="Nature", choices=KINDS)
    note = forms.CharField(label="Note, documents à apporter", max_length=200, required=False)

    field_order = ("on", "moment", "module", "trainer", "room", "track", "hours", "kind", "note")

    def __init__(self, data: Any = None, *, board: Board, slot: Slot) -> None:
        initial = {name: getattr(slot, name) for name in ("on", "moment", "hours", "kind", "note")}
        initial |= {name: str(getattr(slot, f"{name}_id") or "") for name in WHAT}
        super().__init__(data, board=board, initial=initial)

    def clean(self) -> dict[str, Any]:
        """Return the cards themselves."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        return found | self.what()


def place(text: str) -> tuple[date, Half] | None:
    """Read « 2025-12-01 matin »; None when it is no place."""
    on, _, half = text.partition(" ")
    try:
        return date.fromisoformat(on), Half(half)
    except ValueError:
        return None


def _offered(board: Board) -> dict[str, dict[str, Any]]:
    parents = {one.code.rpartition(".")[0] for one in board.modules}
    leaves = [one for one in board.modules if one.code not in parents and one.kind != Hours.COMPANY]
    rows: dict[str, Sequence[Any]] = {
        "module": leaves, "trainer": board.trainers, "room": board.rooms, "track": board.tracks
    }  # fmt: skip
    return {name: {str(one.pk): one for one in cards} for name, cards in rows.items()}


def _label(name: str, one: Any) -> str:
    if name == "room":
        return f"{one.name}, {one.capacity} places" if one.capacity else one.name
    return one.person.name if name == "trainer" else str(one)
