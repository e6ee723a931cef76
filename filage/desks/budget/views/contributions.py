"""Two sides of a proposed line: the page of a post, opened by a link without account, and the answers of the production."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from filage.core import clock
from filage.core.links import Link
from filage.desks.budget.enums import ContributionState
from filage.desks.budget.forms.contributions import AcceptForm, InviteForm, ProposalForm, RefuseForm
from filage.desks.budget.models import Contribution
from filage.desks.budget.operations import contributions as operations
from filage.desks.budget.queries import contributions as queries
from filage.desks.budget.views.interview import page, to_edit
from filage.productions.models import Production
from filage.web import editing, once
from filage.web.private import address_of, by_link

OPENED = "lien_de_poste"  # the cookie that tells a new link once


def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """Read what the posts propose, answer each, and give a link to another post; a link is told once, on the page it leads to."""
    production = to_edit(request, slug)
    form = InviteForm(request.POST or None)
    if form.is_bound and form.is_valid():
        link = operations.invite(production, address=address_of(request, "budget:post"), by=request.user, **form.cleaned_data)
        return once.give(redirect(request.path), OPENED, link, path=request.path)
    opened = once.given(request, OPENED)
    shown = {"form": form, "opened": opened} | _proposals(production)
    page_drawn = render(
        request, "budget/contributions.html", page(request, production) | shown, status=422 if form.errors else 200
    )
    return once.gone(page_drawn, OPENED, path=request.path) if opened else page_drawn


def _proposals(production: Production) -> dict[str, Any]:
    found = queries.proposals(production)
    return {
        "waiting": [one for one in found if one.state == ContributionState.PROPOSEE],
        "answered": [one for one in found if one.state != ContributionState.PROPOSEE],
        "links": queries.open_links(production, timezone.now()),
    }


@require_POST
def accept(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Accept a proposed line as it is."""
    proposed = _to_answer(request, slug, pk)
    return editing.do(
        request,
        lambda: operations.accept(proposed, by=request.user),
        then=reverse("budget:contributions", args=[slug]),
        said=f"« {proposed.label} » est au budget.",
    )


def change(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Change a proposed line, then accept it."""
    proposed = _to_answer(request, slug, pk)
    initial = {name: getattr(proposed, name) for name in operations.PROPOSED}
    initial |= {"destination": operations.default_destination(proposed.post), "phase": "creation"}
    return editing.answer(
        request,
        AcceptForm(request.POST or None, initial=initial),
        lambda **fields: operations.accept(proposed, by=request.user, **fields),
        then=lambda _: reverse("budget:contributions", args=[slug]),
        said=f"« {proposed.label} » est au budget.",
        context=_sheet(slug, proposed, "Accepter"),
    )


def refuse(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Refuse a proposed line, and say why."""
    proposed = _to_answer(request, slug, pk)
    return editing.answer(
        request,
        RefuseForm(request.POST or None),
        lambda **fields: operations.refuse(proposed, by=request.user, **fields),
        then=lambda _: reverse("budget:contributions", args=[slug]),
        said=f"« {proposed.label} » est refusée, et le poste saura pourquoi.",
        context=_sheet(slug, proposed, "Refuser"),
    )


@require_POST
def withdraw(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Take a link back."""
    production = to_edit(request, slug)
    rows = Link.objects.filter(organisation=production.organisation_id, purpose=queries.PURPOSE)
    link = get_object_or_404(rows.filter(target__startswith=f"{production.pk}:"), pk=pk)
    operations.withdraw(link, production=production, by=request.user)
    messages.success(request, "Ce lien n’ouvre plus.")
    return redirect("budget:contributions", slug)


@by_link()
def post(request: HttpRequest, token: str) -> HttpResponse:
    """Propose lines for one post, without account, and read what was answered."""
    door = operations.enter(token)
    found = queries.proposals(door.production, door.post)
    return editing.answer(
        request,
        ProposalForm(request.POST or None, initial={"author": found[-1].author if found else ""}),
        lambda **fields: operations.propose(door, on=clock.today(door.production.organisation_id), **fields),
        then=lambda _: request.path,
        said="Votre ligne est proposée : la production la relit.",
        template="budget/post.html",
        context={"production": door.production, "post": door.post, "proposals": found},
    )


def _to_answer(request: HttpRequest, slug: str, pk: UUID) -> Contribution:
    """Return a proposal that the user may answer: 404 or 403 happen here."""
    production = to_edit(request, slug)
    rows = Contribution.objects.within(production.organisation_id).filter(production=production)
    return get_object_or_404(rows.select_related("production"), pk=pk)


def _sheet(slug: str, proposed: Contribution, act: str) -> dict[str, Any]:
    return {
        "heading": proposed.label,
        "lede": f"Proposé par {proposed.author or proposed.get_post_display()}. {proposed.note}",
        "act": act,
        "back": "Propositions des postes",
        "back_url": reverse("budget:contributions", args=[slug]),
    }
