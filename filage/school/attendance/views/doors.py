"""The links and codes of a session: one for each learner and trainer, said once."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from filage.core.refusal import Refusal
from filage.rules.reading.folding import folded
from filage.school.attendance.operations import doors as operations
from filage.school.attendance.queries.doors import LEARNER, TRAINER, open_links
from filage.school.attendance.views.shared import half_of, session_of
from filage.web import editing
from filage.web import format as french
from filage.web.private import address_of

NAMES = {LEARNER: "attendance:own", TRAINER: "attendance:trainer"}


def links(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read who holds a link; give or take one back, or give everyone a code."""
    session = session_of(request, pk)
    editing.editor_only(request, session)
    said: dict[str, Any] = {}
    if request.method == "POST":
        try:
            said = _given(request, session)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        if not said:
            return redirect("attendance:links", pk)
    shown = {"session": session, "groups": _groups(session), **said}
    return render(request, "attendance/links.html", shown)


@require_POST
def pass_round(request: HttpRequest, pk: UUID, half: UUID) -> HttpResponse:
    """Open the tablet of a half-day; this browser is logged out of nothing: the address is to open on the tablet."""
    held, found = half_of(request, pk, half)
    editing.editor_only(request, held.session)
    slot = held.session.slots.select_related("organisation").get(pk=found.pk)
    token = operations.pass_round(slot, by=request.user)
    address = address_of(request, "attendance:tablet")(token)
    return render(request, "attendance/passed.html", {"session": held.session, "half": found, "address": address})


def _given(request: HttpRequest, session: Any) -> dict[str, Any]:
    gesture = request.POST.get("geste", "")
    if gesture == "codes":
        return {"codes": operations.give_codes(session, by=request.user)}
    if gesture == "tous":
        return _sent_to_all(request, session)
    purpose, target = _target(request, session)
    if gesture == "retirer":
        operations.withdraw(purpose, target, by=request.user)
        messages.success(request, "Lien retiré : ce qui est signé reste.")
        return {}
    send = gesture == "envoyer"
    opened = operations.invite(
        purpose, target, target.person, address=address_of(request, NAMES[purpose]), send=send, by=request.user
    )
    if send:
        messages.success(request, f"Lien envoyé à {target.person.email}.")
        return {}
    return {"opened": opened, "opened_for": str(target)}


def _sent_to_all(request: HttpRequest, session: Any) -> dict[str, Any]:
    purpose = request.POST.get("pour", "")
    if purpose not in NAMES:
        raise Http404("Ce lien n’existe pas.")
    targets = _people(session)[purpose]
    count, without = operations.invite_all(purpose, targets, address=address_of(request, NAMES[purpose]), by=request.user)
    said = f"{french.count(count, 'lien envoyé', 'liens envoyés')}."
    messages.success(request, f"{said} Sans adresse : {', '.join(without)}." if without else said)
    return {}


def _target(request: HttpRequest, session: Any) -> tuple[str, Any]:
    purpose, asked = request.POST.get("pour", ""), request.POST.get("qui", "")
    for held, rows in _people(session).items():
        for one in rows:
            if held == purpose and str(one.pk) == asked:
                return purpose, one
    raise Http404("Cette personne n’est pas de cette session.")


def _people(session: Any) -> dict[str, list[Any]]:
    learners = session.learners.select_related("person", "organisation")
    slots = session.slots.filter(trainer__isnull=False).select_related("trainer__person", "trainer__organisation")
    trainers = {slot.trainer_id: slot.trainer for slot in slots}
    by_name = lambda one: folded(str(one))  # noqa: E731
    return {LEARNER: sorted(learners, key=by_name), TRAINER: sorted(trainers.values(), key=by_name)}


def _groups(session: Any) -> list[dict[str, Any]]:
    at, titles = timezone.now(), {LEARNER: "Stagiaires", TRAINER: "Intervenant·es"}
    found = []
    for purpose, rows in _people(session).items():
        held = open_links(session.organisation_id, purpose, [one.pk for one in rows], at)
        shown = [(one, held.get(str(one.pk))) for one in rows]
        found.append({"title": titles[purpose], "purpose": purpose, "rows": shown, "waiting": len(shown) - len(held)})
    return found
