"""The training bodies of a house: what each must be able to show, what it lacks, and the form that says it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from filage.core import access, clock
from filage.productions.models import Structure
from filage.school.programmes.forms.bodies import BodyForm
from filage.school.programmes.models import TrainingBody
from filage.school.programmes.operations import bodies as gestures
from filage.school.programmes.operations import cards
from filage.school.programmes.queries import bodies as queries
from filage.school.programmes.views import held
from filage.web import editing


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """Read who teaches for the house, and what each lacks."""
    organisation, today = access.organisation_of(request), clock.today_for(request)
    found = [(one, one.lacks(today)) for one in queries.bodies(organisation)]
    shown = {"bodies": found, "may_edit": access.can_edit(request.user, organisation)}
    return render(request, "programmes/bodies.html", shown)


def write(request: HttpRequest, pk: UUID | None = None) -> HttpResponse:
    """Write a training body, that of a structure when the address names one."""
    body, back = held.card(request, TrainingBody, pk), reverse("programmes:bodies")
    editing.editor_only(request, body)
    shown: dict[str, Any] = {"heading": "Organisme de formation", "back": "Organismes de formation", "back_url": back}
    shown["lede"] = "Contrats, conventions, certificats de réalisation et bilan pédagogique les reprennent."
    if pk:
        shown["delete_url"] = reverse("programmes:drop_body", args=[pk])
    structure = body.structure if pk else _named(request)
    return editing.answer(
        request,
        BodyForm(request.POST or None, body=body, structure=structure),
        lambda **said: gestures.write(body, by=request.user, **said),
        then=lambda _: back,
        said="C’est enregistré.",
        context=shown,
    )


@require_POST
def drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take away what is known of a training body; its card stays."""
    body = held.card(request, TrainingBody, pk)
    editing.editor_only(request, body)
    act = lambda: cards.drop(body, by=request.user)  # noqa: E731
    return editing.do(request, act, then=reverse("programmes:bodies"), said="Retiré. Ctrl Z reprend.")


def _named(request: HttpRequest) -> Structure | None:
    organisation = access.organisation_of(request)
    found = {str(one.structure.pk): one.structure for one in queries.bodies(organisation) if one.structure and one.row is None}
    return found.get(request.GET.get("structure", ""))
