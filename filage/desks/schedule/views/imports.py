"""A calendar that comes in: read, shown event by event, then taken in one act."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from filage.core import access, clock
from filage.core.refusal import Refusal
from filage.desks.schedule.forms.imports import AgendaForm
from filage.desks.schedule.operations import imports as operations
from filage.desks.schedule.queries.imports import Asked, Row
from filage.documents.agenda import Agenda
from filage.productions.enums import ActivityKind, DateStatus
from filage.productions.models import Production
from filage.productions.queries import production_to_read
from filage.rules.reading import Unreadable
from filage.web import format as french
from filage.web.editing import UNREADABLE

LASTS = 3_600  # seconds that a page waits for its answer
HEAVIEST = 2_000_000  # characters that a page carries
STALE = "Cette page a trop attendu : choisissez à nouveau le fichier."
STATES = (
    ("nouveau", "Nouveau"),
    ("change", "Changé là-bas"),
    ("conflit", "Changé ici et là-bas"),
    ("disparu", "N’y est plus"),
)
FIELDS = {"title": "Titre", "on": "Jour", "until": "Dernier jour", "starts_at": "Début", "ends_at": "Fin", "zone": "Fuseau"}
FIELDS |= {"place": "Lieu", "status": "État"}


@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose a calendar file, then see what it would change."""
    production = _to_edit(request, slug)
    form = AgendaForm(request.POST or None, request.FILES or None, today=clock.today_for(request))
    if form.is_valid():
        try:
            return render(request, "schedule/import_changes.html", _seen(request, production, form.cleaned_data))
        except (Unreadable, Refusal) as reason:
            form.add_error("file", str(reason))
    shown = {"production": production, "tab": "organisation", "form": form}
    return render(request, "schedule/import.html", shown, status=UNREADABLE if form.is_bound else 200)


@require_POST
def take(request: HttpRequest, slug: str) -> HttpResponse:
    """Write what was kept of a calendar, all at once."""
    production = _to_edit(request, slug)
    back = reverse("schedule:import_agenda", args=[slug])
    try:
        content, asked = _carried(request, production)
        _, rows, asked = operations.read(production, content, asked, by=request.user)
        kept = request.POST.getlist("garde")
        operations.take(production, rows, kept, asked, by=request.user)
    except (Unreadable, Refusal) as reason:
        messages.error(request, str(reason))
        return redirect(back)
    messages.success(
        request, f"{french.count(len(kept), 'date')} de l’agenda « {asked.calendar} ». Ctrl Z les reprend d’un geste."
    )
    return redirect("schedule:calendar", slug)


def _to_edit(request: HttpRequest, slug: str) -> Production:
    production = production_to_read(request, slug)
    if not access.can_edit(request.user, production):
        raise PermissionDenied("Vous lisez ce calendrier sans pouvoir le changer.")
    return production


def _seen(request: HttpRequest, production: Production, asked: dict[str, Any]) -> dict[str, Any]:
    file = asked.pop("file")
    content = file.read()
    name = file.name.rpartition(".")[0][:200] or file.name[:200]
    found, rows, said = operations.read(production, content, Asked(calendar=name, **asked), by=request.user)
    text = signing.dumps([content.decode("latin-1"), _spelled(said)], salt=_salt(request, production), compress=True)
    if len(text) > HEAVIEST:
        raise Refusal("Cet agenda est trop lourd pour être montré : exportez-en une partie.")
    return {"production": production, "tab": "organisation", "carried": text, **_page(found, rows, said)}


def _spelled(asked: Asked) -> list[str]:
    return [asked.since.isoformat(), asked.until.isoformat(), asked.zone, asked.kind, asked.calendar]


def _carried(request: HttpRequest, production: Production) -> tuple[bytes, Asked]:
    try:
        salt = _salt(request, production)
        text, (since, until, zone, kind, name) = signing.loads(request.POST.get("agenda", ""), salt=salt, max_age=LASTS)
    except signing.BadSignature as error:
        raise Refusal(STALE) from error
    return text.encode("latin-1"), Asked(date.fromisoformat(since), date.fromisoformat(until), zone, kind, name)


def _salt(request: HttpRequest, production: Production) -> str:
    return f"filage.agenda.{request.user.pk}.{production.pk}"


def _page(found: Agenda, rows: Sequence[Row], asked: Asked) -> dict[str, Any]:
    groups = [(label, [_drawn(row) for row in rows if row.state == state]) for state, label in STATES]
    same = sum(row.state == "pareil" for row in rows)
    notes = list(found.notes)
    if same:
        notes.insert(0, f"{french.count(same, 'évènement')} déjà à jour.")
    return {
        "groups": [group for group in groups if group[1]],
        "refused": found.refused,
        "notes": notes,
        "asked": asked,
        "count": sum(row.takeable for row in rows),
    }


def _drawn(row: Row) -> dict[str, Any]:
    event = row.event
    zone = ZoneInfo(row.said.get("zone") or (row.activity.zone if row.activity else "Europe/Paris"))
    when = _moment(event.start, zone) if event else french.day_long(row.activity.on) if row.activity else ""
    cells = [(FIELDS[name], _shown(name, here, zone), _shown(name, there, zone)) for name, (here, there) in row.moved.items()]
    end = _end(row, zone)
    return {"row": row, "when": f"{when}{end}", "place": _place(row), "cells": cells, "pk": row.imprint}


def _place(row: Row) -> str:
    """Say what a new date would be and where; a place that the house does not know stays in its note."""
    place = row.event.place if row.event else ""
    if row.state != "nouveau":
        return place
    unknown = "" if row.venue or not place else ", lieu absent du répertoire, gardé en note"
    return " · ".join(part for part in (str(ActivityKind(row.kind).label), f"{place}{unknown}") if part)


def _end(row: Row, zone: ZoneInfo) -> str:
    if row.event is None or row.event.end is None or row.event.end == row.event.start:
        return ""
    end = row.event.end
    if isinstance(end, datetime):
        local = end.astimezone(zone)
        same = isinstance(row.event.start, datetime) and local.date() == row.event.start.astimezone(zone).date()
        return f" – {french.hour(local) if same else _moment(end, zone)}"
    return f" – {french.day_long(end)}"


def _moment(at: date, zone: ZoneInfo) -> str:
    if isinstance(at, datetime):
        local = at.astimezone(zone)
        return f"{french.day_long(local.date())}, {french.hour(local)}"
    return french.day_long(at)


def _shown(name: str, value: Any, zone: ZoneInfo) -> str:
    if value in (None, ""):
        return ""
    if isinstance(value, date):
        return _moment(value, zone)
    if name == "status":
        return DateStatus(value).label
    return str(ActivityKind(value).label) if name == "kind" else str(value)
