"""The carnet de route of a tour: its days chosen, made by a task, followed on the page, which may be left."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from filage.core import clock
from filage.core.rails import season as seasons
from filage.core.refusal import Refusal
from filage.desks.logistics import tasks
from filage.desks.logistics.models import RouteBook
from filage.desks.logistics.operations import books
from filage.desks.logistics.queries import day_books
from filage.productions.models import Production
from filage.web import editing
from filage.web.requests import PageRequest

PAPERS = (("a4", "A4, à imprimer"), ("telephone", "Téléphone, à lire"))
LANGS = (("fr", "français"), ("en", "anglais"))


@require_GET
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the days to come of a show, what the sheet of each lacks, and the last carnet."""
    production = editing.production_to_edit(request, slug)
    season = seasons.load(production.organisation_id, (production.pk,))
    season.today = clock.today_for(request)
    shown = {"production": production, "tab": "organisation", "papers": PAPERS, "langs": LANGS}
    shown |= {"rows": day_books.rows(season, production.pk), "work": day_books.last(production)}
    return render(request, "logistics/book.html", shown)


@require_POST
def make(request: PageRequest, slug: str) -> HttpResponse:
    """Ask the task worker for the carnet of the days chosen."""
    production, asked = editing.production_to_edit(request, slug), request.POST
    paper, lang = asked.get("papier", ""), asked.get("langue", "")
    try:
        book = books.ask(production, asked.getlist("jour"), lang=lang, paper=paper, by=request.user, on=clock.today_for(request))
    except Refusal as refusal:
        return _refused(request, production, str(refusal))
    tasks.make_book.enqueue(str(book.pk))
    book.refresh_from_db()
    return _shown(request, production, book) if request.htmx else redirect(_address(production))


@require_GET
def follow(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Say how far a carnet is."""
    production = editing.production_to_edit(request, slug)
    rows: Any = RouteBook.objects.within(production.organisation_id).filter(production=production)
    return _shown(request, production, get_object_or_404(rows, pk=pk))


def _refused(request: PageRequest, production: Production, why: str) -> HttpResponse:
    if request.htmx:
        return render(request, "logistics/book_work.html", {"production": production, "why": why})
    messages.error(request, why)
    return redirect(_address(production))


def _shown(request: HttpRequest, production: Production, book: RouteBook) -> HttpResponse:
    return render(request, "logistics/book_work.html", {"production": production, "work": day_books.work(book)})


def _address(production: Production) -> str:
    return reverse("logistics:book", args=[production.slug])
