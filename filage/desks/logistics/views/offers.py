"""The offers of a journey or of a stay, side by side, and the one that is taken."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from filage.desks.logistics.forms.fleet import OfferForm
from filage.desks.logistics.models import Journey, Offer, Stay
from filage.desks.logistics.operations import offers as operations
from filage.desks.logistics.queries import offers as queries
from filage.desks.schedule.queries.editing import activity_to_edit
from filage.productions.models import Activity
from filage.web import editing
from filage.web import format as french

KINDS: dict[str, Any] = {"trajet": Journey, "sejour": Stay}


def compare(request: HttpRequest, pk: UUID, kind: str, row: UUID) -> HttpResponse:
    """Read the offers of a row side by side, and write one more."""
    activity = activity_to_edit(request, pk)
    held = _held(activity, kind, row)
    here = request.path
    return editing.answer(
        request,
        OfferForm(request.POST or None),
        lambda **said: operations.add(held, by=request.user, **said),
        then=lambda _: here,
        said="Le devis est noté.",
        template="logistics/offers.html",
        context={
            "activity": activity,
            "production": activity.production,
            "tab": "organisation",
            "row": held,
            "kind": kind,
            "day": french.day_long(activity.on),
            "offers": queries.compared(held),
            "nights": queries.nights(held) if kind == "sejour" else 0,
        },
    )


@require_POST
def decide(request: HttpRequest, pk: UUID, kind: str, row: UUID, offer: UUID) -> HttpResponse:
    """Take an offer, or take it away."""
    activity = activity_to_edit(request, pk)
    held = _held(activity, kind, row)
    rows = Offer.objects.within(activity.organisation_id).filter(**{queries.name_of(held): held})
    found = get_object_or_404(rows.select_related("production"), pk=offer)
    then = reverse("logistics:offers", args=[pk, kind, row])
    if "supprimer" in request.POST:
        return editing.do(request, lambda: operations.remove(found, by=request.user), then=then, said="Supprimé.")
    said = f"{found.supplier} est retenu : la réservation est posée à ce prix."
    return editing.do(request, lambda: operations.take(held, found, by=request.user), then=then, said=said)


def _held(activity: Activity, kind: str, row: UUID) -> Any:
    model = KINDS.get(kind)
    found = model and model.objects.within(activity.organisation_id).filter(activity=activity, pk=row).first()
    if not found:
        raise Http404("Cette ligne n’est plus là.")
    found.production = activity.production
    return found
