"""The contracts of a production made together: chosen, produced step by step with their progress."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from filage.core import clock
from filage.core.refusal import Refusal
from filage.desks.contracts.operations.papers import PAPERS, Batch
from filage.desks.contracts.queries import desk as queries
from filage.productions.models import Production
from filage.productions.queries import production_to_read
from filage.web import editing
from filage.web.requests import PageRequest

SALT = "lot-de-contrats"


def desk(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the deals of a production, what each lacks before it is signed, and the papers already issued."""
    production = _to_edit(request, slug)
    context = {"production": production, "tab": "contrats", "papers": [(code, said[0]) for code, said in PAPERS.items()]}
    return render(request, "contracts/batch.html", context | {"rows": queries.rows(production)})


@require_POST
def make(request: PageRequest, slug: str) -> HttpResponse:
    """Issue the papers chosen: step by step with htmx, all at once without."""
    production = _to_edit(request, slug)
    try:
        batch = Batch.asked(production, request.POST.get("papier", ""), request.POST.getlist("choix"))
    except Refusal as refusal:
        if request.htmx:
            return render(request, "contracts/batch_work.html", {"production": production, "why": str(refusal)})
        messages.error(request, str(refusal))
        return redirect(reverse("contracts:batch", args=[slug]))
    if request.htmx:
        return _step(request, production, batch)
    while not batch.is_done:
        batch = batch.step(production, by=request.user, on=clock.today_for(request))
    for name, why in batch.refused:
        messages.error(request, f"{name} : {why}")
    messages.success(request, f"{len(batch.made)} document{'s' * (len(batch.made) > 1)} dans les papiers.")
    return redirect(reverse("contracts:batch", args=[slug]))


@require_POST
def follow(request: PageRequest, slug: str) -> HttpResponse:
    """Issue the next papers of a batch, and say how far it is."""
    production = _to_edit(request, slug)
    try:
        told = signing.loads(request.POST.get("lot", ""), salt=SALT, max_age=3600)
    except signing.BadSignature as error:
        raise Http404("Ce lot n’existe plus.") from error
    if told["production"] != str(production.pk):
        raise Http404("Ce lot n’existe plus.")
    return _step(request, production, Batch.told(told))


def _step(request: HttpRequest, production: Production, batch: Batch) -> HttpResponse:
    batch = batch.step(production, by=request.user, on=clock.today_for(request))
    shown: dict[str, Any] = {"production": production, "batch": batch}
    if not batch.is_done:
        shown["lot"] = signing.dumps({**batch.plain(), "production": str(production.pk)}, salt=SALT)
    return render(request, "contracts/batch_work.html", shown)


def _to_edit(request: HttpRequest, slug: str) -> Production:
    production = production_to_read(request, slug)
    editing.editor_only(request, production)
    return production
