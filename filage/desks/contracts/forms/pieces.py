"""What is typed of a paper: by the partner who drops it, by us who keep it, verify it or refuse it."""

from typing import Any

from django import forms

from filage.core.received import upload_of
from filage.desks.contracts.enums import PieceKind
from filage.web.inputs import DayField

OURS = [choice for choice in PieceKind.choices if choice[0] != PieceKind.RECEPISSE]  # our numbers are on our own sheet


class DropForm(forms.Form):
    """One paper: its file, its number, and the days it holds."""

    kind = forms.ChoiceField(label="Pièce")
    file = forms.FileField(
        label="Fichier",
        max_length=200,
        required=False,
        help_text="PDF, JPEG ou PNG ; 20 Mo au plus.",
        error_messages={"missing": "Choisissez un fichier de 20 Mo au plus."},
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )
    number = forms.CharField(label="Numéro", max_length=120, required=False, help_text="Du récépissé, du contrat d’assurance…")
    category = forms.TypedChoiceField(
        label="Catégorie",
        choices=[("", "sans objet"), ("1", "1, exploitant de lieu"), ("2", "2, producteur"), ("3", "3, diffuseur")],
        coerce=int,
        empty_value=None,
        required=False,
        help_text="Du récépissé seulement.",
    )
    issued_on = DayField(label="Établie le", required=False)
    expires_on = DayField(label="Valable jusqu’au", required=False)

    def __init__(self, *args: Any, kinds: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["kind"]
        kind.choices = kinds

    def clean(self) -> dict[str, Any]:
        """Refuse a paper that would end before it begins; give the file as the operations take it."""
        cleaned = super().clean() or {}
        start, end = cleaned.get("issued_on"), cleaned.get("expires_on")
        if start and end and end < start:
            self.add_error("expires_on", "Cette date précède celle où la pièce est établie.")
        return cleaned | {"upload": upload_of(cleaned.pop("file", None))}


class AskForm(forms.Form):
    """To whom the link of the papers is sent."""

    email = forms.EmailField(label="Envoyer à", required=False, help_text="Facultatif : sinon, copiez le lien et donnez-le.")


class VerifyForm(forms.Form):
    """How a paper was checked."""

    proof = forms.CharField(
        label="Preuve de la vérification",
        max_length=300,
        required=False,
        help_text="Pour une attestation de vigilance : son code de sécurité, saisi sur le site de l’Urssaf, et la réponse.",
    )


class NumberForm(forms.Form):
    """How a VAT number was looked up."""

    proof = forms.CharField(
        label="Preuve de la vérification",
        max_length=300,
        help_text="Sur le site VIES de la Commission européenne : le n° de consultation, ou la réponse lue et le nom affiché.",
    )


class RefuseForm(forms.Form):
    """Why a paper is not the right one."""

    note = forms.CharField(label="Pourquoi", max_length=300, help_text="Le partenaire le lira sur la page de son lien.")
