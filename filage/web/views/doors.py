"""The doors around the pages: first entry, current organisation, appearance, the reasons of an amount, the gallery."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html_join
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from filage.core import access
from filage.core.links import first_run
from filage.core.refusal import Refusal
from filage.rules.geography import nearest_names
from filage.web import gallery, shell, undoing
from filage.web.pages import whys
from filage.web.private import by_link
from filage.web.requests import PageRequest

LONGEST_NAME, MOST_TOWNS = 80, 8


@by_link(sign_in=True)
@require_GET
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Open Filage by the link of the first run; a closed link says what to do."""
    first_run.enter(request, token)
    return redirect("web:today")


@login_not_required
@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """Give the small program that keeps the pages of a link already opened, and nothing outside their path."""
    return render(request, "web/worker.js", {"static": settings.STATIC_URL}, content_type="text/javascript")


@require_GET
def towns(request: HttpRequest) -> HttpResponse:
    """Propose the towns whose name begins as what is typed in the field that asks, whatever its name."""
    typed = str(next(iter(request.GET.values()), ""))[:LONGEST_NAME]
    options = format_html_join("", '<option value="{}"></option>', ((place,) for place in nearest_names(typed, MOST_TOWNS)))
    return HttpResponse(options)


@require_POST
def choose_organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """Make another organisation of the user the current one."""
    access.choose(request, slug)
    return redirect("web:today")


@login_not_required
@require_POST
def appearance(request: HttpRequest) -> HttpResponse:
    """Keep the look the user chose on this device: light, dark, or as the device."""
    back = request.headers.get("Referer", "/")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    response = redirect(back if safe else "/")
    theme = request.POST.get("theme", "")
    if theme in shell.THEMES:
        response.set_cookie(shell.THEME_COOKIE, theme, max_age=365 * 86400, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
    else:
        response.delete_cookie(shell.THEME_COOKIE)
    return response


@require_POST
def undo(request: HttpRequest, entry: UUID | None = None) -> HttpResponse:
    """Take back what the user did last here, or one thing she did, and show the page again; a conflict is said."""
    back, done = request.headers.get("Referer", "/"), None
    try:
        done = undoing.back(request, entry=entry, slug=request.POST.get("spectacle", ""))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}) and not undoing.gone(done, back)
    return redirect(back if safe else "/")


@require_GET
def why(request: PageRequest, kind: str, key: str) -> HttpResponse:
    """Explain an amount: a fragment for the popover, a whole page without script."""
    template = "web/why_fragment.html" if request.htmx else "web/why.html"
    return render(request, template, {"why": whys.page(request, kind, key)})


@require_GET
def components(request: HttpRequest) -> HttpResponse:
    """Show every component with its call."""
    return render(request, "web/gallery.html", {"specimens": gallery.specimens(request)})
