"""The cards of the carnet, and the gestures on them: a line, a label, a role, a next gesture, a legal basis."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from filage.core import access, clock
from filage.desks.directory.forms import contacts as sheets
from filage.desks.directory.models import Affiliation, Label, NextGesture
from filage.desks.directory.operations import contacts as operations
from filage.desks.directory.queries import card as queries
from filage.desks.directory.views import card_page
from filage.productions import operations as shared
from filage.productions.models import Person, Structure
from filage.web import editing

CARDS: dict[str, tuple[type[Any], str, str]] = {
    "structures": (Structure, "directory:structure_card", "directory/card_structures.html"),
    "personnes": (Person, "directory:person_card", "directory/card_personnes.html"),
}
REMOVED: dict[str, type[Any]] = {"label": Label, "fonction": Affiliation, "geste": NextGesture}


def structure(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the card of a house, or keep the line that is typed."""
    return _card(request, "structures", pk)


def person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the professional side of somebody, or keep the line that is typed."""
    return _card(request, "personnes", pk)


def add_label(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say what label a house bears."""
    thing = _found(request, Structure, pk)
    return _form(
        request,
        "structures",
        thing,
        sheets.LabelForm(request.POST or None),
        lambda **fields: shared.create(Label(organisation=thing.organisation, structure=thing, **fields), by=request.user),
        "Nouveau label",
    )


def add_role(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say who does what in a house."""
    thing = _found(request, Structure, pk)
    form = sheets.RoleForm(request.POST or None)
    return _form(request, "structures", thing, form, lambda **role: operations.place(thing, by=request.user, **role), "Qui y est")


def change_place(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say what a house looks for."""
    thing = _found(request, Structure, pk)
    form = sheets.PlaceForm(request.POST or None, initial=sheets.place_initial(thing))
    act = lambda **fields: shared.change(thing, by=request.user, why=f"carnet : « {thing} »", **fields)  # noqa: E731
    return _form(request, "structures", thing, form, act, "Ce qu’elle cherche")


def change_basis(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say by what right the name of somebody is kept, or that she opposed."""
    thing = _found(request, Person, pk)
    form = sheets.ConsentForm(request.POST or None, initial=sheets.consent_initial(thing))
    act = lambda **fields: operations.keep_basis(thing, by=request.user, **fields)  # noqa: E731
    return _form(request, "personnes", thing, form, act, "Base légale et opposition")


def add_gesture(request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
    """Say what is to be done next with a house or with somebody."""
    thing = _found(request, CARDS[kind][0], pk)
    whom = {"structure": thing} if kind == "structures" else {"person": thing}
    act = lambda **said: operations.gesture(thing.organisation, **said, **whom).apply(by=request.user, why=f"geste : {thing}")  # noqa: E731
    initial = {"owner": getattr(request.user, "name", "")}
    return _form(request, kind, thing, sheets.GestureForm(request.POST or None, initial=initial), act, "Prochain geste")


@require_POST
def do_gesture(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that a gesture is made."""
    made = _found(request, NextGesture, pk)
    on = clock.today_for(request)
    return editing.do(request, lambda: operations.done(made, on, by=request.user), then=_back(made), said=f"Fait : {made}.")


@require_POST
def remove(request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
    """Take a label, a role or a gesture off a card."""
    made = _found(request, REMOVED[kind], pk)
    then = _back(made)
    return editing.do(request, lambda: shared.remove(made, by=request.user), then=then, said=f"« {made} » est retiré.")


def _card(request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
    thing = _found(request, CARDS[kind][0], pk)
    readable = access.readable_productions(request.user, thing.organisation)
    today = clock.today(thing.organisation)
    form = sheets.LineForm(request.POST or None, today=today, shows=queries.shows(thing.organisation, readable))

    def keep(said: Any, production: Any, follow: bool, line: str) -> Any:
        return operations.tell(thing, said, production=production, follow=follow, by=request.user)

    return editing.answer(
        request,
        form,
        keep,
        then=lambda _: _url(kind, thing),
        said="Échange gardé.",
        template=CARDS[kind][2],
        context=card_page.context(thing, readable, today),
    )


def _form(request: HttpRequest, kind: str, thing: Any, form: forms.Form, act: Callable[..., Any], heading: str) -> HttpResponse:
    url = _url(kind, thing)
    context = {"heading": heading, "back": str(thing), "back_url": url, "act": "Enregistrer"}
    return editing.answer(request, form, act, then=lambda _: url, context=context)


def _url(kind: str, thing: Any) -> str:
    return reverse(CARDS[kind][1], args=[thing.pk])


def _back(made: Any) -> str:
    person = getattr(made, "person", None)
    whole = person if person is not None and not isinstance(made, Affiliation) else made.structure
    return _url("personnes" if isinstance(whole, Person) else "structures", whole)


def _found(request: HttpRequest, model: Any, pk: UUID) -> Any:
    """Return an object of the current organisation that the user may change: 404 or 403 happen here."""
    organisation = access.organisation_of(request)
    editing.editor_only(request, organisation)
    return get_object_or_404(model.objects.within(organisation), pk=pk)
