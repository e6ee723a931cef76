"""The contracts of a production made together: chosen, made by a task, followed on the page, which may be left."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from filage.core import clock
from filage.core.refusal import Refusal
from filage.desks.contracts import tasks
from filage.desks.contracts.models import PaperBatch
from filage.desks.contracts.operations import papers as operations
from filage.desks.contracts.queries import batches
from filage.desks.contracts.queries import desk as queries
from filage.productions.models import Production
from filage.web import editing
from filage.web.requests import PageRequest


def desk(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the deals of a production, what each lacks before it is signed, the papers issued, and the last batch."""
    production = editing.production_to_edit(request, slug)
    papers = [(code, said[0]) for code, said in operations.PAPERS.items()]
    context = {"production": production, "tab": "contrats", "papers": papers, "work": batches.last(production)}
    return render(request, "contracts/batch.html", context | {"rows": queries.rows(production)})


@require_POST
def make(request: PageRequest, slug: str) -> HttpResponse:
    """Ask the task worker for the papers chosen."""
    production = editing.production_to_edit(request, slug)
    chosen = request.POST.getlist("choix")
    try:
        batch = operations.ask(production, request.POST.get("papier", ""), chosen, by=request.user, on=clock.today_for(request))
    except Refusal as refusal:
        return _refused(request, production, str(refusal))
    return _begun(request, production, batch)


@require_POST
def resume(request: PageRequest, slug: str, pk: UUID) -> HttpResponse:
    """Ask for what is left of a batch that stopped."""
    production = editing.production_to_edit(request, slug)
    batch = _batch(production, pk)
    try:
        operations.resume(batch, by=request.user)
    except Refusal as refusal:
        return _refused(request, production, str(refusal))
    return _begun(request, production, batch)


@require_GET
def follow(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Say how far a batch is."""
    production = editing.production_to_edit(request, slug)
    return _shown(request, production, _batch(production, pk))


def _begun(request: PageRequest, production: Production, batch: PaperBatch) -> HttpResponse:
    tasks.make_papers.enqueue(str(batch.pk))
    batch.refresh_from_db()
    return _shown(request, production, batch) if request.htmx else redirect(_page(production))


def _refused(request: PageRequest, production: Production, why: str) -> HttpResponse:
    if request.htmx:
        return render(request, "contracts/batch_work.html", {"production": production, "why": why})
    messages.error(request, why)
    return redirect(_page(production))


def _shown(request: HttpRequest, production: Production, batch: PaperBatch) -> HttpResponse:
    context: dict[str, Any] = {"production": production, "work": batches.Work(batch)}
    return render(request, "contracts/batch_work.html", context)


def _page(production: Production) -> str:
    return reverse("contracts:batch", args=[production.slug])


def _batch(production: Production, pk: UUID) -> PaperBatch:
    rows: Any = PaperBatch.objects.within(production.organisation_id).filter(production=production)
    found: PaperBatch = get_object_or_404(rows.select_related("production__organisation", "by"), pk=pk)
    return found
