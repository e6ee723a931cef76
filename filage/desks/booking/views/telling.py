"""Who must be told about a day: the texts ready, the order of the options, and freeing those that cannot be kept."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from filage.core.refusal import Refusal
from filage.desks.booking.queries import telling
from filage.desks.schedule.operations import options
from filage.desks.schedule.queries.editing import activity_to_edit
from filage.desks.schedule.queries.options import rivals
from filage.productions.enums import FIRM, DateStatus
from filage.web import editing
from filage.web import format as french


def tell(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read who must be told about the day of a performance; put one option before the others."""
    activity = activity_to_edit(request, pk)
    if request.method == "POST":
        try:
            options.put_first(activity, request.POST.get("premier", ""), by=request.user)
            messages.success(request, "Rang changé.")
        except Refusal as refusal:
            messages.error(request, str(refusal))
        return redirect("booking:tell", pk)
    found = telling.to_tell(activity)
    shown = {
        "activity": activity,
        "production": activity.production,
        "tab": "organisation",
        "day": french.day_long(activity.on),
        "others": [one for one in rivals(activity) if one.status in FIRM],
        "found": found,
        "may_free": activity.status in FIRM and bool(found),
        "waits": activity.status == DateStatus.OPTION,
        "date_url": reverse("schedule:date", args=[pk]),
    }
    return render(request, "booking/tell.html", shown)


@require_POST
def free(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Free the options that wait behind a firm date, after seeing what that moves."""
    activity = activity_to_edit(request, pk)
    if activity.status not in FIRM:
        raise Http404("Cette date n’est pas ferme.")
    then = reverse("booking:tell", args=[pk])
    context = {"back": f"Le {french.day_long(activity.on)}"}
    return editing.ask(
        request,
        lambda: options.free_the_others(activity_to_edit(request, pk), by=request.user),
        then=then,
        said="Options libérées.",
        heading="Libérer les autres options",
        keep="Libérer",
        context=context,
    )
