"""Engage a whole distribution: paste it, adjust the table it makes, create all of it in one gesture."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from filage.core import clock
from filage.core.refusal import Refusal
from filage.core.rehearsing import rehearse
from filage.desks.payroll.forms.distribution import PREFIX, LinesForm, Rows, given_to_all
from filage.desks.payroll.operations import distribution as operations
from filage.desks.payroll.views.editing import to_edit
from filage.productions import pointing
from filage.productions.models import Person, Production
from filage.rules.reading.folding import folded
from filage.web import editing, moves
from filage.web import format as french


def engage(request: HttpRequest, slug: str) -> HttpResponse:
    """Read a distribution, then show it as a table, then engage all of it."""
    production = to_edit(request, slug)
    if f"{PREFIX}-TOTAL_FORMS" not in request.POST:
        return _read(request, production)
    if "tous" in request.POST:
        return _same_terms(request, production)
    return _engage(request, production)


def _read(request: HttpRequest, production: Production) -> HttpResponse:
    form = LinesForm(request.POST or None, organisation=production.organisation_id, today=clock.today_for(request))
    if form.is_bound and form.is_valid():
        rows = Rows(initial=form.cleaned_data["rows"], prefix=PREFIX)
        return _table(request, production, rows, common=form.data.get("common", ""))
    status = editing.UNREADABLE if form.is_bound else 200
    shown = {"production": production, "tab": "contrats", "form": form, "back_url": _back(production)}
    return render(request, "payroll/distribution.html", shown, status=status)


def _same_terms(request: HttpRequest, production: Production) -> HttpResponse:
    """Give the same terms to every row, and show the table again."""
    common = request.POST.get("common", "")
    try:
        count = int(request.POST[f"{PREFIX}-TOTAL_FORMS"])
        rows = Rows(initial=given_to_all(request.POST, count, common, clock.today_for(request)), prefix=PREFIX)
    except (ValueError, ValidationError):
        fault = "Ces conditions ne se lisent pas : écrivez « 1 cachet par date à 180 »."
        return _table(request, production, Rows(request.POST, prefix=PREFIX), common=common, fault=fault)
    return _table(request, production, rows, common=common)


def _engage(request: HttpRequest, production: Production) -> HttpResponse:
    rows = Rows(request.POST, prefix=PREFIX)
    common, fault = request.POST.get("common", ""), ""
    if rows.is_valid():
        kept = [_terms(row) for row in rows.cleaned_data if not row["out"]]

        def act() -> Any:
            return operations.engage(production, kept, add_people="repertoire" in request.POST, by=request.user)

        try:
            if editing.SEE in request.POST:
                return _table(request, production, rows, common=common, moved=moves.moved(rehearse(act)), seen=True)
            made = act()
        except Refusal as refusal:
            fault = str(refusal)
        else:
            messages.success(request, f"{french.count(len(made), 'embauche')} : contrats à établir, DPAE à faire.")
            return redirect(_back(production))
    return _table(request, production, rows, common=common, fault=fault or "Relisez les lignes signalées.")


def _terms(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "out"}


def _table(request: HttpRequest, production: Production, rows: Any, *, fault: str = "", **shown: Any) -> HttpResponse:
    names = list(pointing.offered(Person, production.organisation_id).order_by("name").values_list("name", flat=True))
    known = {folded(name) for name in Person.objects.within(production.organisation_id).values_list("name", flat=True)}
    for row in rows:
        who = row["who"].value() or ""
        row.is_new = bool(who) and folded(who) not in known
    context = {
        "production": production,
        "tab": "contrats",
        "rows": rows,
        "names": names,
        "new": sum(row.is_new for row in rows),
        "unknown": sum(not (row["gross"].value() or row["gross"].value() == 0) for row in rows),
        "fault": fault,
        "back_url": _back(production),
        "keep_people": request.method != "POST" or f"{PREFIX}-TOTAL_FORMS" not in request.POST or "repertoire" in request.POST,
    }
    return render(request, "payroll/distribution.html", context | shown, status=editing.UNREADABLE if fault else 200)


def _back(production: Production) -> str:
    return reverse("payroll:embauches", args=[production.slug])
