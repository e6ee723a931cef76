"""The version of the référentiel that a session is judged on: which one, what another would change, and the gesture."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from filage.core import access
from filage.school.programmes import operations
from filage.school.programmes.queries import versions as queries
from filage.school.programmes.views import held
from filage.web import editing


def page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read the versions that a session may be judged on, and choose another."""
    session = held.session(request, pk)
    if request.method == "POST":
        editing.editor_only(request, session)
        act = lambda: operations.attach(session, request.POST.get("version", ""), by=request.user)  # noqa: E731
        then = reverse("programmes:session", args=[pk])
        return editing.do(request, act, then=then, said="La session est jugée sur cette version. Ctrl Z reprend.")
    shown = {"session": session, "versions": queries.offered(session), "may_edit": access.can_edit(request.user, session)}
    return render(request, "programmes/version.html", shown)
