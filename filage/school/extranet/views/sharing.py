"""What a session shares with its learners: documents with their readers, questionnaires, and the space of each."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from filage.core import access, clock
from filage.core.refusal import Refusal
from filage.rules.schooling.quality.satisfaction import FEWEST
from filage.school.extranet.forms import AskForm, ItemForm, LendForm, ShareForm
from filage.school.extranet.models import LibraryItem, Loan, SharedDocument
from filage.school.extranet.operations import gestures
from filage.school.extranet.queries import quality, sharing
from filage.school.extranet.views.reaching import held
from filage.school.programmes.views.held import session as session_of
from filage.web import editing
from filage.web.private import file_answer


@require_safe
def session(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read what a session shares, who read it, and what learners said of its modules."""
    found = session_of(request, pk)
    people = sharing.learners(found)
    shown_to = {
        "session": found,
        "documents": sharing.documents(found, people),
        "questionnaires": quality.questionnaires(found, len(people)),
        "people": people,
        "fewest": FEWEST,
        "may_edit": access.can_edit(request.user, found),
    }
    return render(request, "extranet/session.html", shown_to)


def share(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Hand a document out."""
    found = session_of(request, pk)
    editing.editor_only(request, found)
    form = ShareForm(request.POST or None, request.FILES or None, session=found)
    act = lambda **said: gestures.share(found, by=request.user, **said)  # noqa: E731
    return editing.answer(
        request, form, act, then=lambda _: _page(found), said="C’est partagé.", context=_form("Document", found)
    )


@require_safe
def document(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give the file of a document."""
    try:
        return file_answer(sharing.stored(held(request, SharedDocument, pk)))
    except Refusal as refusal:
        raise Http404(str(refusal)) from refusal


@require_POST
def unshare(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a document back."""
    found = held(request, SharedDocument, pk)
    act = lambda: gestures.unshare(found, by=request.user)  # noqa: E731
    return editing.do(request, act, then=_page(found.session), said="Retiré. Ctrl Z reprend.")


def ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open a questionnaire."""
    found = session_of(request, pk)
    editing.editor_only(request, found)
    form = AskForm(request.POST or None, session=found, initial={"opened_on": clock.today_for(request)})
    act = lambda **said: gestures.ask(found, by=request.user, **said)  # noqa: E731
    context = _form("Questionnaire de satisfaction", found) | {"act": "Ouvrir"}
    return editing.answer(request, form, act, then=lambda _: _page(found), said="Le questionnaire est ouvert.", context=context)


@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """Read the documentation and what is out."""
    here, today = access.organisation_of(request), clock.today_for(request)
    out = [(one, sharing.is_late(one, today)) for one in sharing.loans_out(here)]
    context = {"items": sharing.library(here), "out": out, "may_edit": access.can_edit(request.user, here)}
    return render(request, "extranet/library.html", context)


def stock(request: HttpRequest) -> HttpResponse:
    """Put a title in the documentation."""
    here = access.organisation_of(request)
    editing.editor_only(request, here)
    back = reverse("extranet:library")
    act = lambda **said: gestures.stock(here, by=request.user, **said)  # noqa: E731
    context = {"heading": "Ouvrage", "back": "Documentation", "back_url": back}
    return editing.answer(request, ItemForm(request.POST or None), act, then=lambda _: back, context=context)


def lend(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Lend a copy."""
    item = held(request, LibraryItem, pk)
    back = reverse("extranet:library")
    form = LendForm(request.POST or None, organisation=item.organisation_id)
    act = lambda **said: gestures.lend(item, by=request.user, **said)  # noqa: E731
    context = {"heading": "Prêter", "lede": item.title, "act": "Prêter", "back": "Documentation", "back_url": back}
    return editing.answer(request, form, act, then=lambda _: back, said="Prêté.", context=context)


@require_POST
def give_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note that a copy came back."""
    loan = held(request, Loan, pk)
    act = lambda: gestures.give_back(loan, by=request.user)  # noqa: E731
    return editing.do(request, act, then=reverse("extranet:library"), said="Rendu. Ctrl Z reprend.")


def _page(session: Any) -> str:
    return reverse("extranet:session", args=[session.pk])


def _form(heading: str, session: Any) -> dict[str, Any]:
    return {"heading": heading, "lede": session.name, "back": "Extranet", "back_url": _page(session)}
