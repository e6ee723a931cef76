"""Which workbook is taken back."""

from django import forms


class WorkbookForm(forms.Form):
    """A workbook to read: one of ours that comes back, or somebody else's."""

    file = forms.FileField(
        label="Classeur",
        max_length=200,
        help_text="XLSX ou ODS, 5 Mo au plus, sans macro ni mot de passe. Rien n’est écrit avant votre accord.",
        error_messages={"required": "Choisissez un classeur .xlsx ou .ods."},
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.ods"}),
    )
