"""The screens that read the rails: Aujourd'hui, Spectacles, project blocks, Barèmes, search."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date

from filage.core import access, clock
from filage.rules.geography.towns import CREDIT
from filage.web.pages import project, rates, searching, shows, today
from filage.web.requests import PageRequest


def aujourdhui(request: HttpRequest) -> HttpResponse:
    """Show what cannot wait; who is of no organisation has a page of her own."""
    if not access.organisations(request.user):
        return redirect("payroll:own")
    page = today.page(request, today=clock.today_for(request))
    return render(request, "web/today.html", {"page": page})


def spectacles(request: HttpRequest) -> HttpResponse:
    """List the spectacles and projets."""
    return render(request, "web/shows.html", {"shows": shows.page(request)})


def spectacle(request: HttpRequest, slug: str, tab: str) -> HttpResponse:
    """Show one block of a project."""
    page = project.page(request, slug, tab=tab)
    return render(request, "web/show.html", {"page": page, "production": page.production, "tab": tab})


def baremes(request: HttpRequest) -> HttpResponse:
    """Show the values of the law on a day."""
    now = clock.today_for(request)
    page = rates.page(request, words=request.GET.get("q", "").strip(), on=_day(request.GET.get("le", "")) or now, today=now)
    return render(request, "web/rates.html", {"page": page, "credit": CREDIT})


def chercher(request: PageRequest) -> HttpResponse:
    """Search; htmx receives the results alone."""
    page = searching.page(request, words=request.GET.get("q", "").strip())
    return render(request, "web/search_results.html" if request.htmx else "web/search.html", {"page": page})


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
