"""What a gesture on a date shows before it is done: what it is about, what it moves, how to keep it or leave it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from filage.desks.schedule.forms.one_date import Asked as AskedForm
from filage.desks.schedule.operations.gestures import GESTURES, Gesture
from filage.desks.schedule.queries.dates import Dated
from filage.productions.models import Activity
from filage.web import format as french
from filage.web import moves
from filage.web.requests import PageRequest


@dataclass(frozen=True, slots=True)
class Asked:
    """A gesture as it was asked: with a day, a reason, and where to go back."""

    gesture: Gesture
    on: date | None
    reason: str
    back: str


def asked(request: PageRequest, code: str) -> Asked:
    """Return what the request asks; 404 for a gesture that does not exist."""
    if code not in GESTURES:
        raise Http404("Ce geste n’existe pas.")
    form = AskedForm(request.POST if request.method == "POST" else request.GET)
    form.is_valid()
    said = form.cleaned_data
    back = said.get("retour") or (request.htmx.current_url_abs_path if request.htmx else "") or ""
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return Asked(GESTURES[code], said.get("le"), said.get("motif", ""), back if safe else "")


def context(activity: Activity, given: Asked) -> dict[str, Any]:
    """Return what the line of a gesture needs, before it is tried: trying changes the activity in memory."""
    gesture = given.gesture
    place = Dated(activity).place or activity.production.title
    day = french.day(activity.on)
    title = f"{day} → {french.day(given.on)}, {place}" if given.on and gesture.asks_day else f"{day}, {place}"
    values = {"le": given.on.isoformat() if given.on else "", "motif": given.reason, "retour": given.back}
    return {
        "activity": activity,
        "production": activity.production,
        "tab": "organisation",
        "gesture": gesture,
        "title": title,
        "date_url": address(activity),
        "keep_url": reverse("schedule:gesture", args=[activity.pk, gesture.code]),
        "back": given.back or address(activity),
        "fields": {name: value for name, value in values.items() if value},
        "needs_day": gesture.code == "deplacer" and given.on is None,
    }


def moved(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the gesture moves, for the line."""
    return {"moved": moves.moved(raw)}


def address(activity: Activity) -> str:
    """Return the address of a date."""
    return reverse("schedule:date", args=[activity.pk])


def form_context(activity: Activity) -> dict[str, Any]:
    """Return what the page of the facts of a date says around its form."""
    return {
        "heading": french.day_long(activity.on).capitalize(),
        "lede": Dated(activity).place,
        "back": activity.production.title,
        "back_url": address(activity),
    }
