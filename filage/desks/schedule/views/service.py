"""The tableau de service of a day or of a week, and the planning of one person: on a page, or as a PDF to pin up."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_safe

from filage.core import clock
from filage.desks.schedule.queries.people import person_to_read
from filage.desks.schedule.views import service_page
from filage.productions.queries import productions_to_read


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Read who is called when, for a day or for a week."""
    asked = service_page.asked(request, productions_to_read(request))
    return render(request, "schedule/service.html", service_page.context(asked))


@require_GET
def paper(request: HttpRequest) -> HttpResponse:
    """Give the tableau de service as a PDF."""
    asked = service_page.asked(request, productions_to_read(request))
    return _pdf(asked.sheet, f"tableau-de-service-{asked.since.isoformat()}.pdf")


@require_safe
def planning(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read what one person does in a month, and what it makes."""
    person = person_to_read(request, pk)
    return render(request, "schedule/planning.html", service_page.planning_context(request, person, clock.today_for(request)))


@require_GET
def planning_paper(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give the planning of one person as a PDF."""
    person, today = person_to_read(request, pk), clock.today_for(request)
    data = service_page.planning_of(request, person, today)
    return _pdf(data, f"planning-{data.since:%Y-%m}.pdf")


def _pdf(data: Any, name: str) -> HttpResponse:
    from filage.documents import papers as press  # loaded when a document is made

    answer = HttpResponse(press.render(data), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
