"""One page for one decision: what a cancelled or postponed date costs, what it leaves to undo, and the texts to send."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from filage.core import access, clock
from filage.core.refusal import Refusal
from filage.desks.contracts.forms.cancellations import CancelForm
from filage.desks.contracts.models import LooseEnd
from filage.desks.contracts.operations import cancellations as operations
from filage.desks.contracts.queries import cancellation_words, cancellations
from filage.desks.contracts.queries.cancellations import Decision
from filage.desks.schedule.queries.editing import activity_to_edit
from filage.productions.models import Activity
from filage.web import editing, moves
from filage.web import format as french


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """See what a decision leaves, then write it."""
    activity, today = activity_to_edit(request, pk), clock.today_for(request)
    form = _form(request, activity)
    page = _page(activity, form, today)
    if form.is_bound and form.is_valid():
        try:
            if editing.SEE in request.POST:
                page |= _seen(form, activity, today, by=request.user)
            else:
                decision = form.decision(today)
                operations.decide(decision, by=request.user)
                messages.success(request, "La date est reportée." if decision.moves else "La date est annulée.")
                return redirect(page["back_url"])
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return render(request, "contracts/cancel.html", page, status=editing.UNREADABLE if form.errors else 200)


def _form(request: HttpRequest, activity: Activity) -> CancelForm:
    dates = cancellations.together(activity)
    scale = cancellations.scale_of(activity.deal)
    chosen = next((one for one in dates if one.pk == activity.pk), activity)
    return CancelForm(request.POST or None, dates=dates, scale=scale, chosen=chosen)


def _page(activity: Activity, form: CancelForm, today: date) -> dict[str, Any]:
    venue = activity.venue
    return {
        "activity": activity,
        "production": activity.production,
        "tab": "organisation",
        "form": form,
        "day": french.day_long(activity.on).capitalize(),
        "place": (venue.city or venue.name) if venue else activity.production.title,
        "left": french.distance(activity.on, today),
        "back_url": reverse("schedule:date", args=[activity.pk]),
        "seen": None,
    }


def _seen(form: CancelForm, activity: Activity, today: date, *, by: Any) -> dict[str, Any]:
    """Return all that a decision leaves; the dates are read again, since trying one changes them in memory."""
    decision = form.decision(today)
    reading = operations.reading_of(decision)
    funders = operations.funders_after(decision)
    told = cancellation_words.texts(reading, by=str(by))
    ends = cancellation_words.loose_ends(reading, funders)
    return {
        "seen": reading,
        "decision": decision,
        "funders": funders,
        "ends": [(str(kind.label), label, due) for kind, label, due in ends],
        "texts": told,
        "pay": access.can_read_pay(by, activity),
        "moved": moves.moved(_tried(decision, by=by)),
    }


def _tried(decision: Decision, *, by: Any) -> dict[str, Any]:
    return operations.rehearse(decision, by=by)


@require_POST
def finish(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that something left to undo is done, or is to do again."""
    rows = LooseEnd.objects.within(access.organisation_of(request)).select_related("cancellation__production")
    end: LooseEnd = get_object_or_404(rows, pk=pk)
    editing.editor_only(request, end.cancellation.production)
    first = end.cancellation.dates.first()
    then = reverse("schedule:date", args=[first.activity_id]) if first else reverse("web:aujourdhui")
    return editing.do(request, lambda: operations.finish(end, by=request.user), then=then)
