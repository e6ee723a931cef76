"""The pages of the school: the house, a session with its feasibility, and the form that writes one."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from filage.core import access, clock
from filage.school.programmes import operations, queries
from filage.school.programmes.forms import SessionForm
from filage.school.programmes.models import Habilitation, SchoolSession
from filage.school.programmes.queries.programmes import programmes
from filage.school.programmes.views.held import session as session_of
from filage.school.programmes.views.tables import offered
from filage.web import editing


@require_GET
def house(request: HttpRequest) -> HttpResponse:
    """Read the sessions of the house, and the certifications that it knows."""
    organisation = access.organisation_of(request)
    shown = {
        "sessions": queries.sessions(organisation),
        "pages": queries.in_order(queries.house_pages),
        "certifications": [versions[-1].certification for versions in queries.known(organisation).values()],
        "habilitations": Habilitation.objects.within(organisation).select_related("certifier", "body").order_by("rank", "id"),
        "programmes": programmes(organisation),
        "today": clock.today_for(request),
        "may_edit": access.can_edit(request.user, organisation),
    }
    return render(request, "programmes/house.html", shown)


@require_GET
def session(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read a session, and whether its hours fit its calendar."""
    told = queries.told(session_of(request, pk))
    pages = queries.in_order(queries.session_pages)
    shown = {"told": told, "offered": offered(told), "pages": pages, "may_edit": access.can_edit(request.user, told.session)}
    return render(request, "programmes/session.html", shown)


def write(request: HttpRequest, pk: UUID | None = None) -> HttpResponse:
    """Write a session with its calendar."""
    held = session_of(request, pk) if pk else SchoolSession(organisation=access.organisation_of(request))
    editing.editor_only(request, held)
    back = reverse("programmes:session", args=[pk]) if pk else reverse("programmes:house")
    shown: dict[str, Any] = {
        "heading": "Session de formation",
        "lede": held.name,
        "back": held.name or "Formation",
        "back_url": back,
    }
    if pk:
        shown |= {"delete_url": reverse("programmes:remove", args=[pk]), "pk": pk}
    return editing.answer(
        request,
        SessionForm(request.POST or None, session=held),
        lambda **said: operations.write(held, by=request.user, **said),
        then=lambda made: reverse("programmes:session", args=[made.pk]),
        template="programmes/session_form.html",
        said="C’est enregistré.",
        context=shown,
    )


@require_POST
def remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a session away."""
    held = session_of(request, pk)
    editing.editor_only(request, held)
    act = lambda: operations.remove(held, by=request.user)  # noqa: E731
    return editing.do(request, act, then=reverse("programmes:house"), said="Supprimée. Ctrl Z reprend.")


@require_POST
def tried(request: HttpRequest) -> HttpResponse:
    """Say whether a session holds while its calendar is typed: nothing is written."""
    organisation = access.organisation_of(request)
    editing.editor_only(request, organisation)
    form = SessionForm(request.POST, session=SchoolSession(organisation=organisation))
    form.is_valid()
    named = request.GET.get("session", "")
    held = next((one.session for one in queries.sessions(organisation) if str(one.session.pk) == named), None) if named else None
    kept = held is not None and held.certification == form.cleaned_data.get("certification")
    said = queries.tried(organisation, form.cleaned_data | ({"version": held.version} if held and kept else {}))
    errors = form.errors.get("calendar", ()) if request.POST.get("calendar", "").strip() else ()
    return render(request, "programmes/tried.html", {"findings": said, "errors": errors})
