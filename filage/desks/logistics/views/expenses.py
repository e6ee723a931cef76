"""The expenses of a show as the office decides of them: accept, refuse, pay back, and the cash that people hold."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from filage.core import clock
from filage.core.refusal import Refusal
from filage.desks.logistics.forms.expenses import FloatForm
from filage.desks.logistics.models import Expense
from filage.desks.logistics.operations import expenses as operations
from filage.desks.logistics.queries import expenses as queries
from filage.productions.models import Person, Production
from filage.rules import reading
from filage.web import editing, once
from filage.web import format as french
from filage.web.private import address_of, file_answer

OPENED = "lien_frais"  # the cookie that tells a new link once


@require_GET
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Read the notes de frais of a show and its caisse de tournée."""
    production = editing.production_to_edit(request, slug)
    form = FloatForm(people=queries.team_of(production), initial={"on": clock.today_for(request)})
    opened = once.given(request, OPENED)
    answer = render(request, "logistics/expenses.html", _context(production, form) | {"opened": opened})
    return once.gone(answer, OPENED, path=request.path) if opened else answer


@require_POST
def decide(request: HttpRequest, slug: str) -> HttpResponse:
    """Accept the notes that were ticked, or refuse one."""
    production = editing.production_to_edit(request, slug)
    return editing.do(request, lambda: messages.success(request, _decided(request, production)), then=_page(slug))


@require_POST
def pay_back(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Say that somebody was paid back."""
    production = editing.production_to_edit(request, slug)
    person, today = _somebody(production, pk), clock.today_for(request)
    return editing.do(
        request,
        lambda: operations.pay_back(production, person, on=today, by=request.user),
        then=_page(slug),
        said=f"{person.name} : remboursé aujourd’hui. Ctrl Z reprend.",
    )


@require_POST
def move(request: HttpRequest, slug: str) -> HttpResponse:
    """Give cash to somebody, or take it back."""
    production = editing.production_to_edit(request, slug)
    form = FloatForm(request.POST, people=queries.team_of(production))
    return editing.answer(
        request,
        form,
        lambda **said: operations.move(production, by=request.user, **said),
        then=lambda _: _page(slug),
        said="La caisse est à jour.",
        template="logistics/expenses.html",
        context=_context(production, form),
    )


@require_POST
def link(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Give somebody a link to her own expenses, told once on the page; or take it back."""
    production = editing.production_to_edit(request, slug)
    person, page, gesture = _somebody(production, pk), _page(slug), request.POST.get("geste", "")
    if gesture == "retirer":
        said = f"Le lien de {person.name} n’ouvre plus."
        act = lambda: operations.withdraw(person, production=production, by=request.user)  # noqa: E731
        return editing.do(request, act, then=page, said=said)
    try:
        opened = operations.invite(
            person,
            production=production,
            address=address_of(request, "logistics:own_expenses"),
            send=gesture == "envoyer",
            by=request.user,
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(page)
    return once.give(redirect(f"{page}#liens"), OPENED, f"{person.name}\n{opened}", path=page)


@require_GET
def proof(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Show the photo of a note."""
    production = editing.production_to_edit(request, slug)
    expense = get_object_or_404(Expense.objects.within(production.organisation_id).filter(production=production), pk=pk)
    try:
        return file_answer(queries.proof(expense))
    except Refusal as refusal:
        raise Http404(str(refusal)) from refusal


def _somebody(production: Production, pk: UUID) -> Person:
    found: Person = get_object_or_404(queries.team_of(production).select_related("organisation"), pk=pk)
    return found


def _page(slug: str) -> str:
    return reverse("logistics:expenses", args=[slug])


def _context(production: Production, form: FloatForm) -> dict[str, Any]:
    held = queries.of_production(production)
    notes = [(one, held.foreseen.get(one.pk, ()), held.usual.get(one.pk, "")) for one in held.waiting]
    due = [(person, rows, sum((one.amount for one in rows), Decimal(0))) for person, rows in held.to_pay.items()]
    return {"production": production, "tab": "organisation", "held": held, "notes": notes, "due": due, "form": form}


def _decided(request: HttpRequest, production: Production) -> str:
    """Do what was asked of the notes that wait, and return what to say of it."""
    said = request.POST
    held = queries.of_production(production)
    waiting = {str(one.pk): one for one in held.waiting}
    if key := said.get("refuser"):
        if key not in waiting:
            raise Refusal("Cette note n’est plus à décider : relisez la page.")
        operations.refuse(waiting[key], note=said.get(f"motif_{key}", ""), by=request.user)
        return "La note est refusée, la personne le lira."
    asked = [said["valider"]] if said.get("valider") in waiting else said.getlist("note")
    chosen = [waiting[key] for key in asked if key in waiting]
    if not chosen:
        raise Refusal("Cochez au moins une note.")
    count = operations.accept(
        chosen,
        counted_in={one.pk: _known(held, one, said.get(f"dans_{one.pk}", "")) for one in chosen},
        vat={one.pk: _vat(said.get(f"tva_{one.pk}", "")) for one in chosen},
        by=request.user,
    )
    return f"{french.count(count, 'note validée', 'notes validées')}."


def _known(held: queries.Decided, note: Expense, origin: str) -> str:
    """Return what foresees a note, among what was offered."""
    if origin and origin not in dict(held.foreseen.get(note.pk, ())):
        raise Refusal("Ce qui prévoyait cette note n’est plus là : relisez la page.")
    return origin


def _vat(text: str) -> Decimal | None:
    try:
        return reading.amount(text) if text.strip() else None
    except reading.Unreadable as error:
        raise Refusal(str(error)) from error
