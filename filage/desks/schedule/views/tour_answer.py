"""What the tour table is told after a cell was written: the rows that changed, the sums, a toast that takes it back."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from filage.core.rehearsing import Applied
from filage.desks.schedule.queries import tour
from filage.desks.schedule.views import tour_page
from filage.productions.models import Activity
from filage.web import undoing


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed in a cell, and what stood there."""

    field: str
    text: str
    before: str


def typed(request: HttpRequest) -> Typed:
    """Return what was typed; 404 for a column that does not exist."""
    field = request.POST.get("champ", "")
    if field not in tour.FIELDS:
        raise Http404("Cette colonne n’existe pas.")
    return Typed(field, request.POST.get("texte", ""), request.POST.get("avant", ""))


def answer(request: HttpRequest, activity: Activity, applied: list[Applied], today: date) -> dict[str, Any]:
    """Return the JSON of an answer: `rows` {id of a date: its row}, those of the same deal with it, `totals`, `toast`."""
    held = tour_page.read(request, request.POST.get("spectacle", ""), request.POST.dict(), today)
    written = next((line.activity for line in held.lines if line.activity.pk == activity.pk), activity)
    changed = [
        line
        for line in held.lines
        if line.activity.pk == written.pk or (written.deal_id and line.activity.deal_id == written.deal_id)
    ]
    return {
        "rows": {str(line.activity.pk): held.row(line) for line in changed},
        "totals": render_to_string("schedule/tour_totals.html", {"totals": tour_page.totals(held)}),
        "toast": _toast(request, applied),
    }


def _toast(request: HttpRequest, applied: list[Applied]) -> str:
    if len(applied) != 1:
        return ""
    offer = undoing.offer(applied[0])
    offer["undo_url"] = reverse("web:undo_entry", args=[offer["entry"]])
    return render_to_string("schedule/tour_toast.html", offer, request=request)
