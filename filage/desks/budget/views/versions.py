"""Whole budgets: freeze one for somebody, put two side by side, bound the scenarios, start a reprise."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from filage.core import access, clock
from filage.desks.budget import operations as budget_operations
from filage.desks.budget import permissions
from filage.desks.budget.forms.versions import BoundsForm, FreezeForm, RepriseForm
from filage.desks.budget.operations import versions as operations
from filage.desks.budget.queries.funding import known_funders
from filage.desks.budget.views import versions_page
from filage.productions.models import Production
from filage.productions.queries import production_to_read
from filage.web import editing

PAGE = "budget/versions.html"


def versions(request: HttpRequest, slug: str) -> HttpResponse:
    """See what was frozen for whom, what moved since, and how the budget may turn."""
    production = production_to_read(request, slug)
    return render(request, PAGE, _shown(request, production, edits=permissions.may_edit(request.user, production)))


@require_POST
def freeze(request: HttpRequest, slug: str) -> HttpResponse:
    """Freeze the budget as it stands, for somebody or for the record."""
    production = editing.production_to_edit(request, slug)
    form = FreezeForm(request.POST, structures=known_funders(production.organisation_id))
    act = budget_operations.freeze
    return _answer(request, production, form, "freeze_form", lambda **read: act(production, by=request.user, **read))


@require_POST
def bound(request: HttpRequest, slug: str) -> HttpResponse:
    """Bound the low and the high scenarios."""
    production = editing.production_to_edit(request, slug)
    form = BoundsForm(request.POST, chosen={})
    return _answer(
        request, production, form, "bounds_form", lambda **read: operations.bound(production, form.bounds(), by=request.user)
    )


@require_POST
def start_reprise(request: HttpRequest, slug: str) -> HttpResponse:
    """Start a reprise from the budget of a creation, and open it."""
    production = editing.production_to_edit(request, slug)
    form = RepriseForm(request.POST)
    return editing.answer(
        request,
        form,
        lambda **read: operations.start_reprise(production, by=request.user, **read),
        then=lambda made: reverse("budget:budget", args=[made.slug]),
        template=PAGE,
        context=_shown(request, production, edits=True, refused={"reprise_form": form}),
    )


def _answer(request: HttpRequest, production: Production, form: Any, name: str, act: Callable[..., Any]) -> HttpResponse:
    shown = _shown(request, production, edits=True, refused={name: form})
    back = reverse("budget:versions", args=[production.slug])
    return editing.answer(request, form, act, then=lambda made: back, template=PAGE, context=shown)


def _shown(request: HttpRequest, production: Production, *, edits: bool, refused: dict[str, Any] | None = None) -> dict[str, Any]:
    pay = access.can_read_pay(request.user, production)
    return versions_page.context(production, request.GET, clock.today_for(request), pay=pay, edits=edits, refused=refused)
