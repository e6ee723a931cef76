"""What is typed of the evidence of a candidate: her productions, a proof, her levels, a copy to verify."""

from typing import Any

from django import forms

from filage.rules.schooling.certification import Certification
from filage.rules.schooling.quality.self_marks import LEVELS
from filage.school.exams.enums import ProofState
from filage.school.exams.models import Proof
from filage.web.inputs import DayField, Parted


class WorksForm(forms.Form):
    """The productions that a candidate presents."""

    works: Any = forms.ModelMultipleChoiceField(
        label="Spectacles et projets", queryset=None, widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, data: Any = None, *, rows: Any, held: Any) -> None:
        super().__init__(data, initial={"works": held})
        fields: Any = self.fields
        fields["works"].queryset = rows


class ProofForm(forms.Form):
    """A file or a word that proves a deliverable."""

    state = forms.ChoiceField(label="État", choices=ProofState.choices)
    on = DayField(label="Du", required=False)
    file = forms.FileField(label="Fichier", max_length=200, required=False, help_text="PDF, DOCX, ODT, texte, JPEG ou PNG.")
    note = forms.CharField(label="Note", max_length=500, required=False, help_text="Où le lire, ce qu’il montre.")

    def __init__(self, data: Any = None, files: Any = None, *, proof: Proof) -> None:
        super().__init__(data, files, initial={name: getattr(proof, name) for name in ("state", "on", "note")})


class LevelsForm(Parted, forms.Form):
    """How a candidate judges herself, competence by competence."""

    def __init__(self, data: Any = None, *, record: Certification, held: Any) -> None:
        super().__init__(data)
        choices = [("", "pas dit"), *((str(level), f"{level}, {said}") for level, said in LEVELS.items())]
        parts: list[tuple[str, tuple[str, ...]]] = []
        for block in record.blocks:
            names = []
            for one in record.of_block(block.code):
                self.fields[one.code] = forms.ChoiceField(
                    label=f"{one.code}, {one.title}", choices=choices, required=False, initial=str(held.get(one.code, ""))
                )
                names.append(one.code)
            parts.append((f"{block.code}, {block.title}", tuple(names)))
        self.PARTS = tuple(parts)

    def clean(self) -> dict[str, Any]:
        """Return the levels by competence, None where none is said."""
        return {"levels": {code: int(level) if level else None for code, level in self.cleaned_data.items()}}


class VerifyForm(forms.Form):
    """A copy of a dossier whose bytes are compared."""

    file = forms.FileField(label="Le fichier reçu", max_length=200)
