"""The page where a partner drops what it owes, opened by a link without account: it reads nothing else of the house."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from filage.core.refusal import Refusal
from filage.desks.contracts.forms.pieces import DropForm
from filage.desks.contracts.operations import pieces as operations
from filage.desks.contracts.queries import pieces as queries
from filage.web import editing


@login_not_required
def drop(request: HttpRequest, token: str) -> HttpResponse:
    """Drop a paper, and read what is still missing."""
    try:
        door = operations.enter(token)
    except Refusal as refusal:
        return render(request, "web/closed_link.html", {"refusal": refusal}, status=410)
    asked = [one for one in queries.asked_now(door.deal) if not one.is_ours]
    wanted = sorted(asked, key=lambda one: one.is_there)  # what is missing first; the rest may be dropped again
    answer = editing.answer(
        request,
        DropForm(request.POST or None, request.FILES or None, kinds=[(one.due.piece, one.label) for one in wanted]),
        lambda **facts: operations.drop(door, **facts),
        then=lambda _: request.path,
        said="Merci, la pièce est reçue. Nous la relisons.",
        template="contracts/drop.html",
        context={"deal": door.deal, "asked": asked, "missing": sum(not one.is_there for one in asked)},
    )
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "same-origin"  # « no-referrer » would send the form back without origin, and be refused
    return answer
