"""What is typed of a proposed line: by a post that has no account, then by the production that answers."""

from django import forms

from filage.desks.budget.enums import Destination, Post
from filage.productions.enums import Phase
from filage.web.inputs import AmountField

EXPENSES = [(code, f"{code} · {label}") for code, label in Destination.choices if code not in ("K", "P")]


class InviteForm(forms.Form):
    """To whom a link is given."""

    post = forms.ChoiceField(label="Poste", choices=Post.choices)
    email = forms.EmailField(label="Envoyer à", required=False, help_text="Facultatif : sinon, copiez le lien et donnez-le.")


class ProposalForm(forms.Form):
    """A line that a post proposes."""

    label = forms.CharField(label="Ce qu’il faut", max_length=200)
    quantity = AmountField(label="Quantité", decimals=4, min_value=0, initial=1)
    unit = forms.CharField(label="Unité", max_length=40, required=False, help_text="pièce, jour, mètre, forfait…")
    unit_price = AmountField(
        label="Prix unitaire",
        unit="€ HT",
        decimals=4,
        min_value=0,
        required=False,
        help_text="Vide si vous ne le savez pas encore.",
    )
    note = forms.CharField(label="Note", max_length=300, required=False, help_text="Fournisseur, devis, solution moins chère…")
    author = forms.CharField(label="Votre nom", max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))


class AcceptForm(forms.Form):
    """A proposed line as it will stand in the budget."""

    label = forms.CharField(label="Libellé", max_length=200)
    quantity = AmountField(label="Quantité", decimals=4, min_value=0)
    unit = forms.CharField(label="Unité", max_length=40, required=False)
    unit_price = AmountField(label="Prix unitaire", unit="€ HT", decimals=4, min_value=0, required=False)
    destination = forms.ChoiceField(label="Destination", choices=EXPENSES)
    account = forms.CharField(label="Compte", max_length=8, required=False)
    phase = forms.ChoiceField(label="Budget", choices=Phase.choices)


class RefuseForm(forms.Form):
    """Why a proposed line is not taken."""

    reason = forms.CharField(label="Pourquoi", max_length=300, help_text="Le poste lira cette réponse sur sa page.")
