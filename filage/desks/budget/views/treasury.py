"""The treasury of a production: to read it, open it, move its due dates, and try what raises its low point."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from filage.core import access, clock, rehearsing
from filage.core.refusal import Refusal
from filage.desks.budget import permissions
from filage.desks.budget.forms.cash import DuesForm, OpeningForm, steps
from filage.desks.budget.operations import treasury as operations
from filage.desks.budget.queries.cash import Scenario, cash
from filage.desks.budget.views import treasury_page
from filage.productions.models import Production
from filage.productions.queries import production_to_read
from filage.web import editing, moves

PAGE = "budget/treasury.html"


def treasury(request: HttpRequest, slug: str) -> HttpResponse:
    """See when money runs out, what a late funder or a cancelled series would change, and what would fill the hollow."""
    production = production_to_read(request, slug)
    edits = permissions.may_edit(request.user, production)
    return render(request, PAGE, _context(request, production, request.GET, edits=edits))


@require_POST
def open_plan(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what the plan opens with."""
    production = editing.production_to_edit(request, slug)
    form = OpeningForm(request.POST)
    act = partial(operations.open_plan, production, by=request.user)
    context = _context(request, production, {}, edits=True, opening=form)
    return editing.answer(request, form, act, then=lambda entry: _url(slug), template=PAGE, context=context)


@require_POST
def reschedule(request: HttpRequest, slug: str) -> HttpResponse:
    """Give sums another day."""
    production = editing.production_to_edit(request, slug)
    form = DuesForm(request.POST, dues=cash(production, Scenario(), clock.today_for(request)).dues)
    return editing.answer(
        request,
        form,
        lambda **read: operations.reschedule(production, form.days(), by=request.user),
        then=lambda entry: f"{_url(slug)}#echeances",
        template=PAGE,
        context=_context(request, production, {}, edits=True, dues=form),
    )


@require_POST
def carry_out(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what some gestures move, then carry them out once confirmed."""
    production = editing.production_to_edit(request, slug)
    try:
        wanted = steps(request.POST.get("gestes", ""))
    except ValueError:
        return HttpResponseBadRequest("Ces gestes ne se lisent pas.")
    act = partial(operations.carry_out, production, wanted, by=request.user)
    if request.POST.get("confirme"):
        return editing.do(request, act, then=_url(slug))
    return _tried(request, production, wanted, act)


def _tried(request: HttpRequest, production: Production, wanted: list[operations.Step], act: Callable[[], Any]) -> HttpResponse:
    """Draw the page as some gestures would leave it, with what they move at the bottom."""
    try:
        moved = moves.moved(rehearsing.rehearse(act))
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(_url(production.slug))
    shown = _context(request, production, request.GET, edits=True, steps=wanted)
    return render(request, PAGE, shown | {"moved": moved})


def _context(request: HttpRequest, production: Production, asked: Mapping[str, str], **shown: Any) -> dict[str, Any]:
    pay = access.can_read_pay(request.user, production)
    return treasury_page.context(production, asked, clock.today_for(request), pay=pay, **shown)


def _url(slug: str) -> str:
    return reverse("budget:treasury", args=[slug])
