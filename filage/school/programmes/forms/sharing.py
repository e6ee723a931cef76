"""What is typed of a habilitation, and of who holds each act of a session."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from filage.productions.choosing import CardField
from filage.productions.models import Structure
from filage.school.programmes.enums import Organiser
from filage.school.programmes.models import Habilitation
from filage.school.programmes.queries import known
from filage.school.programmes.queries.sharing import Shared
from filage.web.inputs import DayField


class HabilitationForm(forms.Form):
    """What a certifier lets a training body do."""

    certifier = CardField(label="Certificateur", creates=True, required=True)
    body = CardField(label="Organisme de formation", creates=True, required=True)
    certification = forms.ChoiceField(label="Certification")
    trains = forms.BooleanField(label="Former", required=False)
    assesses = forms.BooleanField(label="Évaluer", required=False)
    organiser = forms.ChoiceField(label="Épreuves organisées par", choices=Organiser.choices)
    since = DayField(label="Depuis le", required=False)
    until = DayField(label="Jusqu’au", required=False, help_text="Vide : inconnu, et dit comme tel.")
    reference = forms.CharField(label="Convention", max_length=120, required=False)

    def __init__(self, data: Any = None, *, habilitation: Habilitation, organisation: UUID) -> None:
        initial = {name: getattr(habilitation, name) for name in self.base_fields if name not in ("certifier", "body")}
        initial |= {"certifier": habilitation.certifier_id, "body": habilitation.body_id}
        super().__init__(data, initial=initial)
        rows = Structure.objects.within(organisation)
        for name in ("certifier", "body"):
            self.fields[name].among(rows, organisation)  # type: ignore[attr-defined]
        codes = {code: f"{code}, {held[-1].certification.title}" for code, held in known(organisation).items()}
        if habilitation.certification:
            codes.setdefault(habilitation.certification, habilitation.certification)
        self.fields["certification"].choices = list(codes.items())  # type: ignore[attr-defined]


class ActsForm(forms.Form):
    """Who holds each act of a session: three fields an act."""

    def __init__(self, data: Any = None, *, acts: Sequence[Shared]) -> None:
        super().__init__(data)
        self.acts = acts
        for one in acts:
            code, kept = one.act.code, one.settled
            who = forms.TextInput(attrs={"placeholder": one.usual})
            self.fields[f"{code}-qui"] = forms.CharField(
                label="Qui", max_length=160, required=False, initial=kept.held_by if kept else "", widget=who
            )
            self.fields[f"{code}-le"] = DayField(label="Fait le", required=False, initial=kept.done_on if kept else None)
            trace = forms.TextInput(attrs={"placeholder": one.act.trace})
            self.fields[f"{code}-trace"] = forms.CharField(
                label="Trace", max_length=200, required=False, initial=kept.trace if kept else "", widget=trace
            )

    @property
    def lines(self) -> list[tuple[Shared, list[forms.BoundField]]]:
        """Return each act with its fields, each named for whoever hears the page."""
        found = []
        for one in self.acts:
            bound = [self[f"{one.act.code}-{part}"] for part in ("qui", "le", "trace")]
            for each in bound:
                each.field.widget.attrs["aria-label"] = f"{each.field.label}, {one.act.label}"
            found.append((one, bound))
        return found

    def said(self) -> dict[str, tuple[str, date | None, str]]:
        """Return what was typed, by act."""
        held = self.cleaned_data
        return {
            one.act.code: (held[f"{one.act.code}-qui"].strip(), held[f"{one.act.code}-le"], held[f"{one.act.code}-trace"].strip())
            for one in self.acts
        }
