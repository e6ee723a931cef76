"""The calls of a session, for the house: write one, see how many answered, leave for its applications."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from filage.core import access
from filage.school.admissions.forms.calls import IntakeForm
from filage.school.admissions.models import Intake
from filage.school.admissions.operations import calls as operations
from filage.school.admissions.operations import entering
from filage.school.admissions.queries import calls, money
from filage.school.admissions.queries import levels as group
from filage.school.admissions.queries.files import minute
from filage.school.programmes.models import Learner
from filage.school.programmes.views.held import session as session_of
from filage.web import editing

BEGINNING = {
    "pieces": "CV\nLettre de motivation\nCopie du diplôme le plus élevé",
    "criteria": "Projet professionnel\nConnaissance du spectacle vivant\nExpérience\nMotivation\nOrganisation\nBureautique"
    "\nDisponibilité",
}  # the grid of the trade; all of it may be changed


@require_safe
def session(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read the calls of a session."""
    held = session_of(request, pk)
    at = calls.now(access.organisation_of(request))
    found = [(one, calls.is_open(one, at), minute(one.closes_at)) for one in calls.counted(held)]
    shown = {"session": held, "intakes": found, "may_edit": access.can_edit(request.user, held), "at": at}
    if shown["may_edit"]:
        shown["places"] = money.places(held)
    return render(request, "admissions/session.html", shown)


@require_safe
def levels(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read how far those who entered said they were, competence by competence, without a name."""
    held = session_of(request, pk)
    return render(request, "admissions/levels.html", {"session": held, "table": group.table(held)})


@require_POST
def open_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open the file of a learner who came by no application, to hold the money of her place."""
    rows = Learner.objects.within(access.organisation_of(request)).select_related("organisation", "session", "person", "track")
    learner = rows.filter(pk=pk).first()
    if learner is None:
        raise Http404("Cette personne n’est pas stagiaire ici.")
    editing.editor_only(request, learner)
    return redirect("admissions:application", entering.open_file(learner, by=request.user).pk)


def write(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write a new call of a session."""
    held = session_of(request, pk)
    editing.editor_only(request, held)
    made = Intake(organisation=access.organisation_of(request), session=held, name=f"Candidater : {held.name}"[:160])
    back = reverse("admissions:session", args=[pk])
    form = IntakeForm(request.POST or None, intake=made)
    form.initial = {**form.initial, **BEGINNING}
    return _answer(request, form, made, {"heading": "Appel à candidatures", "back": held.name, "back_url": back})


def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a call."""
    intake = held_or_404(request, pk)
    editing.editor_only(request, intake)
    back = reverse("admissions:session", args=[intake.session_id])
    shown = {"heading": "Appel à candidatures", "lede": intake.name, "back": intake.session.name, "back_url": back}
    shown["delete_url"] = reverse("admissions:remove", args=[pk])
    return _answer(request, IntakeForm(request.POST or None, intake=intake), intake, shown)


@require_POST
def remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a call away."""
    intake = held_or_404(request, pk)
    editing.editor_only(request, intake)
    then = reverse("admissions:session", args=[intake.session_id])
    return editing.do(request, lambda: operations.remove(intake, by=request.user), then=then, said="Supprimé. Ctrl Z reprend.")


def held_or_404(request: HttpRequest, pk: UUID) -> Intake:
    """Return a call of the house; 404 when it has no such one."""
    found = calls.held(access.organisation_of(request), pk)
    if found is None:
        raise Http404("Cet appel n’existe pas ici.")
    return found


def _answer(request: HttpRequest, form: IntakeForm, intake: Intake, shown: dict[str, Any]) -> HttpResponse:
    return editing.answer(
        request,
        form,
        lambda **said: operations.write(intake, by=request.user, **said),
        then=lambda made: reverse("admissions:session", args=[made.session_id]),
        said="C’est enregistré.",
        context=shown,
    )
