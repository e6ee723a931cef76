"""How the papers of a house look: the page where it is chosen, and the specimen that shows it."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET

from filage.core import access
from filage.desks.directory import operations
from filage.desks.directory.queries import house
from filage.documents import artwork, identity
from filage.productions.enums import Typeface
from filage.productions.models import Structure
from filage.web import editing


class IdentityForm(forms.Form):
    """The two colours, the type and the logo of a house."""

    ink = forms.CharField(label="Encre", max_length=7, help_text="Textes, filets, totaux. De la forme #101b2d.")
    accent = forms.CharField(label="Accent", max_length=7, help_text="La barre au-dessus des titres, les parts d’un plan.")
    typeface = forms.ChoiceField(label="Police", choices=Typeface.choices, widget=forms.RadioSelect)
    logo = forms.FileField(
        label="Logo",
        required=False,
        help_text="PNG, fond transparent de préférence, ou JPEG ; 5 Mo au plus. Redessiné : rien d’autre n’est gardé.",
        widget=forms.FileInput(attrs={"accept": ".png,.jpg,.jpeg"}),
    )
    without_logo = forms.BooleanField(label="Sans logo : la marque dessinée par Filage", required=False)

    def clean_ink(self) -> str:
        """Return the ink as #rrggbb."""
        return colour(self.cleaned_data["ink"])

    def clean_accent(self) -> str:
        """Return the accent as #rrggbb."""
        return colour(self.cleaned_data["accent"])


def colour(text: str) -> str:
    """Return a colour as #rrggbb; ValidationError for anything else."""
    found = artwork.colour(text.strip(), "")
    if not found:
        raise ValidationError("Une couleur s’écrit # suivi de six chiffres ou lettres de a à f : #101b2d.")
    return found


def page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Choose how the papers of one of our structures look."""
    structure = _ours(request, pk)
    editing.editor_only(request, structure)
    worn = house.company(structure)
    initial = {"ink": worn.ink, "accent": worn.accent, "typeface": worn.typeface}
    found = identity.colours(worn.ink, worn.accent)
    return editing.answer(
        request,
        IdentityForm(request.POST or None, request.FILES or None, initial=initial),
        lambda logo, **fields: operations.dress(structure, by=request.user, logo=logo.read() if logo else b"", **fields),
        then=lambda _: reverse("directory:identity", args=[pk]),
        said="L’identité est gardée : les prochains papiers la portent, les papiers émis ne changent pas.",
        template="directory/identity.html",
        context={
            "structure": structure,
            "shades": ((found.ink, "Encre"), (found.accent, "Accent"), (found.accent_text, "Mots en accent")),
            "remarks": identity.remarks(found),
            "has_logo": worn.logo is not None,
            "lost_logo": bool(structure.logo) and worn.logo is None,
        },
    )


@require_GET
def shown(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give the picture of a paper of nobody's, as the house would sign it."""
    from filage.documents import specimen  # the compiler is loaded when a picture is drawn

    response = HttpResponse(specimen.picture(house.company(_ours(request, pk))), content_type="image/png")
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _ours(request: HttpRequest, pk: UUID) -> Any:
    """Return one of our structures in the current organisation; 404 otherwise."""
    return get_object_or_404(Structure.objects.within(access.organisation_of(request)).filter(ours=True), pk=pk)
