"""One learner: what she thinks of herself over time, the meetings with her, her link, and what only the referent reads."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from filage.core import clock
from filage.core.refusal import Refusal
from filage.school.extranet.forms import NeedForm, TalkForm, people
from filage.school.extranet.operations import doors, gestures
from filage.school.extranet.queries import following
from filage.school.extranet.views.radar import radar
from filage.school.extranet.views.reaching import learner_of
from filage.school.programmes.models import Learner
from filage.school.programmes.queries import certification
from filage.web import editing, once
from filage.web.private import address_of

GIVEN = "lien_stagiaire"  # the cookie that tells a new link once


@require_safe
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read what is known of a learner."""
    found = learner_of(request, pk)
    record = certification(found.organisation_id, found.session.certification, found.session.version)
    opened = once.given(request, GIVEN)
    context = {
        "learner": found,
        "radar": radar(record, following.self_marks(found)) if record else None,
        "talks": following.talks(found),
        "referent": following.is_referent(request.user, found),
        "needs": following.needs(found, by=request.user),
        "opened": opened,
    }
    answer = render(request, "extranet/learner.html", context)
    return once.gone(answer, GIVEN, path=request.path) if opened else answer


def talk(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep what came of a meeting."""
    found = learner_of(request, pk)
    form = TalkForm(request.POST or None, people=people(found), initial={"on": clock.today_for(request)})
    act = lambda **said: gestures.tell(found, by=request.user, **said)  # noqa: E731
    return editing.answer(request, form, act, then=lambda _: _page(found), context=_form("Entretien", found))


def need(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep what a learner needs, sealed; only the referent enters."""
    found = learner_of(request, pk)
    if not following.is_referent(request.user, found):
        raise PermissionDenied("Seule la personne référente handicap du programme tient les aménagements.")
    form = NeedForm(request.POST or None, initial={"since": clock.today_for(request)})
    act = lambda **said: gestures.need(found, by=request.user, **said)  # noqa: E731
    return editing.answer(request, form, act, then=lambda _: _page(found), context=_form("Aménagement", found))


@require_POST
def link(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give a learner the link of her space, told once; or take it back."""
    found, gesture = learner_of(request, pk), request.POST.get("geste", "")
    if gesture == "retirer":
        act = lambda: doors.withdraw(found, by=request.user)  # noqa: E731
        return editing.do(request, act, then=_page(found), said="Le lien n’ouvre plus.")
    try:
        address = address_of(request, "extranet:own")
        opened = doors.invite(found, address=address, send=gesture == "envoyer", by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(_page(found))
    return once.give(redirect(_page(found)), GIVEN, opened, path=_page(found))


def _page(learner: Learner) -> str:
    return reverse("extranet:learner", args=[learner.pk])


def _form(heading: str, learner: Learner) -> dict[str, Any]:
    return {"heading": heading, "lede": learner.person.name, "back": learner.person.name, "back_url": _page(learner)}
