"""What a price page lets people type: the hypotheses of a price, and the reason of a date sold under its cost."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django import forms

from filage.desks.budget.enums import HypothesisCode
from filage.desks.budget.models import Hypothesis
from filage.desks.budget.queries.facts import COEFFICIENTS, COUNTS, RATES
from filage.web.inputs import AmountField

GROUPS: Mapping[str, tuple[HypothesisCode, ...]] = {
    "Prix": (HypothesisCode.PRIX, HypothesisCode.PRIX_SCOLAIRE, HypothesisCode.MARGE_SUR_COUT, HypothesisCode.MARQUE_SUR_PRIX),
    "Coûts": (
        HypothesisCode.DATES_PREVUES,
        HypothesisCode.TAUX_GESTION,
        HypothesisCode.QUOTE_PART_STRUCTURE,
        HypothesisCode.FRAIS_PAIE,
        HypothesisCode.TVA_CESSION,
    ),
    "Dégressivité": COEFFICIENTS,
}
REASONS = ("première", "festival", "solidarité", "lieu partenaire", "autre")
SOURCE = "_source"


class HypothesesForm(forms.Form):
    """The hypotheses of a price: each a value and where it comes from; an empty value takes the hypothesis away."""

    def __init__(self, data: Any = None, *, chosen: Mapping[HypothesisCode, Hypothesis]) -> None:
        held = {code.value: kept.value for code, kept in chosen.items()}
        sources = {code.value + SOURCE: kept.source for code, kept in chosen.items()}
        super().__init__(data, initial=held | sources, auto_id="h_%s")
        for code in (code for codes in GROUPS.values() for code in codes):
            self.fields[code.value] = AmountField(label=code.label, unit=_unit(code), decimals=4, required=False)
            self.fields[code.value].widget.attrs["placeholder"] = " "  # a style tells the empty ones
            self.fields[code.value + SOURCE] = forms.CharField(label=f"D’où vient : {code.label}", max_length=200, required=False)
            self.fields[code.value + SOURCE].widget.attrs["placeholder"] = "d’où vient ce chiffre"

    def groups(self) -> Iterator[tuple[str, list[tuple[forms.BoundField, forms.BoundField]]]]:
        """Yield each heading with its hypotheses: the field of the value, and that of its source."""
        for title, codes in GROUPS.items():
            yield title, [(self[code.value], self[code.value + SOURCE]) for code in codes]

    def chosen(self) -> dict[HypothesisCode, tuple[Decimal | None, str]]:
        """Return what was typed, by code; call it once the form is valid."""
        read = self.cleaned_data
        return {code: (read[code.value], read[code.value + SOURCE]) for codes in GROUPS.values() for code in codes}


class ReasonForm(forms.Form):
    """Why the dates of a deal are sold under their coût plateau."""

    motif = forms.ChoiceField(label="Motif", choices=[(each, each) for each in REASONS])
    precision = forms.CharField(label="Précision", max_length=160, required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for words when the reason is another one."""
        read = super().clean() or {}
        if read.get("motif") == "autre" and not read.get("precision"):
            self.add_error("precision", "Dites lequel.")
        return read

    @property
    def reason(self) -> str:
        """Return the reason in one text: « festival : Avignon, cinq programmateurs »."""
        kind, more = self.cleaned_data["motif"], self.cleaned_data["precision"]
        return more if kind == "autre" else f"{kind} : {more}" if more else kind


def _unit(code: HypothesisCode) -> str:
    return "%" if code in RATES else "dates" if code in COUNTS else "×" if code in COEFFICIENTS else "€"
