"""The calendar of everything, and what a service would break where it is dragged."""

from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_safe

from filage.core import access, clock
from filage.desks.schedule.queries.agenda import Agenda
from filage.desks.schedule.queries.editing import activity_to_edit
from filage.desks.schedule.queries.trying import Broken, trial_of, tried
from filage.desks.schedule.views import agenda_page
from filage.productions.queries import productions_to_read

LONGEST = timedelta(days=45)  # days tried at once: the grid of a month


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """See who is where and when: services, journeys, nights, duties, by month, by week or in a list."""
    organisation, today = access.organisation_of(request), clock.today_for(request)
    given = agenda_page.asked(request.GET, today)
    readable = access.readable_productions(request.user, organisation)
    agenda = Agenda(organisation.pk, readable, *given.bounds)
    shown = agenda_page.context(request, given, agenda, productions_to_read(request), today)
    return render(request, "schedule/agenda.html", shown)


@require_GET
def attempt(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Tell what a service would break on each day of a period, at its hour or at another, while it is dragged."""
    activity = activity_to_edit(request, pk)
    own = activity.on.isoformat()
    try:
        since, until = (date.fromisoformat(request.GET.get(name, own)) for name in ("du", "au"))
        hour = time.fromisoformat(request.GET["a"]) if "a" in request.GET else None
    except ValueError:
        return HttpResponseBadRequest("du, au : AAAA-MM-JJ ; a : HH:MM")
    if not timedelta(0) <= until - since <= LONGEST:
        return HttpResponseBadRequest("une période d’un mois au plus")
    readable = access.readable_productions(request.user, access.organisation_of(request))
    days = [since + timedelta(days=shift) for shift in range((until - since).days + 1)]
    found = tried(trial_of(activity, readable, since, until), days, hour)
    return JsonResponse({day.isoformat(): [_said(one) for one in broken] for day, broken in found.items()})


def _said(one: Broken) -> dict[str, Any]:
    return {"gravite": one.severity, "texte": one.text}
