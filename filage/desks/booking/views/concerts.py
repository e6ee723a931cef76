"""The pages of a concert: its terms and its requests, and how its deal pays."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from filage.core.refusal import Refusal
from filage.desks.booking.forms.concerts import AccordForm, ConcertForm, request_set
from filage.desks.booking.operations import concerts as operations
from filage.desks.booking.queries import concerts as queries
from filage.desks.schedule.queries.editing import activity_to_edit
from filage.productions.models import Deal
from filage.web import editing


def concert(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write the terms of a concert and who answers for each request."""
    activity = activity_to_edit(request, pk)
    requests = queries.requests_of(activity)
    data = request.POST or None
    form, lines = ConcertForm(data, activity=activity, terms=queries.terms_of(activity)), request_set(requests, data)
    refused = ""
    if request.method == "POST" and all([form.is_valid(), lines.is_valid()]):
        try:
            kept = [line.cleaned_data for line in lines if line.cleaned_data.get("label")]
            operations.write(activity, by=request.user, requests=kept, **form.cleaned_data)
            messages.success(request, "Les conditions du concert sont enregistrées.")
            return redirect(reverse("schedule:date", args=[pk]))
        except Refusal as refusal:
            refused = str(refusal)
    shown = {"activity": activity, "production": activity.production, "form": form, "lines": lines, "refused": refused}
    shown["sides"] = queries.sides(requests)
    return render(request, "booking/concert.html", shown, status=editing.UNREADABLE if request.method == "POST" else 200)


def accord(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Write how a deal pays a concert: percentage, threshold, costs listed, shares of the bill."""
    production = editing.production_to_edit(request, slug)
    rows = Deal.objects.within(production.organisation_id).filter(production=production).select_related("partner")
    deal: Deal = get_object_or_404(rows, pk=pk)
    back = reverse("web:show_contracts", args=[slug])
    return editing.answer(
        request,
        AccordForm(request.POST or None, deal=deal, initial=queries.accord_lines(deal)),
        lambda **terms: operations.write_accord(deal, by=request.user, **terms),
        then=lambda _: back,
        said="L’accord est enregistré.",
        context={
            "heading": f"Accord, {deal.partner or deal}",
            "lede": "Ce qui s’ajoute au prix : la part de la recette, les frais listés au contrat, le co-plateau.",
            "back": production.title,
            "back_url": back,
            "production": production,
        },
        heavy=True,
    )
