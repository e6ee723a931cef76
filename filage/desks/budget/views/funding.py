"""The financing plan of a creation: to read it, to add a funder, and to follow each one from the idea to the last payment."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from filage.core import clock
from filage.desks.budget import permissions
from filage.desks.budget.forms.funding import AidForm, FunderForm, PaperForm, PaymentForm, StatusForm
from filage.desks.budget.models import Line
from filage.desks.budget.operations import funding as operations
from filage.desks.budget.operations import linking
from filage.desks.budget.queries import funding as queries
from filage.desks.budget.views import funding_page
from filage.productions.models import Production
from filage.productions.queries import production_to_read
from filage.web import editing

PLAN, FUNDER, CONTRACT = "budget/funding.html", "budget/funder.html", "budget/line_contract.html"


def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """See who pays for a creation: asked, obtained, received, and what is left to find."""
    production = production_to_read(request, slug)
    return render(request, PLAN, funding_page.context(production, edits=permissions.may_edit(request.user, production)))


@require_POST
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask a funder."""
    production = editing.production_to_edit(request, slug)
    form = FunderForm(request.POST, structures=queries.known_funders(production.organisation_id))
    return editing.answer(
        request,
        form,
        lambda **read: operations.add_funder(production, by=request.user, **read),
        then=lambda line: _url(slug, line.pk),
        template=PLAN,
        context=funding_page.context(production, edits=True, form=form),
    )


def funder(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Follow one funder: where it stands, when it pays, which papers are still due."""
    production = production_to_read(request, slug)
    edits = permissions.may_edit(request.user, production)
    return render(request, FUNDER, funding_page.one(production, _held(production, pk), edits=edits))


@require_POST
def advance(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Move a funder to a status, with what it grants."""
    production, line = _line(request, slug, pk)
    form = StatusForm(request.POST, line=line)
    return _answer(
        request, production, line, form, "status_form", lambda **read: operations.advance(line, by=request.user, **read)
    )


@require_POST
def add_payment(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Plan one payment of a funder."""
    production, line = _line(request, slug, pk)
    form = PaymentForm(request.POST)
    act = operations.add_payment
    return _answer(request, production, line, form, "payment_form", lambda **read: act(line, by=request.user, **read))


@require_POST
def add_paper(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Follow a letter or a paper of a funder."""
    production, line = _line(request, slug, pk)
    form = PaperForm(request.POST, attachments=queries.attachments(production))
    return _answer(
        request, production, line, form, "paper_form", lambda **read: operations.add_paper(line, by=request.user, **read)
    )


@require_POST
def name_aid(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Say which aid of the catalogue a line is, and what its request counts as eligible."""
    production, line = _line(request, slug, pk)
    form = AidForm(request.POST, line=line)
    return _answer(request, production, line, form, "aid_form", lambda **read: operations.name_aid(line, by=request.user, **read))


@require_POST
def touch_payment(request: HttpRequest, slug: str, pk: UUID, payment: UUID) -> HttpResponse:
    """Say that a payment came or did not, or take it away."""
    _, line = _line(request, slug, pk)
    held = _or_404(queries.payment_of(line, payment))
    if request.POST.get("geste") == "retirer":
        return editing.do(request, lambda: operations.drop_payment(held, by=request.user), then=_url(slug, pk))
    paid = request.POST.get("geste") == "recu"
    return editing.do(request, lambda: operations.receive(held, paid=paid, by=request.user), then=_url(slug, pk))


@require_POST
def touch_paper(request: HttpRequest, slug: str, pk: UUID, paper: UUID) -> HttpResponse:
    """Say that a paper was sent or received today, or take it away."""
    _, line = _line(request, slug, pk)
    held = _or_404(queries.paper_of(line, paper))
    if request.POST.get("geste") == "retirer":
        return editing.do(request, lambda: operations.drop_paper(held, by=request.user), then=_url(slug, pk))
    today = clock.today_for(request)
    return editing.do(request, lambda: operations.settle(held, on=today, by=request.user), then=_url(slug, pk))


def contract(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """See which contract a line may be the money of, and link or part them."""
    production = production_to_read(request, slug)
    edits = permissions.may_edit(request.user, production)
    line = _or_404(queries.line_to_link(production, pk))
    return render(request, CONTRACT, funding_page.contract(production, line, edits=edits))


@require_POST
def link(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Link a line to a contract, part it from its own, or take it away because the contract counts it."""
    production = editing.production_to_edit(request, slug)
    line = _or_404(queries.line_to_link(production, pk))
    if request.POST.get("geste") == "delier":
        return editing.do(request, lambda: linking.unlink(line, by=request.user), then=_contract_url(slug, pk))
    deal = _or_404(queries.deal_to_link(production, request.POST.get("contrat", "")))
    if request.POST.get("geste") == "retirer":
        done = reverse("budget:budget", args=[slug])
        return editing.do(request, lambda: linking.keep_the_deal(line, deal, by=request.user), then=done)
    return editing.do(request, lambda: linking.link(line, deal, by=request.user), then=_contract_url(slug, pk))


def _contract_url(slug: str, pk: UUID) -> str:
    return reverse("budget:line_contract", args=[slug, pk])


def _answer(
    request: HttpRequest, production: Production, line: Line, form: Any, name: str, act: Callable[..., Any]
) -> HttpResponse:
    shown = funding_page.one(production, _held(production, line.pk), edits=True, refused={name: form})
    return editing.answer(request, form, act, then=lambda made: _url(production.slug, line.pk), template=FUNDER, context=shown)


def _line(request: HttpRequest, slug: str, pk: UUID) -> tuple[Production, Line]:
    production = editing.production_to_edit(request, slug)
    return production, _or_404(queries.line_of_funder(production, pk))


def _held(production: Production, pk: UUID) -> queries.Funder:
    return _or_404(queries.funder_of(_or_404(queries.line_of_funder(production, pk))))


def _or_404[Thing](found: Thing | None) -> Thing:
    if found is None:
        raise Http404("Introuvable dans ce plan de financement.")
    return found


def _url(slug: str, pk: UUID) -> str:
    return reverse("budget:funder", args=[slug, pk])
