"""The gestures on an embauche, for who may read pay: engage, change the terms, remove."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from filage.core import access, clock
from filage.desks.payroll import operations
from filage.desks.payroll.forms import EngagedForm, EngagementForm, QuickForm
from filage.desks.payroll.views.bulletin_tables import beside
from filage.productions.models import Engagement, Production
from filage.productions.queries import production_to_read
from filage.web import editing


def engage(request: HttpRequest, slug: str) -> HttpResponse:
    """Engage somebody, or open a post: on a line, or field by field."""
    production = to_edit(request, slug)
    shown = {"heading": "Nouvelle embauche", "act": "Embaucher", "back": production.title, "production": production}
    shown |= {"back_url": reverse("payroll:embauches", args=[slug])}
    by_field = request.method == "POST" and "lines" not in request.POST
    return (_engage_by_field if by_field else _engage_by_line)(request, production, shown)


def _engage_by_line(request: HttpRequest, production: Production, shown: dict[str, Any]) -> HttpResponse:
    form = QuickForm(request.POST or None, organisation=production.organisation_id, today=clock.today_for(request))
    return editing.answer(
        request,
        form,
        lambda lines: operations.engage_all(production, lines, by=request.user),
        then=lambda _: shown["back_url"],
        said="L’embauche est notée." if len(form.data.get("lines", "").split("\n")) == 1 else "Les embauches sont notées.",
        template="payroll/engage.html",
        context=shown | {"whole": EngagementForm(organisation=production.organisation_id, agreement=production.structure.idcc)},
        heavy=True,
    )


def _engage_by_field(request: HttpRequest, production: Production, shown: dict[str, Any]) -> HttpResponse:
    return editing.answer(
        request,
        EngagementForm(request.POST, organisation=production.organisation_id, agreement=production.structure.idcc),
        lambda **terms: operations.engage(production, by=request.user, **terms),
        then=lambda _: shown["back_url"],
        said="L’embauche est notée.",
        context=shown,
        heavy=True,
    )


def change(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Change the terms of an embauche."""
    production = to_edit(request, slug)
    engagement = found(production, pk)
    back = reverse("payroll:embauches", args=[slug])
    initial = {name: getattr(engagement, name) for name in EngagedForm.base_fields}
    return editing.answer(
        request,
        EngagedForm(
            request.POST or None, organisation=production.organisation_id, agreement=production.structure.idcc, initial=initial
        ),
        lambda **terms: operations.change(engagement, by=request.user, **terms),
        then=lambda _: back,
        said="L’embauche est enregistrée.",
        template="payroll/engagement.html",
        context={
            "production": production,
            "tab": "contrats",
            "engagement": engagement,
            "heading": engagement.function,
            "back": production.title,
            "back_url": back,
            "delete_url": reverse("payroll:remove", args=[slug, pk]),
            "delete": "Supprimer cette embauche",
            "months": beside(engagement, slug),
        },
        heavy=True,
    )


@require_POST
def remove(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Show what removing an embauche that nothing has begun would move, then remove it."""
    engagement = found(to_edit(request, slug), pk)
    return editing.ask(
        request,
        lambda: operations.remove(engagement, by=request.user),
        then=reverse("payroll:embauches", args=[slug]),
        said=f"L’embauche « {engagement.function} » est supprimée.",
        heading=f"Supprimer l’embauche « {engagement.function} »",
        keep="Supprimer",
        context={"back": engagement.production.title},
    )


def to_edit(request: HttpRequest, slug: str) -> Production:
    """Return a production where the user may read pay: 404 or 403 happen here."""
    production = production_to_read(request, slug)
    if not access.can_read_pay(request.user, production):
        raise PermissionDenied(operations.READERS_ONLY)
    return production


def found(production: Production, pk: UUID) -> Engagement:
    rows = Engagement.objects.within(production.organisation_id).filter(production=production).select_related("person")
    engagement: Engagement = get_object_or_404(rows, pk=pk)
    engagement.production = production
    return engagement
