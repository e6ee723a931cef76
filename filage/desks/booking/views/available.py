"""The free days of a show, as a text to paste in a mail, with why the others are not free."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from filage.core import clock
from filage.desks.booking.forms.available import Period
from filage.desks.booking.queries import availability
from filage.desks.booking.queries.availability import Asked, Found
from filage.productions.models import Production
from filage.productions.queries import production_to_read
from filage.web import format as french
from filage.web.editing import UNREADABLE


@require_GET
def available(request: HttpRequest, slug: str) -> HttpResponse:
    """Say which days of a period a show may be offered."""
    production, today = production_to_read(request, slug), clock.today_for(request)
    form = Period(request.GET, production=production, today=today)
    shown: dict[str, Any] = {"production": production, "tab": "promotion", "form": form, "today": today}
    if not form.is_valid():
        return render(request, "booking/available.html", shown, status=UNREADABLE)
    found = availability.available(production, form.asked)
    shown |= {"found": found, "text": letter(production, form.asked, found), "count": french.count(len(found.free), "jour")}
    return render(request, "booking/available.html", shown)


def letter(production: Production, asked: Asked, found: Found) -> str:
    """Return the text to paste: what is offered, month by month, and until when it is true."""
    period = f"{french.day_long(asked.first, weekday=False)} au {french.day_long(asked.last, weekday=False)}"
    head = f"{production.title}{french.NBSP}: dates disponibles du {period}"
    if not found.lines:
        return f"{head}\n\nAucun jour libre dans cette période."
    options = (
        "\nUn jour « après une option » se libère si l’option n’est pas confirmée."
        if any(one.behind for one in found.free)
        else ""
    )
    return "\n".join([head, "", *found.lines]) + (f"\n{options}" if options else "")
