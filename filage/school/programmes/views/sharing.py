"""The two organisations of a certification: habilitations, and who does what in a session."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from filage.core import access
from filage.core.refusal import Refusal
from filage.school.programmes.forms.sharing import ActsForm, HabilitationForm
from filage.school.programmes.models import Habilitation
from filage.school.programmes.operations import cards, habilitations
from filage.school.programmes.queries import sharing
from filage.school.programmes.views import held
from filage.web import editing


def write(request: HttpRequest, pk: UUID | None = None) -> HttpResponse:
    """Write a habilitation."""
    row, back = held.card(request, Habilitation, pk), reverse("programmes:house")
    editing.editor_only(request, row)
    shown: dict[str, Any] = {"heading": "Habilitation", "back": "Formation", "back_url": back}
    if pk:
        shown["delete_url"] = reverse("programmes:drop_habilitation", args=[pk])
    form = HabilitationForm(request.POST or None, habilitation=row, organisation=row.organisation_id)
    act = lambda **said: habilitations.write(row, by=request.user, **said)  # noqa: E731
    return editing.answer(request, form, act, then=lambda _: back, said="C’est enregistré.", context=shown)


@require_POST
def drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a habilitation away."""
    row = held.card(request, Habilitation, pk)
    editing.editor_only(request, row)
    return editing.do(
        request, lambda: cards.drop(row, by=request.user), then=reverse("programmes:house"), said="Supprimée. Ctrl Z reprend."
    )


@require_http_methods(["GET", "POST"])
def acts(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read who does what in a session, and settle it."""
    session = held.session(request, pk)
    found = sharing.habilitation(session)
    form = ActsForm(request.POST if request.method == "POST" else None, acts=sharing.acts(session, found))
    if request.method == "POST":
        editing.editor_only(request, session)
        if form.is_valid():
            try:
                habilitations.settle(session, form.said(), by=request.user)
                messages.success(request, "C’est enregistré.")
                return redirect("programmes:acts", pk)
            except Refusal as refusal:
                form.add_error(None, str(refusal))
    shown = {"session": session, "habilitation": found, "form": form, "may_edit": access.can_edit(request.user, session)}
    status = editing.UNREADABLE if form.is_bound else 200
    return render(request, "programmes/acts.html", shown, status=status)
