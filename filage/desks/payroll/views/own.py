"""The page of a person, for her account alone: no address of it names anybody, so that nobody reads another's."""

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from filage.core import links
from filage.core.models import User
from filage.core.refusal import Refusal
from filage.desks.payroll.forms.own import RightsForm, WorkForm
from filage.desks.payroll.operations import own as operations
from filage.desks.payroll.queries import own as queries
from filage.desks.payroll.views import own_page
from filage.web import editing, once
from filage.web.private import address_of

TOLD = "agenda"  # the cookie that tells a new feed once


@never_cache
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """Show one's own page."""
    opened = once.given(request, TOLD)
    shown = own_page.context(_account(request)) | {"opened": opened}
    answer = render(request, "payroll/own.html", shown)
    return once.gone(answer, TOLD, path=request.path) if opened else answer


def rights(request: HttpRequest) -> HttpResponse:
    """Say one's annex and anniversary."""
    account = _account(request)
    return editing.answer(
        request,
        RightsForm(request.POST or None, initial=own_page.said(account)),
        lambda **fields: operations.say_rights(account, **fields),
        then=lambda _: reverse("payroll:own"),
        context=_sheet("Mes droits", "Vous seule ou vous seul les lisez.", "Enregistrer"),
    )


def work(request: HttpRequest) -> HttpResponse:
    """Tell a contract elsewhere."""
    account = _account(request)
    return editing.answer(
        request,
        WorkForm(request.POST or None),
        lambda **fields: operations.tell_work(account, **fields),
        then=lambda _: reverse("payroll:own"),
        context=_sheet("Un contrat ailleurs", "Ce que Filage ne connaît pas : vous seule ou vous seul le lisez.", "Ajouter"),
    )


@require_POST
def forget(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Remove a contract that one told."""
    operations.forget_work(_account(request), pk)
    return redirect("payroll:own")


@require_POST
def feed(request: HttpRequest) -> HttpResponse:
    """Open a calendar feed, told once, or close it."""
    account, back = _account(request), reverse("payroll:own")
    if "fermer" in request.POST:
        operations.close_feed(account)
        return redirect(back)
    address = address_of(request, "payroll:feed")(operations.open_feed(account))
    return once.give(redirect(back), TOLD, address, path=back)


@require_POST
def leave(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Part one's account from one's sheet in a space."""
    return editing.do(
        request,
        lambda: operations.leave(_account(request), pk),
        then=reverse("payroll:own"),
        said="Cette fiche n’est plus à vous.",
    )


@require_POST
def hours(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Go and tell one's hours in a space."""
    try:
        return redirect("payroll:own_hours", operations.open_hours(_account(request), pk))
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("payroll:own")


@require_POST
def expenses(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Go and note one's expenses in a space."""
    try:
        return redirect("logistics:own_expenses", operations.open_expenses(_account(request), pk))
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("payroll:own")


@never_cache
@require_GET
def paper(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give the bytes of one's own contract."""
    document = queries.paper(_account(request), pk)
    if document is None:
        raise Http404("Ce document n’est pas à vous.")
    response = HttpResponse(document.read(), content_type=document.file.media_type)
    response.headers["Content-Disposition"] = f'inline; filename="{document.file.name}"'
    return response


@login_not_required
@require_GET
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """Give the dates of a person to the calendar that bears her link."""
    try:
        link = links.follow(token, operations.FEED)
    except Refusal:
        raise Http404("Cet agenda n’est plus ouvert.") from None
    account = User.objects.filter(pk=link.target, is_active=True).first()
    if account is None:
        raise Http404("Cet agenda n’est plus ouvert.")
    response = HttpResponse(own_page.calendar(account), content_type="text/calendar; charset=utf-8")
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _account(request: HttpRequest) -> User:
    return cast(User, request.user)


def _sheet(heading: str, lede: str, act: str) -> dict[str, Any]:
    return {"heading": heading, "lede": lede, "act": act, "back": "Ma page", "back_url": reverse("payroll:own")}
