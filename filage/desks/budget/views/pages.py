"""The budget of a production, line by line: its price and its treasury have their own modules."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from filage.core import access
from filage.desks.budget import permissions
from filage.desks.budget.views import budget_page
from filage.productions.queries import production_to_read


def budget(request: HttpRequest, slug: str) -> HttpResponse:
    """Judge a budget line by line: what is priced, what is still unknown, and what is left to find, hoped for and secured."""
    production = production_to_read(request, slug)
    pay = access.can_read_pay(request.user, production)
    shown = budget_page.context(production, request.GET, pay=pay, edits=permissions.may_edit(request.user, production))
    return render(request, "budget/budget.html", {**shown, "may_issue": pay and access.can_edit(request.user, production)})
