"""The price of a performance: to read it, to choose its hypotheses in place, and to say why a date is sold under cost."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from filage.core import access
from filage.desks.budget import permissions
from filage.desks.budget.forms.price import HypothesesForm, ReasonForm
from filage.desks.budget.operations import price as operations
from filage.desks.budget.queries.pricing import deal_of, priced
from filage.desks.budget.views import price_page
from filage.productions.queries import production_to_read
from filage.web import editing


def price(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer whoever asks the price: from the coût plateau to the price, what a series costs, how many dates are left to sell."""
    production = production_to_read(request, slug)
    pay, edits = access.can_read_pay(request.user, production), permissions.may_edit(request.user, production)
    return render(request, "budget/price.html", price_page.context(production, pay=pay, edits=edits))


@require_POST
def choose(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose the hypotheses of a price, all those of the page at once."""
    production = editing.production_to_edit(request, slug)
    form = HypothesesForm(request.POST, chosen=priced(production).chosen)
    return editing.answer(
        request,
        form,
        lambda **read: operations.choose_all(production, form.chosen(), by=request.user),
        then=lambda entry: f"{reverse('budget:price', args=[slug])}#hypotheses",
        said="Hypothèses enregistrées.",
        template="budget/price.html",
        context=price_page.context(production, pay=access.can_read_pay(request.user, production), edits=True, form=form),
    )


@require_POST
def say_why(request: HttpRequest, slug: str, deal: UUID) -> HttpResponse:
    """Say why the dates of a deal are sold under their cost."""
    production = editing.production_to_edit(request, slug)
    sold, form = deal_of(production, deal), ReasonForm(request.POST)
    if sold is None:
        raise Http404
    reason = form.reason if form.is_valid() else ""
    return editing.do(
        request,
        lambda: operations.say_why_under(sold, reason, by=request.user),
        then=f"{reverse('budget:price', args=[slug])}#dates-vitrine",
        said="Motif enregistré : il s’imprime dans l’explication du prix.",
    )
