"""What opens a date to more people: write one of its services, take one away."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from filage.desks.logistics.forms.fleet import ServiceForm
from filage.desks.logistics.models import AccessService
from filage.desks.logistics.operations import fleet as operations
from filage.desks.logistics.queries import services as queries
from filage.desks.schedule.queries.editing import activity_to_edit
from filage.productions.models import Activity
from filage.web import editing
from filage.web import format as french


def service(request: HttpRequest, pk: UUID, row: UUID | None = None) -> HttpResponse:
    """Write a service of a date."""
    activity = activity_to_edit(request, pk)
    held = _held(activity, row) if row else AccessService(organisation_id=activity.organisation_id, activity=activity)
    back = reverse("logistics:date", args=[pk]) + "#acces"
    lede = f"{activity.production.title}, {french.day_long(activity.on)}"
    shown: dict[str, Any] = {"heading": "Séance accessible", "lede": lede, "back": "Logistique", "back_url": back}
    if row:
        shown["delete_url"] = reverse("logistics:remove_service", args=[pk, row])
    return editing.answer(
        request,
        ServiceForm(request.POST or None, service=held, kinds=queries.kinds_left(activity, held)),
        lambda **said: operations.write_service(held, by=request.user, **said),
        then=lambda _: back,
        said="C’est enregistré.",
        context=shown,
    )


@require_POST
def remove(request: HttpRequest, pk: UUID, row: UUID) -> HttpResponse:
    """Take a service away."""
    activity = activity_to_edit(request, pk)
    held = _held(activity, row)
    act = lambda: operations.remove_service(held, by=request.user)  # noqa: E731
    return editing.do(request, act, then=reverse("logistics:date", args=[pk]), said="Supprimé.")


def _held(activity: Activity, row: UUID) -> AccessService:
    found: AccessService = get_object_or_404(
        AccessService.objects.within(activity.organisation_id).filter(activity=activity), pk=row
    )
    found.activity = activity
    return found
