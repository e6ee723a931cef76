"""A workbook that comes back, or that somebody else made: read, shown change by change, then taken in one act."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from filage.core import access
from filage.core.changes import Conflict
from filage.core.refusal import Refusal
from filage.desks.budget import permissions
from filage.desks.budget.forms.returned import WorkbookForm
from filage.desks.budget.operations import foreign
from filage.desks.budget.operations import returned as operations
from filage.desks.budget.views import foreign_page, returned_page
from filage.desks.budget.views.foreign_page import Read
from filage.documents import sheets
from filage.documents.sheets import Grid
from filage.documents.workbook import reading
from filage.productions.models import Production
from filage.productions.queries import production_to_read
from filage.rules.reading import Unreadable
from filage.web import format as french
from filage.web.editing import UNREADABLE

PAGE, CHANGES, FOREIGN = "budget/returned.html", "budget/returned_changes.html", "budget/foreign.html"


def returned(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose a workbook, then see what it would change."""
    production = _to_edit(request, slug)
    form = WorkbookForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            grids = sheets.read(form.cleaned_data["file"].read())
            if reading.is_ours(grids):
                return render(request, CHANGES, _base(production) | returned_page.opened(request, production, grids))
            return _foreign(request, production, grids, foreign_page.guessed(grids))
        except (Unreadable, Refusal) as reason:
            form.add_error("file", str(reason))
    return render(request, PAGE, _base(production) | {"form": form}, status=UNREADABLE if form.is_bound else 200)


@require_POST
def take(request: HttpRequest, slug: str) -> HttpResponse:
    """Write the changes that were accepted, all at once."""
    production = _to_edit(request, slug)
    try:
        held = returned_page.carried(request, production)
        operations.take(production, held, request.POST.getlist("repris"), by=request.user)
    except Conflict:
        messages.error(request, "Quelqu’un vient d’écrire dans ce budget : relisez les changements, rien n’a été repris.")
        return redirect("budget:returned", slug)
    except (Unreadable, Refusal) as reason:
        messages.error(request, str(reason))
        return redirect("budget:returned", slug)
    messages.success(request, "Le classeur est repris. « Annuler » défait tout d’un coup.")
    return redirect(reverse("budget:budget", args=[slug]))


@require_POST
def read_again(request: HttpRequest, slug: str) -> HttpResponse:
    """Read somebody else's workbook again, its tables and columns being corrected."""
    production = _to_edit(request, slug)
    try:
        grids = returned_page.uncarried(request, production)
        return _foreign(request, production, grids, foreign_page.corrected(grids, request.POST))
    except (Unreadable, Refusal) as reason:
        messages.error(request, str(reason))
        return redirect("budget:returned", slug)


@require_POST
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """Add the accepted lines of somebody else's workbook, all at once."""
    production = _to_edit(request, slug)
    try:
        grids = returned_page.uncarried(request, production)
        read = foreign_page.corrected(grids, request.POST)
        taken = foreign_page.accepted(read, grids, request.POST)
        foreign.add(production, taken, by=request.user)
    except (Unreadable, Refusal) as reason:
        messages.error(request, str(reason))
        return redirect("budget:returned", slug)
    messages.success(
        request, f"{french.count(len(taken), 'ligne ajoutée', 'lignes ajoutées')}. « Annuler » défait tout d’un coup."
    )
    return redirect(reverse("budget:budget", args=[slug]))


def _foreign(request: HttpRequest, production: Production, grids: Sequence[Grid], read: Sequence[Read]) -> HttpResponse:
    carried = returned_page.carry(request, production, grids)
    return render(request, FOREIGN, _base(production) | {"carried": carried} | foreign_page.context(read, grids))


def _base(production: Production) -> dict[str, Any]:
    return {"production": production, "tab": "budget"}


def _to_edit(request: HttpRequest, slug: str) -> Production:
    """Return a production whose budget and pay the user may write: 404 or 403 happen here."""
    production = production_to_read(request, slug)
    if not (permissions.may_edit(request.user, production) and access.can_read_pay(request.user, production)):
        raise PermissionDenied("Un classeur montre des salaires : l’administration et la production le reprennent.")
    return production
