"""The logistics of a tour: what is booked, the chain of its dates on a map, and what another order would come to."""

from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from filage.core import access
from filage.desks.logistics.operations import chain as operations
from filage.desks.logistics.queries import pages
from filage.desks.logistics.views import chart, tables
from filage.productions.queries import production_to_read
from filage.rules.geography import long_tour
from filage.rules.geography.chain import Chain
from filage.web import editing
from filage.web.inputs import AmountField, CountField


class PricesForm(forms.Form):
    """What a kilometre and a night cost, to put the chain in euros: nothing is supposed."""

    km = AmountField(label="Un kilomètre", unit="€", decimals=4, min_value=0, max_value=20, required=False)
    nuit = AmountField(label="Une nuit", unit="€", min_value=0, max_value=2000, required=False)
    personnes = CountField(label="Personnes", min_value=1, max_value=200, required=False)


@require_GET
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Read the logistics of the tour of a show."""
    production = production_to_read(request, slug)
    season, held, teams = pages.of_production(production)
    tour = pages.tour(production, season, search="ordre" in request.GET)
    usual = pages.usual_prices(production, season, teams)
    form = PricesForm(request.GET if "km" in request.GET else None, initial=usual)
    prices = (form.cleaned_data if form.is_valid() else {}) if form.is_bound else usual
    dates = [
        (one, held.journeys_of(one.pk), pages.stays_on(held, one), held.meals_of(one.pk), len(teams.get(one.pk, ())))
        for one in season.performances_of(production.pk)
        if one.on >= season.today
    ]
    shown: dict[str, Any] = {
        "production": production,
        "tab": "organisation",
        "tour": tour,
        "searched": "ordre" in request.GET,
        "missing": "" if long_tour.is_installed() else long_tour.MISSING,
        "dates": dates,
        "form": form,
        "map": chart.drawn(tour.chain, pages.names_in(tour)) if tour.chain else None,
        "chain": tables.chain(tour, tour.chain, "La chaîne des dates") if tour.chain else None,
        "worth": worth(tour.chain, prices),
        "may_edit": access.can_edit(request.user, production),
        "modes": [(mode.value, mode.label) for mode in operations.MODES],
    }
    if tour.chain and tour.other:
        shown["other"] = tables.chain(tour, tour.other, "Dans le meilleur ordre des options")
        shown["other_worth"] = worth(tour.other, prices)
        shown["fewer_km"] = tour.chain.km - tour.other.km
        shown["fewer_nights"] = tour.chain.nights - tour.other.nights
    return render(request, "logistics/tour.html", shown)


@require_POST
def lay(request: HttpRequest, slug: str) -> HttpResponse:
    """Lay the journeys and the nights that the dates to come lack."""
    production = editing.production_to_edit(request, slug)
    season, _, _ = pages.of_production(production)
    mode, nights = request.POST.get("comment", ""), "nuits" in request.POST
    return editing.do(
        request,
        lambda: operations.lay(production, season, mode, nights=nights, by=request.user),
        then=reverse("logistics:tour", args=[slug]),
        said="C’est posé, à réserver. Restent les heures, l’hôtel et les repas de chaque date.",
    )


def worth(chain: Chain | None, prices: dict[str, Any]) -> Decimal | None:
    """Return what a chain costs in euros; None while a price is not said."""
    if chain is None or any(prices.get(name) is None for name in ("km", "nuit", "personnes")):
        return None
    cost: Decimal = chain.km * prices["km"] + chain.nights * prices["personnes"] * prices["nuit"]
    return cost.quantize(Decimal("0.01"))
