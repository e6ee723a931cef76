"""The vehicles of the house, and what is written of each."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from filage.core import access, clock
from filage.desks.logistics.forms.fleet import VehicleForm
from filage.desks.logistics.models import Vehicle
from filage.desks.logistics.operations import fleet as operations
from filage.desks.logistics.queries import vehicles as queries
from filage.web import editing


@require_GET
def vehicles(request: HttpRequest) -> HttpResponse:
    """Read the vehicles of the house."""
    organisation = access.organisation_of(request)
    found = queries.vehicles(request.user, organisation, clock.today_for(request))
    shown = {"found": found, "shown": queries.SHOWN, "may_edit": access.can_edit(request.user, organisation)}
    return render(request, "logistics/vehicles.html", shown)


def vehicle(request: HttpRequest, pk: UUID | None = None) -> HttpResponse:
    """Write a vehicle."""
    held = _held(request, pk) if pk else Vehicle(organisation=access.organisation_of(request))
    editing.editor_only(request, held)
    back = reverse("logistics:vehicles")
    shown: dict[str, Any] = {"heading": "Véhicule", "lede": held.name, "back": "Véhicules", "back_url": back}
    if pk:
        shown["delete_url"] = reverse("logistics:remove_vehicle", args=[pk])
    return editing.answer(
        request,
        VehicleForm(request.POST or None, vehicle=held),
        lambda **said: operations.write_vehicle(held, by=request.user, **said),
        then=lambda _: back,
        said="C’est enregistré.",
        context=shown,
    )


@require_POST
def remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a vehicle away."""
    held = _held(request, pk)
    editing.editor_only(request, held)
    act = lambda: operations.remove_vehicle(held, by=request.user)  # noqa: E731
    return editing.do(request, act, then=reverse("logistics:vehicles"), said="Supprimé. Ctrl Z reprend.")


def _held(request: HttpRequest, pk: UUID) -> Vehicle:
    found: Vehicle = get_object_or_404(Vehicle.objects.within(access.organisation_of(request)), pk=pk)
    return found
