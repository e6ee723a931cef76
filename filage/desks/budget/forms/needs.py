"""What is typed of an answer, a need, a quote, and which paper is joined."""

from django import forms

from filage.productions.enums import AttachmentKind, CostSource, NeedKind, Phase
from filage.web.inputs import AmountField, DayField

LONGEST = 20_000


class AnswerForm(forms.Form):
    """What the artist says of one side of the project."""

    text = forms.CharField(
        label="Ce qui est dit",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 7, "autofocus": True}),
    )
    open_point = forms.CharField(
        label="Points ouverts",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Un par ligne : ce qui reste à trancher, à demander, à vérifier.",
    )


class NeedForm(forms.Form):
    """What it asks for; a cost left empty stays unknown."""

    label = forms.CharField(label="Besoin", max_length=200)
    kind = forms.ChoiceField(label="Sorte", choices=NeedKind.choices, initial=NeedKind.TECHNIQUE)
    quantity = AmountField(label="Quantité", required=False, decimals=4, min_value=0)
    unit = forms.CharField(label="Unité", max_length=40, required=False, help_text="jour, pièce, forfait, service…")
    unit_cost = AmountField(label="Coût unitaire", required=False, unit="€ HT", decimals=4, min_value=0)
    cost_source = forms.ChoiceField(label="D’où vient ce coût", choices=CostSource.choices, initial=CostSource.ESTIMATION)
    certain = forms.BooleanField(label="Certain", required=False, help_text="Décoché : à confirmer.")
    origin = forms.CharField(label="Origine", max_length=200, required=False, help_text="Note d’intention, entretien, lieu…")


class QuoteForm(forms.Form):
    """A quote, beside the others."""

    supplier = forms.CharField(label="Fournisseur", max_length=160)
    unit_cost = AmountField(label="Coût unitaire", required=False, unit="€ HT", decimals=4, min_value=0)
    reference = forms.CharField(label="N° du devis", max_length=80, required=False)
    received_on = DayField(label="Reçu le", required=False)
    valid_until = DayField(label="Valable jusqu’au", required=False)
    note = forms.CharField(label="Note", max_length=300, required=False)


class PhaseForm(forms.Form):
    """In which budget a need goes."""

    phase = forms.ChoiceField(label="Budget", choices=Phase.choices, initial=Phase.CREATION)


class AttachForm(forms.Form):
    """A paper joined to the project."""

    kind = forms.ChoiceField(label="Pièce", choices=AttachmentKind.choices)
    file = forms.FileField(
        label="Fichier",
        max_length=200,
        help_text="PDF, DOCX, ODT, texte, JPEG ou PNG ; 20 Mo au plus.",
        error_messages={"required": "Choisissez un fichier de 20 Mo au plus."},
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.docx,.odt,.txt,.md,.jpg,.jpeg,.png"}),
    )
