"""The doors of the contrôles: the page, the catalogue, setting a finding aside and bringing it back."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from filage.core import dismissals
from filage.web import editing
from filage.web.forms import DismissForm
from filage.web.pages import catalogue, checks
from filage.web.pages.checks import Asked


def controles(request: HttpRequest) -> HttpResponse:
    """List the findings, the gravest first."""
    names = {"severity": "gravite", "slug": "spectacle", "desk": "bureau", "since": "depuis", "about": "sur"}
    asked = Asked(**{attribute: request.GET.get(name, "") for attribute, name in names.items()})
    return render(request, "web/checks.html", {"page": checks.page(request, asked)})


def asides(request: HttpRequest) -> HttpResponse:
    """List what was set aside, and what was mended."""
    return render(request, "web/checks_aside.html", {"page": checks.aside_page(request)})


def rules(request: HttpRequest) -> HttpResponse:
    """Show every check, as the code declares it."""
    return render(request, "web/checks_rules.html", {"families": catalogue.page()})


def dismiss(request: HttpRequest) -> HttpResponse:
    """Set a finding aside, with a reason and a day."""
    row = checks.to_dismiss(request, request.GET.get("constat", ""))
    context = checks.dismiss_context(request, row)
    form = DismissForm(request.POST or None, initial={"until": context.pop("until")})
    act = partial(dismissals.dismiss, row, by=request.user)
    after = request.GET.get("suite", "")
    if after and url_has_allowed_host_and_scheme(after, allowed_hosts={request.get_host()}):
        context |= {"back": "Retour", "back_url": after}
    return editing.answer(request, form, act, then=lambda _: context["back_url"], context=context)


@require_POST
def restore(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Bring a finding back before its day."""
    dismissal = checks.to_restore(request, pk)
    return editing.do(request, lambda: dismissals.restore(dismissal, by=request.user), then=reverse("web:checks_aside"))
