"""The page where a partner drops what it owes, opened by a link without account: it reads nothing else of the house."""

from django.http import HttpRequest, HttpResponse

from filage.desks.contracts.forms.pieces import DropForm
from filage.desks.contracts.operations import pieces as operations
from filage.desks.contracts.queries import pieces as queries
from filage.web import editing
from filage.web.private import by_link


@by_link()
def drop(request: HttpRequest, token: str) -> HttpResponse:
    """Drop a paper, and read what is still missing."""
    door = operations.enter(token)
    asked = [one for one in queries.asked_now(door.deal) if not one.is_ours]
    wanted = sorted(asked, key=lambda one: one.is_there)  # what is missing first; the rest may be dropped again
    return editing.answer(
        request,
        DropForm(request.POST or None, request.FILES or None, kinds=[(one.due.piece, one.label) for one in wanted]),
        lambda **facts: operations.drop(door, **facts),
        then=lambda _: request.path,
        said="Merci, la pièce est reçue. Nous la relisons.",
        template="contracts/drop.html",
        context={"deal": door.deal, "asked": asked, "missing": sum(not one.is_there for one in asked)},
    )
