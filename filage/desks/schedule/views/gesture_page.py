"""What a gesture on a date shows before it is done: what it moves or why nothing does, how to keep it or leave it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from filage.desks.schedule.forms.one_date import Asked as AskedForm
from filage.desks.schedule.operations.gestures import GESTURES, Gesture
from filage.desks.schedule.queries.dates import Dated
from filage.productions.enums import PERFORMANCES
from filage.productions.models import Activity
from filage.web import format as french
from filage.web import moves
from filage.web.requests import PageRequest

STILL = "Aucun chiffre ne bouge. "


@dataclass(frozen=True, slots=True)
class Asked:
    """A gesture as it was asked: with a day, a reason, and where to go back."""

    gesture: Gesture
    on: date | None
    reason: str
    back: str
    in_drawer: bool = False
    at: time | None = None

    def after(self, activity: Activity) -> str:
        """Return where to go once it is done: the page it was asked from, its drawer open again, or that of the date."""
        if not self.back:
            return address(activity)
        return f"{self.back.partition('#')[0]}#tiroir-{activity.pk}" if self.in_drawer else self.back


def asked(request: PageRequest, code: str) -> Asked:
    """Return what the request asks; 404 for a gesture that does not exist."""
    if code not in GESTURES:
        raise Http404("Ce geste n’existe pas.")
    form = AskedForm(request.POST if request.method == "POST" else request.GET)
    form.is_valid()
    said = form.cleaned_data
    back = said.get("retour") or (request.htmx.current_url_abs_path if request.htmx else "") or ""
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return Asked(
        GESTURES[code], said.get("le"), said.get("motif", ""), back if safe else "", bool(said.get("tiroir")), said.get("a")
    )


def context(activity: Activity, given: Asked) -> dict[str, Any]:
    """Return what the line of a gesture needs, before it is tried: trying changes the activity in memory."""
    gesture = given.gesture
    place = Dated(activity).place or activity.production.title
    day = french.day(activity.on)
    to = f"{french.day(given.on)}{f', {french.hour(given.at)}' if given.at else ''}" if given.on else ""
    title = f"{day} → {to}, {place}" if to and gesture.asks_day else f"{day}, {place}"
    values = {"le": given.on.isoformat() if given.on else "", "motif": given.reason, "retour": given.back}
    values |= {"a": f"{given.at:%H:%M}"} if given.at else {}
    values |= {"tiroir": "1"} if given.in_drawer else {}
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


def moved(raw: Mapping[str, Any], activity: Activity, margin: Decimal | None) -> dict[str, Any]:
    """Return what the gesture moves, for the line; `margin`, what the date leaves, is None for whoever may not read pay."""
    found = moves.moved(raw)
    return {"moved": found, "note": _note(activity, margin, still=not found)}


def _note(activity: Activity, margin: Decimal | None, *, still: bool) -> str:
    """Say what the figures leave out: a date without a price costs and brings nothing; a date that only changes its day."""
    if activity.kind not in PERFORMANCES:
        return STILL if still else ""
    if activity.deal_id is None:
        left = f" : elle laisse {french.money(margin, signed=True)}, plateau et gestion compris" if margin is not None else ""
        advice = "Son prix se tape dans le tableau de tournée."
        return f"{STILL if still else ''}Sans prix, cette date ne rapporte rien{left}. {advice}"
    return f"{STILL}Le prix et les coûts restent les mêmes, seul leur jour change." if still else ""


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
