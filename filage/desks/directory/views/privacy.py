"""What the law gives to a person: her card whole, its erasure; and the cards whose time is over."""

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from filage.core import access, clock
from filage.desks.directory.operations import privacy as operations
from filage.desks.directory.queries import privacy as queries
from filage.productions.models import Person
from filage.web import editing


def page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show all that is kept of somebody, to be read or printed."""
    person = _person(request, pk)
    whole = queries.whole(person)
    shown = {"person": person, "whole": whole, "kept": queries.kept_by_law(person, whole), "other": queries.other(whole)}
    return render(request, "directory/whole.html", shown)


def export(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give all that is kept of somebody, as a file that a machine reads."""
    text = json.dumps(queries.whole(_person(request, pk)), ensure_ascii=False, indent=2)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="mes-donnees.json"'
    return response


@require_POST
def erase(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Erase somebody: whole, or all that no law keeps."""
    person = _person(request, pk)
    said = "Sa fiche est effacée." if not queries.kept_by_law(person) else "Sa fiche est effacée, sauf ce que la loi garde."
    return editing.do(request, lambda: operations.erase(person, by=request.user), then="/carnet/?montrer=personnes", said=said)


def purge(request: HttpRequest) -> HttpResponse:
    """Show the cards whose time is over; one gesture erases those that are ticked."""
    organisation = access.organisation_of(request)
    editing.editor_only(request, organisation)
    old = queries.to_purge(organisation, clock.today(organisation))
    if request.method != "POST":
        return render(request, "directory/purge.html", {"old": old})
    ticked = set(request.POST.getlist("fiche"))
    count = operations.purge([one.person for one in old if str(one.person.pk) in ticked], by=request.user)
    messages.success(request, f"{count} fiche{'s' if count > 1 else ''} effacée{'s' if count > 1 else ''}.")
    return redirect("directory:purge")


def _person(request: HttpRequest, pk: UUID) -> Any:
    organisation = access.organisation_of(request)
    editing.editor_only(request, organisation)
    return get_object_or_404(Person.objects.within(organisation), pk=pk)
