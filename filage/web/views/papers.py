"""The doors of the documents: their shelves, their making, their bytes."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from filage.core import clock
from filage.core.refusal import Refusal
from filage.web.pages import documents
from filage.web.requests import PageRequest


def shelves(request: HttpRequest) -> HttpResponse:
    """Show the papers of the productions, or of the one asked."""
    slug = request.GET.get("spectacle", "")
    return render(request, "web/documents.html", {"shelves": documents.page(request, slug=slug), "slug": slug})


@require_POST
def make(request: PageRequest, slug: str, code: str) -> HttpResponse:
    """Make a document: followed in place with htmx, made at once without."""
    on, lang = clock.today_for(request), request.POST.get("langue", "")
    try:
        if request.htmx:
            return render(request, "web/paper_work.html", {"work": documents.start(request, slug, code, on=on, lang=lang)})
        document = documents.issue(request, slug, code, on=on, lang=lang)
        messages.success(request, f"{document.label} : {document.reference} est dans les documents.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{reverse('web:documents')}?spectacle={slug}")


@require_GET
def follow(request: HttpRequest, slug: str, code: str, work: UUID, asked: int) -> HttpResponse:
    """Say how far a document in the making is; once done, draw its line again."""
    progress = documents.follow(request, slug, code, work, asked=asked)
    if progress.state != "done":
        return render(request, "web/paper_work.html", {"work": progress})
    production, paper = documents.shelf_paper(request, slug, code)
    return render(request, "web/paper.html", {"production": production, "paper": paper, "fresh": True})


@require_GET
def download(request: HttpRequest, document: UUID) -> HttpResponse:
    """Give the bytes of an issued document, as they left the office."""
    issued = documents.issued(request, document)
    response = HttpResponse(issued.read(), content_type=issued.file.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{issued.file.name}"'
    return response
