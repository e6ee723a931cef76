"""The proofs of absence as the office reads them: those that wait, one at a time in clear, accepted or refused."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from filage.core import access
from filage.core.refusal import Refusal
from filage.school.attendance.enums import ProofState
from filage.school.attendance.forms.justifications import GivenForm
from filage.school.attendance.forms.signing import reason_of
from filage.school.attendance.models import Justification
from filage.school.attendance.operations import justifications as operations
from filage.school.attendance.operations.signing import by_the_office
from filage.school.attendance.queries import justifications as queries
from filage.school.attendance.queries.book import now
from filage.school.attendance.views.shared import session_of
from filage.web import editing
from filage.web.private import bytes_answer, private


@require_safe
def listed(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read which proofs a session holds, those to read first."""
    session = _session(request, pk)
    shown = {"session": session, "proofs": queries.of_session(session), "received": ProofState.RECEIVED}
    return render(request, "attendance/justifications.html", shown)


def add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add the proof that somebody brought or sent by mail."""
    session = _session(request, pk)
    back, today = reverse("attendance:justifications", args=[pk]), now(session.organisation).date()
    form = GivenForm(request.POST or None, request.FILES or None, session=session)
    act = lambda learner, **said: operations.add(learner, on=today, by=request.user, **said)  # noqa: E731
    context = {
        "heading": "Justificatif d’absence",
        "lede": "La raison, le mot et le papier sont scellés : ils ne sortent pas de la maison.",
    }
    return editing.answer(
        request,
        form,
        act,
        then=lambda made: reverse("attendance:justification", args=[pk, made.pk]),
        said="Gardé, scellé.",
        context=context | {"back": "Justificatifs", "back_url": back},
    )


@never_cache
def one(request: HttpRequest, pk: UUID, proof: UUID) -> HttpResponse:
    """Read a proof in clear, accept or refuse it."""
    session = _session(request, pk)
    held = _held(session, proof)
    if request.method == "POST":
        return editing.do(
            request,
            lambda: _decided(request, session, held),
            then=reverse("attendance:justifications", args=[pk]),
            said="Décision ajoutée au registre.",
        )
    shown = {"session": session, "one": held, "reason": queries.reason_of(held), "states": ProofState}
    return private(render(request, "attendance/justification.html", shown))


@require_safe
def paper(request: HttpRequest, pk: UUID, proof: UUID) -> HttpResponse:
    """Give the paper that was sent."""
    held = _held(_session(request, pk), proof)
    try:
        return bytes_answer(queries.paper_of(held), held.media_type, name=held.name)
    except Refusal as refusal:
        raise Http404(str(refusal)) from refusal


def _session(request: HttpRequest, pk: UUID) -> Any:
    session = session_of(request, pk)
    editing.editor_only(request, session)
    if not access.can_read_pay(request.user, session):
        raise PermissionDenied("Les justificatifs sont scellés : seules l’administration et la production les lisent.")
    return session


def _held(session: Any, pk: UUID) -> Justification:
    found = queries.found(session, pk)
    if found is None:
        raise Http404("Ce justificatif n’est pas de cette session.")
    return found


def _decided(request: HttpRequest, session: Any, held: Justification) -> None:
    operations.decide(
        held,
        state=request.POST.get("decision", ""),
        reason=reason_of(request.POST),
        by=request.user,
        author=by_the_office(request.user, session),
        at=now(session.organisation),
    )
