"""The days on which people cannot come: told by who plans, taken back in one gesture."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from filage.core import access, clock
from filage.core.refusal import Refusal
from filage.desks.schedule.forms.polls import AbsenceForm
from filage.desks.schedule.models import Unavailability
from filage.desks.schedule.operations import absences as operations
from filage.productions import pointing
from filage.productions.models import Person
from filage.web import editing


def page(request: HttpRequest) -> HttpResponse:
    """Read who is away, and say that somebody will be."""
    organisation = access.organisation_of(request)
    editing.editor_only(request, organisation)
    form = AbsenceForm(request.POST or None, people=pointing.offered(Person, organisation.pk).order_by("name", "id"))
    if form.is_valid():
        try:
            operations.absent(by=request.user, **_days(form.cleaned_data))
            return editing.do(request, lambda: None, then=reverse("schedule:absences"), said="C’est noté.")
        except Refusal as refusal:
            form.add_error("until", str(refusal))
    today = clock.today_for(request)
    rows = Unavailability.objects.within(organisation).filter(until__gte=today).select_related("person")
    shown = {"form": form, "rows": rows.order_by("since", "person__name"), "today": today}
    return render(request, "schedule/absences.html", shown, status=editing.UNREADABLE if form.is_bound else 200)


@require_POST
def remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take an absence back."""
    organisation = access.organisation_of(request)
    found = Unavailability.objects.within(organisation).select_related("person").filter(pk=pk).first()
    if found is None:
        raise Http404("Indisponibilité introuvable.")
    editing.editor_only(request, found)
    back = reverse("schedule:absences")
    return editing.do(request, lambda: operations.back(found, by=request.user), then=back, said="De nouveau disponible.")


def _days(found: dict[str, Any]) -> dict[str, Any]:
    until: date = found["until"] or found["since"]
    return found | {"until": until}
