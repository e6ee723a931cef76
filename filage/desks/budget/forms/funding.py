"""What may be typed in a financing plan: a funder, its status and what it grants, a payment, a paper."""

from collections.abc import Sequence
from typing import Any

from django import forms

from filage.core import stages
from filage.desks.budget.enums import IncomeStatus, PaperKind
from filage.desks.budget.models import Line
from filage.productions.enums import FunderKind
from filage.productions.models import Attachment, Structure
from filage.rules.funding.catalogue import KnownAid, Standing, known_aids
from filage.web.inputs import AmountField, DayField

NEW = "Un nouveau financeur"
KINDS = [("", "partenaire privé ou coproducteur"), *FunderKind.choices]
BASE = "Ce que la demande compte : ni contributions volontaires, ni amortissements."
GRANTED = "À partir de « notifié » ; ce qui était demandé reste écrit."


class FunderForm(forms.Form):
    """A funder to ask: one of the directory, or a new one."""

    structure = forms.ChoiceField(label="Financeur", required=False)
    name = forms.CharField(label="Nom, s’il est nouveau", max_length=200, required=False)
    kind = forms.ChoiceField(label="Sorte, s’il est nouveau", choices=KINDS, required=False)
    label = forms.CharField(label="Objet", max_length=200, required=False, help_text="« Aide à la création », « coproduction ».")
    amount = AmountField(label="Somme demandée", unit="€", required=False, min_value=0)
    status = forms.ChoiceField(label="État", choices=IncomeStatus.choices, initial=IncomeStatus.DEMANDE)

    def __init__(self, data: Any = None, *, structures: Sequence[Structure]) -> None:
        super().__init__(data, auto_id="f_%s")
        self.held = {str(each.pk): each for each in structures}
        chosen = self.fields["structure"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = [("", NEW), *((key, each.name) for key, each in self.held.items())]

    def clean_structure(self) -> Structure | None:
        """Return the structure chosen, None for a new one."""
        return self.held.get(self.cleaned_data["structure"])


class StatusForm(forms.Form):
    """Where a funder stands, and what it grants."""

    to = forms.ChoiceField(label="État")
    obtained = AmountField(label="Somme accordée", unit="€", required=False, min_value=0, help_text=GRANTED)

    def __init__(self, data: Any = None, *, line: Line) -> None:
        super().__init__(data, initial={"to": line.status}, auto_id="s_%s")
        labels = dict(IncomeStatus.choices)
        chosen = self.fields["to"]
        assert isinstance(chosen, forms.ChoiceField)
        reached = [line.status, *stages.targets(line)] if line.status else list(labels)
        chosen.choices = [(code, label) for code, label in labels.items() if code in reached]


class AidForm(forms.Form):
    """Which aid of the catalogue a line is, and the base its request counts."""

    aid = forms.ChoiceField(label="Aide", required=False)
    eligible_base = AmountField(label="Assiette éligible", unit="€", required=False, min_value=0, help_text=BASE)

    def __init__(self, data: Any = None, *, line: Line) -> None:
        super().__init__(data, initial={"aid": line.aid, "eligible_base": line.eligible_base}, auto_id="a_%s")
        chosen = self.fields["aid"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = [("", "hors du catalogue"), *((aid.code, _said(aid)) for aid in known_aids().values())]

    def clean_aid(self) -> str:
        """Return the code of the aid, an empty text out of the catalogue."""
        return str(self.cleaned_data["aid"])


def _said(aid: KnownAid) -> str:
    return aid.name if aid.standing is Standing.OPEN else f"{aid.name} (à vérifier, {aid.age})"


class PaymentForm(forms.Form):
    """One payment of a funder."""

    on = DayField(label="Le")
    amount = AmountField(label="Montant", unit="€", required=False)
    share = AmountField(label="ou part de la somme", unit="%", required=False)
    paid = forms.BooleanField(label="Déjà reçu", required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="i_%s")


class PaperForm(forms.Form):
    """A letter or a paper to follow."""

    kind = forms.ChoiceField(label="Pièce", choices=PaperKind.choices)
    reference = forms.CharField(label="Référence", max_length=160, required=False)
    due_on = DayField(label="Attendue le", required=False)
    done_on = DayField(label="Envoyée ou reçue le", required=False)
    attachment = forms.ChoiceField(label="Fichier joint au projet", required=False)

    def __init__(self, data: Any = None, *, attachments: Sequence[Attachment]) -> None:
        super().__init__(data, auto_id="p_%s")
        self.held = {str(each.pk): each for each in attachments}
        chosen = self.fields["attachment"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = [("", "Aucun"), *((key, each.name) for key, each in self.held.items())]

    def clean_attachment(self) -> Attachment | None:
        """Return the file chosen."""
        return self.held.get(self.cleaned_data["attachment"])
