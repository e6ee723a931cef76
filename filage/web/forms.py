"""The forms of the shell: setting a finding aside."""

from django import forms

from filage.web.inputs import DayField


class DismissForm(forms.Form):
    """Why a finding is set aside, and until when."""

    reason = forms.CharField(label="Motif", max_length=300, help_text="Gardé au journal avec votre nom.")
    until = DayField(label="Jusqu’au", help_text="Le constat revient ce jour passé, ou dès que ses faits changent.")
