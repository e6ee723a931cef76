"""The papers of the embauches of a production: contracts, amendments, sheets to copy, one by one or for a whole distribution."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from filage.core import access, clock
from filage.core.refusal import Refusal
from filage.desks.payroll.operations import READERS_ONLY, papers
from filage.desks.payroll.queries import paper_desk
from filage.productions.models import Production
from filage.productions.queries import production_to_read
from filage.web.pages import documents
from filage.web.requests import PageRequest

SALT = "lot-de-papiers"


def desk(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the embauches of a production, what each contract lacks, and the papers already issued."""
    production = _to_read(request, slug)
    shown = paper_desk.page(production, chosen=request.GET.getlist("choix"), today=clock.today_for(request))
    return render(request, "payroll/papers.html", {"production": production, "tab": "contrats", **shown})


@require_POST
def make(request: PageRequest, slug: str) -> HttpResponse:
    """Issue a paper for each embauche chosen, one a request with htmx so that progress shows, all at once without."""
    production = _to_read(request, slug)
    try:
        batch = papers.Batch.asked(production, request.POST)
    except Refusal as refusal:
        return _refused(request, production, str(refusal))
    if "brouillon" in request.POST:
        return _draft(request, production, batch)
    if request.htmx:
        return _step(request, production, batch)
    batch = batch.finished(production, by=request.user, on=clock.today_for(request))
    for name, why in batch.refused:
        messages.error(request, f"{name} : {why}")
    if batch.made:
        messages.success(request, f"{len(batch.made)} document{'s' * (len(batch.made) > 1)} dans les papiers.")
    return redirect(reverse("payroll:papers", args=[slug]))


@require_POST
def follow(request: PageRequest, slug: str) -> HttpResponse:
    """Issue the next paper of a batch, and say how far it is."""
    production = _to_read(request, slug)
    try:
        told = signing.loads(request.POST.get("lot", ""), salt=SALT, max_age=3600)
    except signing.BadSignature as error:
        raise Http404("Ce lot n’existe plus.") from error
    if told["production"] != str(production.pk):
        raise Http404("Ce lot n’existe plus.")
    return _step(request, production, papers.Batch.told(told))


@require_GET
def bundle(request: HttpRequest, slug: str) -> HttpResponse:
    """Give several issued papers in one zip."""
    production = _to_read(request, slug)
    chosen = [documents.issued(request, _uuid(each)) for each in request.GET.getlist("document")][: papers.MOST]
    if not chosen:
        raise Http404("Aucun document choisi.")
    name = f"{production.slug}-papiers.zip"
    return _file(papers.zipped([(each.file.name, each.read()) for each in chosen]), name, "application/zip")


def forms(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Show the sheets to copy of one embauche, field by field."""
    production = _to_read(request, slug)
    month = _month(request.GET.get("mois", ""))
    shown = paper_desk.forms_of(production, pk, today=clock.today_for(request), month=month)
    if shown is None:
        raise Http404("Embauche introuvable.")
    return render(request, "payroll/forms_to_copy.html", {"production": production, "tab": "contrats", **shown})


@require_GET
def form_table(request: HttpRequest, slug: str, pk: UUID, code: str) -> HttpResponse:
    """Give a sheet to copy as a CSV."""
    production = _to_read(request, slug)
    found = paper_desk.form_table(production, pk, code, today=clock.today_for(request), month=_month(request.GET.get("mois", "")))
    if found is None:
        raise Http404("Fiche introuvable.")
    return _file(found[1], found[0], "text/csv; charset=utf-8")


def _step(request: HttpRequest, production: Production, batch: papers.Batch) -> HttpResponse:
    if not batch.is_done:
        batch = batch.step(production, by=request.user, on=clock.today_for(request))
    shown: dict[str, Any] = {"production": production, "batch": batch}
    if not batch.is_done:
        shown["lot"] = signing.dumps({**batch.plain(), "production": str(production.pk)}, salt=SALT)
    return render(request, "payroll/papers_work.html", shown)


def _draft(request: PageRequest, production: Production, batch: papers.Batch) -> HttpResponse:
    try:
        name, content, media = batch.drafts(production, by=request.user, on=clock.today_for(request))
    except Refusal as refusal:
        return _refused(request, production, str(refusal))
    return _file(content, name, media)


def _refused(request: PageRequest, production: Production, why: str) -> HttpResponse:
    if request.htmx:
        return render(request, "payroll/papers_work.html", {"production": production, "why": why})
    messages.error(request, why)
    return redirect(reverse("payroll:papers", args=[production.slug]))


def _file(content: bytes, name: str, media: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _month(text: str) -> date | None:
    try:
        return date.fromisoformat(f"{text}-01") if text else None
    except ValueError as error:
        raise Http404("Ce mois ne se lit pas.") from error


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404("Document introuvable.") from error


def _to_read(request: HttpRequest, slug: str) -> Production:
    production = production_to_read(request, slug)
    if not access.can_read_pay(request.user, production):
        raise PermissionDenied(READERS_ONLY)
    return production
