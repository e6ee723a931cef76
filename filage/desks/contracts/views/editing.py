"""The terms of one deal, typed after seeing what they move."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from filage.desks.contracts import forms, operations
from filage.productions.models import Deal
from filage.web import editing


def change(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Write the terms agreed with a partner: price, series, VAT, sharing, deposit, delay."""
    production = editing.production_to_edit(request, slug)
    rows = Deal.objects.within(production.organisation_id).filter(production=production).select_related("partner")
    deal: Deal = get_object_or_404(rows, pk=pk)
    back = reverse("contracts:agreement", args=[slug, pk])
    return editing.answer(
        request,
        forms.DealForm(request.POST or None, deal=deal),
        lambda **said: operations.change(deal, by=request.user, **forms.as_kept(said)),
        then=lambda _: back,
        said="Les conditions sont enregistrées.",
        context={"heading": f"Conditions, {deal.partner or deal}", "back": "Le contrat", "back_url": back},
        heavy=True,
    )
