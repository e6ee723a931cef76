"""The periods in a company of a session: where each learner stands, whom she asked, the agreement, the weeks, the visits."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from filage.core import access, clock
from filage.core.refusal import Refusal
from filage.school.attendance.enums import Stage
from filage.school.attendance.forms.placements import CanvassForm, DayForm, DecideForm, PlacementForm, VisitForm
from filage.school.attendance.models import Placement
from filage.school.attendance.operations import doors
from filage.school.attendance.operations import placements as operations
from filage.school.attendance.queries import agreement, placements
from filage.school.attendance.queries.doors import TUTOR
from filage.school.attendance.queries.placements import Followed
from filage.school.attendance.views.papers import pdf
from filage.school.attendance.views.shared import learner_of, session_of
from filage.web import editing
from filage.web.private import address_of


@require_GET
def overview(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read where every learner stands."""
    session = session_of(request, pk)
    shown = {"session": session, "rows": placements.overview(session), "may_edit": access.can_edit(request.user, session)}
    return render(request, "attendance/placements.html", shown)


def learner(request: HttpRequest, pk: UUID, learner: UUID) -> HttpResponse:
    """Read whom a learner asked and her periods, or note a place that she asked."""
    session = session_of(request, pk)
    who = learner_of(session, learner)
    organisation, today = access.organisation_of(request), clock.today_for(request)
    form = CanvassForm(request.POST or None, organisation=organisation, today=today)
    if request.method == "POST":
        editing.editor_only(request, who)
        if form.is_valid():
            try:
                operations.ask(who, by=request.user, **form.cleaned_data)
                return redirect("attendance:own_placements", pk, learner)
            except Refusal as refusal:
                form.add_error(None, str(refusal))
    held = placements.followed(session, learner=who)
    shown = {
        "session": session,
        "learner": who,
        "held": held,
        "asked": who.canvasses.select_related("structure").order_by("-on", "id"),
        "short": placements.too_short(session, who, held),
        "form": form,
        "may_edit": access.can_edit(request.user, session),
    }
    return render(request, "attendance/own_placements.html", shown, status=editing.UNREADABLE if form.is_bound else 200)


def begin(request: HttpRequest, pk: UUID, learner: UUID) -> HttpResponse:
    """Write the terms of a new period in a company."""
    session = session_of(request, pk)
    who = learner_of(session, learner)
    editing.editor_only(request, who)
    return _write(request, session, Placement(organisation_id=session.organisation_id, learner=who))


def edit(request: HttpRequest, pk: UUID, placement: UUID) -> HttpResponse:
    """Change the terms of a period in a company."""
    session = session_of(request, pk)
    held = _held(session, placement).placement
    editing.editor_only(request, held)
    return _write(request, session, held)


@require_GET
def placement(request: HttpRequest, pk: UUID, placement: UUID) -> HttpResponse:
    """Read a period in a company: its hours, its weeks, its missions, how it is followed and judged."""
    session = session_of(request, pk)
    return _page(request, session, _held(session, placement))


@require_POST
def act(request: HttpRequest, pk: UUID, placement: UUID) -> HttpResponse:
    """Decide on a place, note an agreement, a visit or a rupture, or let the tutor in."""
    session = session_of(request, pk)
    held = _held(session, placement)
    editing.editor_only(request, held.placement)
    try:
        said = _done(request, held)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        said = {}
    return _page(request, session, held, **said) if said else redirect("attendance:placement", pk, placement)


@require_GET
def agreement_paper(request: HttpRequest, pk: UUID, placement: UUID) -> HttpResponse:
    """Return the agreement of a period as a PDF."""
    session = session_of(request, pk)
    held = _held(session, placement)
    return pdf(request, lambda today: agreement.agreement(session, held, on=today), "convention")


def _page(request: HttpRequest, session: Any, held: Followed, **said: Any) -> HttpResponse:
    today = {"on": clock.today_for(request)}
    one = held.placement
    shown = {
        "session": session,
        "held": held,
        "one": one,
        "missing": -(held.progress.margin or 0),
        "missions": one.missions.all(),
        "visits": one.visits.order_by("on", "id"),
        "marks": [(stage.label, list(one.marks.filter(stage=stage).order_by("competence"))) for stage in Stage],
        "decide": DecideForm(),
        "visit": VisitForm(initial=today),
        "day": DayForm(initial=today),
        "may_edit": access.can_edit(request.user, session),
        **said,
    }
    return render(request, "attendance/placement.html", shown)


def _done(request: HttpRequest, held: Followed) -> dict[str, Any]:
    one, by, gesture = held.placement, request.user, request.POST.get("geste", "")
    if gesture in ("tuteur", "tuteur-envoyer"):
        if one.tutor is None:
            raise Refusal("Dites d’abord qui est tuteur ou tutrice.")
        address = address_of(request, "attendance:tutor")
        opened = doors.invite(TUTOR, one, one.tutor, address=address, send=gesture != "tuteur", by=by)
        return {"opened": opened} if gesture == "tuteur" else {}
    forms: dict[str, tuple[Any, Callable[..., Any]]] = {
        "decider": (DecideForm, operations.decide),
        "visite": (VisitForm, operations.visit),
        "signer": (DayForm, operations.agree),
        "rompre": (DayForm, operations.end),
    }
    if gesture not in forms:
        raise Refusal("Ce geste n’existe pas.")
    make, operation = forms[gesture]
    form = make(request.POST)
    if not form.is_valid():
        raise Refusal(" ".join(str(text) for errors in form.errors.values() for text in errors))
    extra = {"on": clock.today_for(request)} if gesture == "decider" else {}
    operation(one, by=by, **form.cleaned_data, **extra)
    return {}


def _write(request: HttpRequest, session: Any, held: Placement) -> HttpResponse:
    back = reverse("attendance:own_placements", args=[session.pk, held.learner_id])
    return editing.answer(
        request,
        PlacementForm(request.POST or None, placement=held),
        lambda **said: operations.write(held, by=request.user, **said),
        then=lambda made: reverse("attendance:placement", args=[session.pk, made.pk]),
        said="C’est enregistré.",
        context={"heading": "Période en entreprise", "lede": str(held.learner), "back": str(held.learner), "back_url": back},
    )


def _held(session: Any, pk: UUID) -> Followed:
    found = placements.followed(session, pk=pk)
    if not found:
        raise Http404("Cette période n’est pas de cette session.")
    return found[0]
