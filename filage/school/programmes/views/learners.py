"""The learners of a session: who is there, by which route, in which track; let one in by hand, change one, take one away."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from filage.core import access
from filage.school.programmes import operations, queries
from filage.school.programmes.forms.learners import LearnerChange, LearnerForm
from filage.school.programmes.models import Learner, SchoolSession
from filage.school.programmes.operations import cards
from filage.school.programmes.operations import learners as gestures
from filage.school.programmes.views.held import session as session_of
from filage.web import editing
from filage.web.tables import Cell, Column, Row, plain

COLUMNS = [Column("Parcours"), Column("Voie", wide=True), Column("Entrée", "day"), Column("Sortie", wide=True)]


def page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read who learns in a session, and let somebody in."""
    session = session_of(request, pk)
    may_edit = access.can_edit(request.user, session)
    if request.method == "POST":
        editing.editor_only(request, session)
    told = queries.told(session)
    initial = {"on": told.starts_on, "route": "continue"}
    form = LearnerForm(request.POST or None, session=session, certification=told.certification, initial=initial)
    shown: dict[str, Any] = {"session": session, "told": told, "may_edit": may_edit, "table": _table(session, told, may_edit)}
    return editing.answer(
        request,
        form,
        lambda **said: operations.enter(session, by=request.user, **said),
        then=lambda _: reverse("programmes:learners", args=[pk]),
        said="C’est fait.",
        template="programmes/learners.html",
        context=shown,
    )


def change(request: HttpRequest, pk: UUID, learner: UUID) -> HttpResponse:
    """Change the track, the route or the days of a learner."""
    held, back = _held(request, pk, learner), reverse("programmes:learners", args=[pk])
    editing.editor_only(request, held)
    form = LearnerChange(request.POST or None, learner=held, certification=queries.told(held.session).certification)
    act = lambda **said: gestures.change(held, by=request.user, **said)  # noqa: E731
    drop = reverse("programmes:drop_learner", args=[pk, learner])
    shown = {"heading": held.person.name, "back": "Stagiaires", "back_url": back, "delete_url": drop, "delete": "Retirer"}
    return editing.answer(request, form, act, then=lambda _: back, said="C’est enregistré.", context=shown)


@require_POST
def drop(request: HttpRequest, pk: UUID, learner: UUID) -> HttpResponse:
    """Take away somebody who was entered by mistake."""
    held = _held(request, pk, learner)
    editing.editor_only(request, held)
    back = reverse("programmes:learners", args=[pk])
    return editing.do(request, lambda: cards.drop(held, by=request.user), then=back, said="Retirée. Ctrl Z reprend.")


def _held(request: HttpRequest, pk: UUID, learner: UUID) -> Learner:
    session = session_of(request, pk)
    found = session.learners.filter(pk=learner).select_related("person", "session", "track").first()
    if found is None:
        raise Http404("Cette personne n’est pas dans cette session.")
    return found


def _table(session: SchoolSession, told: queries.Told, may_edit: bool) -> Any:
    rows = session.learners.select_related("person", "track").order_by("rank", "id")
    routes = told.certification.routes if told.certification else {}

    def row(one: Learner) -> Row:
        url = reverse("programmes:learner", args=[session.pk, one.pk]) if may_edit else ""
        route = routes[one.route].name if one.route in routes else one.route
        left = f"{one.left_on:%d/%m/%Y}{f', {one.left_for}' if one.left_for else ''}" if one.left_on else ""
        track = one.track.name if one.track else ""
        return Row(Cell(one.person.name, url=url), [track, route or "à dire", one.entered_on or "", left])

    return plain("Stagiaires", COLUMNS, [row(one) for one in rows], header="Personne")
