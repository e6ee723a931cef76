"""What may be typed about whole budgets: the name of a version and who receives it, the bounds of scenarios, a reprise."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms

from filage.desks.budget.enums import HypothesisCode
from filage.desks.budget.models import Hypothesis, Version
from filage.desks.budget.queries.frozen import BOUNDS, TODAY
from filage.productions.models import Structure
from filage.web.inputs import AmountField, DayField


class FreezeForm(forms.Form):
    """A version to freeze."""

    name = forms.CharField(label="Nom de la version", max_length=120, help_text="« Dépôt DRAC », « coproducteurs, mars ».")
    sent_to = forms.ChoiceField(label="Envoyée à", required=False)
    on = DayField(label="Le")

    def __init__(self, data: Any = None, *, structures: Sequence[Structure], today: Any = None) -> None:
        super().__init__(data, initial={"on": today}, auto_id="v_%s")
        self.held = {str(each.pk): each for each in structures}
        chosen = self.fields["sent_to"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = [("", "Personne encore"), *((key, each.name) for key, each in self.held.items())]

    def clean_sent_to(self) -> Structure | None:
        """Return who received it."""
        return self.held.get(self.cleaned_data["sent_to"])


class CompareForm(forms.Form):
    """Two states of a budget to put side by side."""

    de = forms.ChoiceField(label="De")
    a = forms.ChoiceField(label="À")

    def __init__(self, data: Mapping[str, str], *, held: Sequence[Version]) -> None:
        super().__init__(data if data.get("de") else None, initial={"a": TODAY}, auto_id="c_%s")
        named = [(str(each.number), f"{each.number} · {each.name}") for each in held]
        for name, choices in (("de", named), ("a", [(TODAY, "le budget d’aujourd’hui"), *named])):
            chosen = self.fields[name]
            assert isinstance(chosen, forms.ChoiceField)
            chosen.choices = choices


class BoundsForm(forms.Form):
    """How few dates and how dear the low scenario is, how many and how cheap the high one."""

    def __init__(self, data: Any = None, *, chosen: Mapping[HypothesisCode, Hypothesis]) -> None:
        super().__init__(data, initial={code.value: kept.value for code, kept in chosen.items()}, auto_id="b_%s")
        for code in BOUNDS:
            unit = "dates" if code in (HypothesisCode.BAS_DATES, HypothesisCode.HAUT_DATES) else "%"
            self.fields[code.value] = AmountField(label=code.label, unit=unit, decimals=2, required=False)

    def bounds(self) -> dict[HypothesisCode, tuple[Decimal | None, str]]:
        """Return what was typed, by code."""
        return {code: (self.cleaned_data[code.value], "") for code in BOUNDS}


class RepriseForm(forms.Form):
    """A spectacle to start again from the budget of its creation."""

    title = forms.CharField(label="Titre de la reprise", max_length=200)
    premiere = DayField(label="Première de la reprise", required=False)

    def __init__(self, data: Any = None, *, title: str = "") -> None:
        super().__init__(data, initial={"title": f"{title}, reprise"}, auto_id="r_%s")
