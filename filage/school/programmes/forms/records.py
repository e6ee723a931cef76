"""What is given to take in a référentiel: its file, and the name of its version."""

from django import forms

from filage.rules.schooling.yaml_text import BIGGEST
from filage.web import format as french


class RecordForm(forms.Form):
    """A référentiel as a YAML file."""

    file = forms.FileField(
        label="Référentiel (YAML)",
        help_text="Même forme que l’export d’une fiche : exportez celle de Filage, remplacez ses critères, importez-la.",
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml,.txt"}),
    )
    version = forms.CharField(
        label="Nom de la version", max_length=40, required=False, help_text="Vide : le jour où la fiche a été relevée."
    )

    def clean_file(self) -> bytes:
        """Return the bytes of the file; an enormous one is refused before it is read."""
        given = self.cleaned_data["file"]
        if given.size > 4 * BIGGEST:
            raise forms.ValidationError(f"Ce fichier pèse {french.size(given.size)} : huit mégaoctets au plus.")
        content: bytes = given.read()
        return content
