"""Three readings of what a production costs: its budget, the price of a performance, its treasury."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from filage.core import access
from filage.desks.budget.views import budget_page, price_page, treasury_page
from filage.productions.queries import production_to_read


def budget(request: HttpRequest, slug: str) -> HttpResponse:
    """Judge a budget line by line: what is priced, what is still unknown, and what is left to find, hoped for and secured."""
    production = production_to_read(request, slug)
    pay = access.can_read_pay(request.user, production)
    shown = budget_page.context(production, request.GET, pay=pay)
    return render(request, "budget/budget.html", {**shown, "may_issue": pay and access.can_edit(request.user, production)})


def price(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer whoever asks the price: from the coût plateau to the price, what a series costs, how many dates are left to sell."""
    production = production_to_read(request, slug)
    pay = access.can_read_pay(request.user, production)
    return render(request, "budget/price.html", price_page.context(production, pay=pay))


def treasury(request: HttpRequest, slug: str) -> HttpResponse:
    """See when money runs out, and what a late funder would change, before it happens."""
    production = production_to_read(request, slug)
    pay = access.can_read_pay(request.user, production)
    shown = treasury_page.context(production, request.GET, timezone.localdate(), pay=pay)
    return render(request, "budget/treasury.html", shown)
