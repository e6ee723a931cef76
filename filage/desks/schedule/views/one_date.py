"""One date: its page or its drawer, its facts, and the gestures on it, each shown before it is done."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from filage.core import access, clock
from filage.core.refusal import Refusal
from filage.desks.schedule.forms.one_date import DateDetails
from filage.desks.schedule.operations import gestures
from filage.desks.schedule.queries import tour
from filage.desks.schedule.queries.editing import activity_to_edit
from filage.desks.schedule.queries.one_date import activity_to_read, one_date
from filage.desks.schedule.views import date_page, gesture_page
from filage.web import editing
from filage.web.requests import PageRequest


@require_GET
def show(request: PageRequest, pk: UUID) -> HttpResponse:
    """Know everything about one date, beside the season with htmx, on its own page without."""
    found = one_date(activity_to_read(request, pk))
    template = "schedule/date_drawer.html" if request.htmx else "schedule/date.html"
    return render(request, template, date_page.context(request, found, clock.today_for(request)))


@require_http_methods(["GET", "POST"])
def gesture(request: PageRequest, pk: UUID, code: str) -> HttpResponse:
    """Read what a gesture would move, then do it."""
    activity, asked = activity_to_edit(request, pk), gesture_page.asked(request, code)
    page = gesture_page.context(activity, asked)
    try:
        if request.method == "POST":
            gestures.carry_out(activity, asked.gesture, by=request.user, on=asked.on, at=asked.at, reason=asked.reason)
            return redirect(asked.after(activity))
        margin = tour.one(activity, margins=access.can_read_pay(request.user, activity)).money.margin
        raw = gestures.rehearse(activity, asked.gesture, by=request.user, on=asked.on, at=asked.at)
        page |= gesture_page.moved(raw, activity, margin)
    except Refusal as refusal:
        if request.method == "POST":
            messages.error(request, str(refusal))
            return redirect(asked.after(activity))
        page |= {"refusal": refusal}
    return render(request, "schedule/gesture_bar.html" if request.htmx else "schedule/gesture.html", page)


def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write the facts of a date: place, room, capacity, hosting, rights, note."""
    activity = activity_to_edit(request, pk)
    return editing.answer(
        request,
        DateDetails(request.POST or None, activity=activity),
        lambda **fields: gestures.describe(activity, by=request.user, **fields),
        then=lambda made: gesture_page.address(activity),
        context=gesture_page.form_context(activity),
    )
