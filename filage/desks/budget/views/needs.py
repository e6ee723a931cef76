"""The gestures on a need: write it, compare its quotes, choose one, put it in the budget."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from filage.core import access
from filage.desks.budget.forms.needs import NeedForm, PhaseForm, QuoteForm
from filage.desks.budget.operations import needs as operations
from filage.desks.budget.queries import needs as queries
from filage.desks.budget.views.interview import page, to_edit
from filage.productions.enums import InterviewTopic, Phase
from filage.productions.models import Need, Quote
from filage.web import editing


def add(request: HttpRequest, slug: str) -> HttpResponse:
    """Write what an answer asks for; from a side of the interview, it comes back to it."""
    production = to_edit(request, slug)
    topic = request.GET.get("sujet", "")
    topic = topic if topic in InterviewTopic.values else ""
    back = reverse("budget:topic", args=[slug, topic]) if topic else reverse("budget:interview", args=[slug])
    return editing.answer(
        request,
        NeedForm(request.POST or None, initial={"origin": f"Entretien, {InterviewTopic(topic).label.lower()}" if topic else ""}),
        lambda **fields: operations.add_need(production, topic=topic, by=request.user, **_with_origin(fields, topic)),
        then=lambda _: back,
        said="Le besoin est noté.",
        context={"heading": "Nouveau besoin", "act": "Ajouter", "back": "Entretien", "back_url": back},
    )


def change(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Change a need, its quotes side by side; the budget line made from it follows."""
    need = _to_edit(request, slug, pk)
    initial = {name: getattr(need, name) for name in NeedForm.base_fields}
    here = reverse("budget:need", args=[slug, pk])
    return editing.answer(
        request,
        NeedForm(request.POST or None, initial=initial),
        lambda **fields: operations.change_need(need, by=request.user, **fields),
        then=lambda _: here,
        said="Le besoin est enregistré.",
        template="budget/need.html",
        context=page(request, need.production) | _shown(need),
    )


@require_POST
def remove(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Remove a need that no budget line is made from."""
    need = _to_edit(request, slug, pk)
    return editing.do(
        request,
        lambda: operations.remove_need(need, by=request.user),
        then=reverse("budget:interview", args=[slug]),
        said=f"« {need.label} » est supprimé.",
    )


@require_POST
def budget(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Put a need in the budget, in one gesture."""
    need, form = _to_edit(request, slug, pk), PhaseForm(request.POST)
    phase = Phase(form.cleaned_data["phase"]) if form.is_valid() else Phase.CREATION
    return editing.do(
        request,
        lambda: operations.budget_need(need, phase=phase, by=request.user),
        then=reverse("budget:interview", args=[slug]) if request.POST.get("retour") == "entretien" else _url(slug, pk),
        said=f"« {need.label} » est au budget.",
    )


def add_quote(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Set a quote beside the others."""
    need = _to_edit(request, slug, pk)
    return editing.answer(
        request,
        QuoteForm(request.POST or None),
        lambda **fields: operations.add_quote(need, by=request.user, **fields),
        then=lambda _: _url(slug, pk),
        context={"heading": "Nouveau devis", "act": "Ajouter", "back": need.label, "back_url": _url(slug, pk)},
    )


@require_POST
def choose_quote(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Choose a quote: its cost becomes that of the need and of its line."""
    quote = _quote(request, slug, pk)
    return editing.do(
        request,
        lambda: operations.choose_quote(quote, by=request.user),
        then=_url(slug, quote.need_id),
        said=f"Le devis {quote.supplier} est retenu.",
    )


@require_POST
def remove_quote(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Take a quote away."""
    quote = _quote(request, slug, pk)
    return editing.do(
        request,
        lambda: operations.remove_quote(quote, by=request.user),
        then=_url(slug, quote.need_id),
        said=f"Le devis {quote.supplier} est retiré.",
    )


def _url(slug: str, pk: UUID) -> str:
    return reverse("budget:need", args=[slug, pk])


def _to_edit(request: HttpRequest, slug: str, pk: UUID) -> Need:
    """Return a need the user may change: 404 or 403 happen here, the latter when it is pay she may not read."""
    production = to_edit(request, slug)
    need: Need = get_object_or_404(Need.objects.within(production.organisation_id), production=production, pk=pk)
    need.production = production
    if queries.hides(need, pay=access.can_read_pay(request.user, production)):
        raise PermissionDenied("Ce besoin dit ce que gagne quelqu’un : l’administration et la production le lisent.")
    return need


def _quote(request: HttpRequest, slug: str, pk: UUID) -> Quote:
    production = to_edit(request, slug)
    rows = Quote.objects.within(production.organisation_id).filter(need__production=production)
    quote: Quote = get_object_or_404(rows.select_related("need__production"), pk=pk)
    _to_edit(request, slug, quote.need_id)
    return quote


def _shown(need: Need) -> dict[str, Any]:
    quotes = list(need.quotes.all())
    asked = queries.Asked(need, hidden=False)
    known = [quote.unit_cost for quote in quotes if quote.unit_cost is not None]
    return {
        "need": need,
        "asked": asked,
        "quotes": quotes,
        "cheapest": min(known, default=None),
        "phase_form": PhaseForm(),
        "line": need.budget_lines.first(),
    }


def _with_origin(fields: dict[str, Any], topic: str) -> dict[str, Any]:
    """Return the fields of a need, whose origin is its side of the interview when nothing else is said."""
    said = fields["origin"] or (f"Entretien, {InterviewTopic(topic).label.lower()}" if topic else "")
    return fields | {"origin": said}
