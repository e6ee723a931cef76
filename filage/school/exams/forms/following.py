"""What is typed of results: the two answers of an inquiry, and what a certifier's account says."""

from typing import Any

from django import forms

from filage.rules.schooling.passage import CLIENT, CONTRACT

YES_NO = [("oui", "Oui"), ("non", "Non")]


class AnswerForm(forms.Form):
    """Whether one works, and in the trade."""

    employed = forms.ChoiceField(label="Travaillez-vous ?", choices=YES_NO, widget=forms.RadioSelect)
    in_trade = forms.ChoiceField(label="Dans le métier préparé, ou un métier voisin ?", choices=YES_NO, widget=forms.RadioSelect)

    def clean(self) -> dict[str, Any]:
        """Read the answers as truths."""
        return {name: value == "oui" for name, value in self.cleaned_data.items()}


class SenderForm(forms.Form):
    """What the file of the certifier needs that no document found here says."""

    client = forms.CharField(
        label="idClient", max_length=CLIENT, required=False, help_text="8 signes, du compte du certificateur."
    )
    contract = forms.CharField(label="idContrat", max_length=CONTRACT, required=False)
