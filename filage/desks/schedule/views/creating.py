"""Two gestures that begin: a new spectacle in three fields, and dates, seen before they are placed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from filage.core import access, clock
from filage.core.refusal import Refusal
from filage.desks.schedule import operations
from filage.desks.schedule.forms import NewDates, NewShow, key_of
from filage.desks.schedule.views.agenda_page import day_asked
from filage.productions.enums import ActivityKind, DateStatus
from filage.productions.models import Production, Structure
from filage.productions.operations import create_production
from filage.rules.planning.run import Moment
from filage.web import editing, moves
from filage.web import format as french


def new_show(request: HttpRequest) -> HttpResponse:
    """Begin a spectacle or a projet: title, sort, première; the interview with the artist follows."""
    organisation = access.organisation_of(request)
    editing.editor_only(request, organisation)
    structures = list(Structure.objects.within(organisation).filter(ours=True))
    if not structures:
        messages.info(request, "Un spectacle appartient à une structure : créez d’abord la vôtre.")
        return redirect("directory:start")
    return editing.answer(
        request,
        NewShow(request.POST or None, structures=structures),
        lambda **fields: create_production(by=request.user, **fields),
        then=lambda made: reverse("budget:interview", args=[made.slug]),
        context={"heading": "Nouveau spectacle", "act": "Créer", "back": "Spectacles", "back_url": reverse("web:shows")},
    )


def add_dates(request: HttpRequest, slug: str) -> HttpResponse:
    """Place dates on the calendar: type them, see them with what they move, keep those that stay ticked."""
    production = editing.production_to_edit(request, slug)
    initial = {"capacity": production.capacity} | _begun(request)
    form = NewDates(request.POST or None, production=production, today=clock.today_for(request), initial=initial)
    if form.is_bound and form.is_valid() and request.POST.get("geste") != "revoir":
        try:
            return (_place if "confirme" in request.POST else _show)(request, production, form)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    status = editing.UNREADABLE if form.is_bound and form.errors else 200
    return render(request, "schedule/add_dates.html", _page(production) | {"form": form}, status=status)


def _begun(request: HttpRequest) -> dict[str, Any]:
    """Return what the address already says of the dates: the calendar leads here from one of its days."""
    kind, first = request.GET.get("sorte", ""), day_asked(request.GET.get("jour", ""))
    return ({"kind": kind, "status": DateStatus.CONFIRME} if kind in ActivityKind.values else {}) | (
        {"first": first} if first else {}
    )


def _show(request: HttpRequest, production: Production, form: NewDates) -> HttpResponse:
    return render(request, "schedule/preview_dates.html", _page(production) | _preview(production, form))


def _place(request: HttpRequest, production: Production, form: NewDates) -> HttpResponse:
    made = operations.add_dates(production, form.chosen(), by=request.user, **form.cleaned_data)
    messages.success(request, f"{french.count(len(made), 'date')} au calendrier.")
    return redirect("schedule:calendar", production.slug)


def _page(production: Production) -> dict[str, Any]:
    return {"production": production, "tab": "organisation"}


HIDDEN = ("csrfmiddlewaretoken", "geste", "kept", "confirme")


def _preview(production: Production, form: NewDates) -> dict[str, Any]:
    made = operations.placed(production, form.moments, **form.cleaned_data)
    data: Any = form.data
    return {
        "moments": [(key_of(one), _said(one)) for one in form.moments],
        "count": french.count(len(made), "date"),
        "first": made[0],
        "typed": [(name, value) for name, values in data.lists() for value in values if name not in HIDDEN],
        "moved": moves.moved(operations.preview_dates(made)),
    }


def _said(moment: Moment) -> str:
    hour = f", {french.hour(moment.at)}" if moment.at else ""
    return f"{french.day_long(moment.on)}{hour}"
