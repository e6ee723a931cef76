"""The page where a slot of an off-type series is rented: what it moves is shown before it is written."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from filage.core import clock
from filage.desks.booking.forms.rental import RentalForm
from filage.desks.booking.operations import rental as operations
from filage.web import editing


def rent(request: HttpRequest, slug: str) -> HttpResponse:
    """Rent a slot for a series: one deal and all its dates."""
    production = editing.production_to_edit(request, slug)
    form = RentalForm(request.POST or None, production=production, today=clock.today_for(request))

    def act(*, phrase: str, **fields: Any) -> Any:
        return operations.rent(production, form.moments, by=request.user, **fields)

    return editing.answer(
        request,
        form,
        act,
        then=lambda _: reverse("schedule:calendar", args=[slug]),
        said="Le créneau est loué : ses dates sont au calendrier, en option.",
        context={
            "heading": "Louer un créneau",
            "lede": "Un loyer pour toute la série, un acompte, des prestations ; la billetterie est à nous.",
            "act": "Louer",
            "back": production.title,
            "back_url": reverse("web:show_contracts", args=[slug]),
            "production": production,
        },
        heavy=True,
    )
