"""The coefficient de charges of our structure, read on its payslips: what every embauche is priced with."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from filage.core import access
from filage.desks.budget import operations
from filage.desks.budget.forms.coefficients import CoefficientForm
from filage.productions.models import Structure
from filage.web import editing


def give(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give the coefficient of a status from a day on, with where it was read."""
    organisation = access.organisation_of(request)
    if not access.can_read_pay(request.user, organisation):
        raise PermissionDenied(
            "Le coefficient de charges se lit sur les bulletins : l’administration et la production le changent."
        )
    structure = get_object_or_404(Structure.objects.within(organisation).filter(ours=True), pk=pk)
    back = reverse("directory:ours")
    return editing.answer(
        request,
        CoefficientForm(request.POST or None),
        lambda **fields: operations.give_coefficient(structure, by=request.user, **fields),
        then=lambda _: back,
        said="Le coefficient est enregistré : les embauches sont chiffrées avec lui.",
        context={"heading": "Coefficient de charges", "act": "Enregistrer", "back": structure.name, "back_url": back},
    )
