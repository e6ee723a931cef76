"""The logistics of one date: read it, and write its journeys, its stays, its meals, the conditions of its deal."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from filage.core import access, clock
from filage.desks.logistics.forms.arranging import HostingForm, MealForm, StayForm
from filage.desks.logistics.forms.journeys import JourneyForm
from filage.desks.logistics.forms.needs import NeedForm
from filage.desks.logistics.models import Journey, Meal, Stay
from filage.desks.logistics.operations import arranging, needs
from filage.desks.logistics.queries import checklist, pages
from filage.desks.logistics.views import tables, usual
from filage.desks.schedule.queries.editing import activity_to_edit
from filage.desks.schedule.queries.one_date import activity_to_read
from filage.productions.models import Activity
from filage.web import editing
from filage.web import format as french

KINDS: dict[str, Any] = {"trajet": Journey, "sejour": Stay, "repas": Meal}


@require_GET
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read how the team of a date travels, sleeps and eats, and what the host sees to."""
    activity = activity_to_read(request, pk)
    found, edits = pages.of_date(activity), access.can_edit(request.user, activity)
    shown = {
        "activity": activity,
        "production": activity.production,
        "tab": "organisation",
        "day": french.day_long(activity.on),
        "found": found,
        "journeys": tables.journeys(found, edits),
        "rooms": [tables.rooms(*each) for each in found.stays],
        "stays": found.stays,
        "meals": tables.meals(found, edits),
        "needs": tables.needs(found.needs, request.user),
        "items": checklist.items_of(activity.deal) if activity.deal else [],
        "opened": found.opened,
        "today": clock.today_for(request),
        "may_edit": edits,
    }
    return render(request, "logistics/date.html", shown)


def journey(request: HttpRequest, pk: UUID, row: UUID | None = None) -> HttpResponse:
    """Write a journey of a date."""
    activity = activity_to_edit(request, pk)
    held = _row(activity, Journey, row) or usual.journey(activity)
    form = JourneyForm(
        request.POST or None,
        journey=held,
        team=pages.team_of(activity),
        lines=pages.budget_lines(activity, "6251"),
    )
    return _answer(request, activity, form, lambda **said: arranging.write_journey(held, by=request.user, **said), "Trajet", held)


def stay(request: HttpRequest, pk: UUID, row: UUID | None = None) -> HttpResponse:
    """Write a stay of a date."""
    activity = activity_to_edit(request, pk)
    held = _row(activity, Stay, row) or usual.stay(activity)
    team, lines = pages.team_of(activity), pages.budget_lines(activity, "6256")
    form = StayForm(request.POST or None, stay=held, team=team, lines=lines)
    return _answer(request, activity, form, lambda **said: arranging.write_stay(held, by=request.user, **said), "Nuits", held)


def meal(request: HttpRequest, pk: UUID, row: UUID | None = None) -> HttpResponse:
    """Write a meal of a date."""
    activity = activity_to_edit(request, pk)
    held = _row(activity, Meal, row) or usual.meal(activity)
    form = MealForm(request.POST or None, meal=held, lines=pages.budget_lines(activity, "6256"))
    return _answer(request, activity, form, lambda **said: arranging.write_meal(held, by=request.user, **said), "Repas", held)


def hosting(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write who sees to each condition of hosting of the deal of a date."""
    activity = activity_to_edit(request, pk)
    deal = activity.deal
    if deal is None:
        raise Http404("Cette date n’a pas de conditions de vente.")
    form = HostingForm(request.POST or None, items=checklist.items_of(deal))
    return _answer(
        request, activity, form, lambda **said: arranging.write_hosting(deal, by=request.user, **said), "Accueil", None
    )


def need(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say what somebody of a date needs, and what the place answers."""
    activity = activity_to_edit(request, pk)
    form = NeedForm(request.POST or None, team=pages.team_of(activity))
    return _answer(request, activity, form, lambda **said: needs.say(activity, by=request.user, **said), "Besoin", None)


@require_POST
def remove(request: HttpRequest, pk: UUID, kind: str, row: UUID) -> HttpResponse:
    """Take a journey, a stay or a meal away."""
    activity = activity_to_edit(request, pk)
    held = _row(activity, KINDS.get(kind), row)
    then = reverse("logistics:date", args=[pk])
    return editing.do(request, lambda: arranging.remove(held, by=request.user), then=then, said="Supprimé.")


def _row(activity: Activity, model: Any, pk: UUID | None) -> Any:
    """Return a row that serves a date, None when none is asked for; 404 when it is not there."""
    if pk is None:
        return None
    found = model and model.objects.within(activity.organisation_id).filter(activity=activity, pk=pk).first()
    if not found:
        raise Http404("Cette ligne n’est plus là.")
    if model is Meal:
        found.activity = activity
    else:
        found.production = activity.production
    return found


def _answer(request: HttpRequest, activity: Activity, form: Any, act: Any, what: str, row: Any) -> HttpResponse:
    back = reverse("logistics:date", args=[activity.pk])
    kind = next((code for code, model in KINDS.items() if isinstance(row, model)), "")
    shown: dict[str, Any] = {
        "heading": what,
        "lede": f"{activity.production.title}, {french.day_long(activity.on)}",
        "back": "Logistique",
        "back_url": back,
    }
    if kind and not row._state.adding:
        if kind != "repas":
            shown["more"], shown["more_url"] = "Comparer des devis", reverse("logistics:offers", args=[activity.pk, kind, row.pk])
        shown["delete_url"] = reverse("logistics:remove", args=[activity.pk, kind, row.pk])
    return editing.answer(request, form, act, then=lambda _: back, said="C’est enregistré.", context=shown)
