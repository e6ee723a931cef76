"""What is typed of a need: whose, of which sort, what, until when, and what the place answers; never why."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from filage.desks.logistics.enums import NeedKind
from filage.desks.logistics.queries.held import Somebody
from filage.web.inputs import DayField

ANSWERS = [("", "pas encore"), ("oui", "oui"), ("non", "non")]


class NeedForm(forms.Form):
    """A need of somebody of a date."""

    person = forms.TypedChoiceField(label="Qui", coerce=UUID)
    kind = forms.ChoiceField(label="Sorte", choices=NeedKind.choices)
    text = forms.CharField(
        label="De quoi a-t-elle ou a-t-il besoin",
        max_length=500,
        required=False,
        help_text="« Chambre sans escalier », jamais pourquoi. Scellé ; vide : ce qui est déjà dit reste.",
    )
    until = DayField(label="Effacé après le", required=False, help_text="Le dernier jour de la tournée.")
    met = forms.ChoiceField(label="Le lieu répond", choices=ANSWERS, required=False)

    def __init__(self, data: Any = None, *, team: Sequence[Somebody]) -> None:
        super().__init__(data)
        fields: Any = self.fields
        fields["person"].choices = [(str(one.id), one.name) for one in team]
