"""A list of contacts brought in: chosen, read and corrected by hand, seen line by line, then written in one act."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from filage.core import access
from filage.core.refusal import Refusal
from filage.desks.directory import tasks
from filage.desks.directory.enums import ImportState
from filage.desks.directory.models import ContactImport
from filage.desks.directory.operations import importing as operations
from filage.desks.directory.views import importing_page
from filage.rules.reading import Unreadable
from filage.web import editing


class ListForm(forms.Form):
    """Which list is read."""

    file = forms.FileField(
        label="Liste de contacts",
        max_length=200,
        help_text="CSV, XLSX, ODS ou vCard (.vcf), 20 Mo au plus. Rien n’est écrit avant votre accord.",
        error_messages={"required": "Choisissez un fichier .csv, .xlsx, .ods ou .vcf, de 20 Mo au plus."},
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.xlsx,.ods,.vcf"}),
    )


def choose(request: HttpRequest) -> HttpResponse:
    """Choose a list, and see those that were brought before."""
    organisation = _to_change(request)
    form = ListForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            file = form.cleaned_data["file"]
            held = operations.bring(organisation, file.name, file.read(), by=request.user)
            return redirect("directory:import", pk=held.pk)
        except (Unreadable, Refusal) as reason:
            form.add_error("file", str(reason))
    shown = {"form": form, "journal": importing_page.journal(organisation)}
    return render(request, "directory/import_file.html", shown, status=editing.UNREADABLE if form.is_bound else 200)


def page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show what a list says and what becomes of each line; or, once written, what was written."""
    held = _held(request, pk)
    if held.state != ImportState.LU:
        return render(request, "directory/import_done.html", importing_page.done(held))
    if request.method == "POST":
        operations.correct(held, *importing_page.corrected(request.POST, held))
        return redirect("directory:import", pk=pk)
    try:
        return render(request, "directory/import.html", importing_page.read(held))
    except (Unreadable, Refusal) as reason:
        messages.error(request, str(reason))
        return redirect("directory:imports")


@require_POST
def write(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write a list, at once when it is short, by a task when it is long."""
    held = _held(request, pk)
    try:
        operations.correct(held, *importing_page.corrected(request.POST, held))
        operations.start(held, by=request.user)
    except (Unreadable, Refusal) as reason:
        messages.error(request, str(reason))
        return redirect("directory:import", pk=pk)
    if importing_page.is_short(held):
        operations.write(held, by=request.user)
    else:
        tasks.write_import.enqueue(str(held.pk), str(request.user.pk))
    return redirect("directory:import", pk=pk)


@require_POST
def leave(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Leave a list: nothing of it is written, and its file goes."""
    held = _held(request, pk)
    then = reverse("directory:imports")
    return editing.do(request, lambda: operations.leave(held, by=request.user), then=then, said="Liste laissée, fichier effacé.")


def follow(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say how far the writing of a list is."""
    return render(request, "directory/import_work.html", importing_page.done(_held(request, pk)))


def _held(request: HttpRequest, pk: UUID) -> ContactImport:
    rows: Any = ContactImport.objects.within(_to_change(request))
    return get_object_or_404(rows, pk=pk)


def _to_change(request: HttpRequest) -> Any:
    organisation = access.organisation_of(request)
    editing.editor_only(request, organisation)
    return organisation
