"""The page of the seasons of examples: choose one, open it in a space of its own, start it anew."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from filage.core import access
from filage.core.models import Organisation
from filage.core.refusal import Refusal
from filage.portability import seasons


@dataclass(frozen=True, slots=True)
class Shelf:
    """A part of the page: its title, and each example with the space of the user that holds it."""

    title: str
    rows: list[tuple[seasons.Example, Organisation | None]]


@require_GET
def examples(request: HttpRequest) -> HttpResponse:
    """Show the seasons and the cases, with what the user has already opened."""
    held = {one.slug: one for one in access.organisations(request.user)}
    rows = [(each, held.get(each.space)) for each in seasons.EXAMPLES]
    shelves = [
        Shelf("Des saisons entières", [row for row in rows if row[0].whole]),
        Shelf("Des cas, un à un", [row for row in rows if not row[0].whole]),
    ]
    return render(request, "portability/examples.html", {"shelves": shelves})


@require_POST
def load(request: HttpRequest, code: str) -> HttpResponse:
    """Load an example, anew when it was there, and enter its space; a refusal is said on the page."""
    try:
        space = seasons.load(code, user=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("portability:examples")
    access.choose(request, space.slug)
    return redirect("web:today")
