"""Convocations and calendars of a session: read, send, give a secret address, withdraw it; a calendar program reads it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_POST, require_safe

from filage.core import access, clock
from filage.core.refusal import Refusal
from filage.rules.reading import identifier
from filage.school.programmes.operations import convening as gestures
from filage.school.programmes.queries import calendars, convening
from filage.school.programmes.views.held import session as session_of
from filage.web import editing, once
from filage.web.private import address_of, private, to_follow

OPENED = "lien_agenda_formation"  # the cookie that tells a new link once


def page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read who is convened and whose calendar is open; give or withdraw one."""
    session, back = session_of(request, pk), reverse("programmes:convening", args=[pk])
    if request.method == "POST":
        editing.editor_only(request, session)
        return _done(request, session, back)
    may_edit = access.can_edit(request.user, session)
    opened = once.given(request, OPENED) if may_edit else ""
    first = convening.first_day(session)
    learners = session.learners.filter(left_on=None).select_related("person").order_by("rank", "id")
    shown: dict[str, Any] = {"session": session, "may_edit": may_edit, "opened": opened, "learners": learners}
    shown |= {"followed": calendars.followed(session) if may_edit else [], "webcal": to_follow(opened)}
    shown |= {"before": first - convening.BEFORE if first else None, "today": clock.today_for(request)}
    drawn = render(request, "programmes/convening.html", shown)
    return once.gone(drawn, OPENED, path=back) if opened else drawn


@require_POST
def convene(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write to those who were not convened yet."""
    session = session_of(request, pk)
    editing.editor_only(request, session)
    try:
        sent, mute = gestures.convene(session, on=clock.today_for(request), by=request.user)
        more = f" ; {mute} sans adresse, à convoquer autrement" if mute else ""
        messages.success(request, f"{sent} convocation{'s' if sent > 1 else ''} dans la boîte d’envoi{more}.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("programmes:convening", pk)


@require_GET
def paper(request: HttpRequest, pk: UUID, learner: UUID) -> HttpResponse:
    """Give the convocation of a learner as a PDF."""
    from filage.documents import papers as press  # loaded when a document is made

    session = session_of(request, pk)
    found = session.learners.filter(pk=learner).select_related("person", "session__programme", "session__organisation").first()
    if found is None:
        raise Http404("Cette personne n’est pas dans cette session.")
    content = press.render(convening.convocation(found, on=clock.today_for(request)))
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, f"convocation-{slugify(found.person.name)}.pdf") or ""
    return response


@login_not_required
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Give a calendar to the program that bears its link."""
    from filage.documents import calendar as press  # icalendar is loaded when a feed is read

    try:
        _, data = gestures.enter(token)
    except Refusal as refusal:
        return private(HttpResponse(str(refusal), status=410, content_type="text/plain; charset=utf-8"))
    response = private(HttpResponse(press.render(data), content_type="text/calendar; charset=utf-8"))
    response["Content-Disposition"] = 'inline; filename="formation.ics"'
    return response


def _done(request: HttpRequest, session: Any, back: str) -> HttpResponse:
    try:
        if "retirer" in request.POST:
            name = gestures.withdraw(session, identifier(request.POST["retirer"]), by=request.user)
            messages.success(request, f"L’agenda de {name} n’est plus ouvert par ce lien.")
            return redirect(back)
        token = gestures.give(session, request.POST.get("de", ""), by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(back)
    address = address_of(request, "programmes:feed")(token)
    return once.give(redirect(back), OPENED, address, path=back)
