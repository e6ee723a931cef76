"""What the tour table is told after a cell was written: the rows that changed, the sums, a toast that takes it back."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from filage.core.refusal import Refusal
from filage.core.rehearsing import Applied
from filage.desks.schedule.operations.tour import Edit
from filage.desks.schedule.queries import tour
from filage.desks.schedule.views import tour_page
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


MOST_CELLS = 5_000
UNKNOWN_DATE = "Cette date n’est plus dans ce tableau : rechargez la page."


@dataclass(frozen=True, slots=True)
class Block:
    """The cells of a block whose date is known, and why each other one is refused, by « date|colonne »."""

    edits: list[Edit]
    refused: dict[str, str]

    def answer(self, reasons: Mapping[int, str]) -> dict[str, str]:
        """Return every refusal, by « date|colonne »."""
        return self.refused | {_name(self.edits[rank]): reason for rank, reason in reasons.items()}


def block(request: HttpRequest, today: date) -> Block:
    """Return the cells posted together; 404 for a column that does not exist, Refusal when they cannot be read."""
    held = tour_page.read(request, request.POST.get("spectacle", ""), request.POST.dict(), today)
    lines = {str(line.activity.pk): line for line in held.lines}
    edits: list[Edit] = []
    refused: dict[str, str] = {}
    for cell in _posted(request.POST.get("cellules", "")):
        if cell["champ"] not in tour.FIELDS:
            raise Http404("Cette colonne n’existe pas.")
        line = lines.get(cell["date"])
        if line is None:
            refused[f"{cell['date']}|{cell['champ']}"] = UNKNOWN_DATE
        else:
            edits.append(Edit(line=line, field=cell["champ"], text=cell["texte"], before=cell["avant"]))
    return Block(edits, refused)


def _posted(text: str) -> list[dict[str, str]]:
    names = ("date", "champ", "texte", "avant")
    try:
        cells = [{name: str(cell[name]) for name in names} for cell in json.loads(text)]
    except (ValueError, TypeError, KeyError):
        raise Refusal("Ce bloc ne se lit pas.") from None
    if not 0 < len(cells) <= MOST_CELLS:
        raise Refusal(f"Un bloc compte {MOST_CELLS} cellules au plus.")
    return cells


def _name(edit: Edit) -> str:
    return f"{edit.line.activity.pk}|{edit.field}"


def answer(request: HttpRequest, written: Collection[UUID], applied: list[Applied], today: date) -> dict[str, Any]:
    """Return the JSON of an answer: `rows` {id of a date: its row}, those of the same deals with them, `totals`, `toast`."""
    held = tour_page.read(request, request.POST.get("spectacle", ""), request.POST.dict(), today)
    deals = {line.activity.deal_id for line in held.lines if line.activity.pk in written} - {None}
    changed = [line for line in held.lines if line.activity.pk in written or line.activity.deal_id in deals]
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
