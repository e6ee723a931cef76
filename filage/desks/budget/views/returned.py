"""A workbook that comes back, or that somebody else made: read, shown change by change, then taken in one act."""

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
from filage.desks.budget.operations import returned as operations
from filage.desks.budget.views import returned_page
from filage.productions.models import Production
from filage.productions.queries import production_to_read
from filage.rules.reading import Unreadable
from filage.web.editing import UNREADABLE

PAGE, CHANGES = "budget/returned.html", "budget/returned_changes.html"


def returned(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose a workbook, then see what it would change."""
    production = _to_edit(request, slug)
    form = WorkbookForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            return render(request, CHANGES, returned_page.opened(request, production, form.cleaned_data["file"].read()))
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


def _base(production: Production) -> dict[str, Any]:
    return {"production": production, "tab": "budget"}


def _to_edit(request: HttpRequest, slug: str) -> Production:
    """Return a production whose budget and pay the user may write: 404 or 403 happen here."""
    production = production_to_read(request, slug)
    if not (permissions.may_edit(request.user, production) and access.can_read_pay(request.user, production)):
        raise PermissionDenied("Un classeur montre des salaires : l’administration et la production le reprennent.")
    return production
