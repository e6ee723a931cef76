"""The applications of a call, for the house: their list, one file, and every gesture from the check to the enrolment."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from filage.core import access
from filage.core.refusal import Refusal
from filage.productions.models import Person
from filage.school.admissions.forms.office import FundingForm, MeetForm, ReasonsForm
from filage.school.admissions.models import Application, PlaceFunding
from filage.school.admissions.operations import assessing, deciding, entering, erasing
from filage.school.admissions.queries import calls, files
from filage.school.admissions.queries.pieces import stored
from filage.school.admissions.views import office_page
from filage.school.admissions.views.calls import held_or_404
from filage.web import editing, once
from filage.web import format as french
from filage.web.private import address_of, file_answer, private

GIVEN = "lien_evaluation"  # the cookie that tells a new link once


@require_safe
def listed(request: HttpRequest, pk: UUID) -> HttpResponse:
    """See the applications of a call."""
    intake = held_or_404(request, pk)
    editing.editor_only(request, intake)
    opened = once.given(request, GIVEN)
    shown = office_page.listed(intake, calls.now(intake.organisation), request.GET.get("etat", ""))
    drawn = private(render(request, "admissions/applications.html", shown | {"opened": opened}))
    return once.gone(drawn, GIVEN, path=request.path) if opened else drawn


@require_POST
def act(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Check all files, decide by rank, tell, or give an assessor her link."""
    intake = held_or_404(request, pk)
    editing.editor_only(request, intake)
    here, by = reverse("admissions:applications", args=[pk]), request.user
    try:
        if "evaluateur" in request.POST:
            opened = assessing.invite(intake, request.POST["evaluateur"], address=address_of(request, "admissions:grids"), by=by)
            return once.give(redirect(here), GIVEN, opened, path=here)
        messages.success(request, _whole(intake, request.POST, by))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(here)


@require_safe
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open an application, once the call is closed."""
    application = held_application(request, pk)
    at = calls.now(application.intake.organisation)
    try:
        files.refuse_before_closing(application.intake, at)
    except Refusal as refusal:
        return private(render(request, "admissions/not_yet.html", {"refusal": refusal, "intake": application.intake}))
    return private(render(request, "admissions/application.html", office_page.application(application, at)))


@require_safe
def piece(request: HttpRequest, pk: UUID, row: UUID) -> HttpResponse:
    """Read a piece of an application, once the call is closed."""
    application = held_application(request, pk)
    try:
        files.refuse_before_closing(application.intake, calls.now(application.intake.organisation))
        return file_answer(stored(application, row))
    except Refusal as refusal:
        raise Http404(str(refusal)) from refusal


@require_POST
def gesture(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Do one gesture about one application."""
    application = held_application(request, pk)
    here = reverse("admissions:application", args=[pk])
    act = GESTURES.get(request.POST.get("geste", ""))
    if act is None:
        raise Http404("Ce geste n’existe pas.")
    if act is _erase:
        then = reverse("admissions:applications", args=[application.intake_id])
        return editing.do(request, lambda: _erase(application, request), then=then, said="La candidature est effacée.")
    return editing.do(request, lambda: act(application, request), then=here, said="C’est noté.")


def fund(request: HttpRequest, pk: UUID, row: UUID | None = None) -> HttpResponse:
    """Write what a funder gives towards the place of somebody."""
    application = held_application(request, pk)
    made = PlaceFunding(organisation_id=application.organisation_id, application=application, funder=application.funder)
    funding = application.fundings.filter(pk=row).first() if row else made
    if funding is None:
        raise Http404("Ce financement n’existe pas.")
    back = reverse("admissions:application", args=[pk])
    shown = {"heading": "Financement d’une place", "lede": application.name, "back": application.name, "back_url": back}
    return editing.answer(
        request,
        FundingForm(request.POST or None, funding=funding),
        lambda **said: entering.fund(funding, by=request.user, **said),
        then=lambda _: back,
        said="C’est enregistré.",
        context=shown,
    )


def _whole(intake: Any, posted: Mapping[str, Any], by: Any) -> str:
    if "verifier" in posted:
        whole, lacking = deciding.check(intake, by=by)
        return f"{french.count(whole, 'dossier complet', 'dossiers complets')}, {french.count(lacking, 'incomplet')}."
    if "choisir" in posted:
        found = deciding.decide(intake, by=by)
        return ", ".join(f"{french.count(count, outcome.label, outcome.label)}" for outcome, count in found.items()) + "."
    if "effacer" in posted:
        count = erasing.purge(intake, today=calls.now(intake.organisation).date(), by=by)
        return f"{french.count(count, 'candidature effacée', 'candidatures effacées')}."
    if "annoncer" in posted:
        return f"{french.count(deciding.tell(intake, by=by), 'lettre')} dans la boîte d’envoi."
    raise Refusal("Ce geste n’existe pas.")


def _meet(application: Application, request: HttpRequest) -> None:
    form = MeetForm(request.POST)
    if not form.is_valid() or "at" not in form.cleaned_data:
        raise Refusal("Dites le jour et l’heure de l’entretien, comme 23/10/2025 et 14 h 30.")
    deciding.convene(application, by=request.user, at=form.cleaned_data["at"], place=form.cleaned_data["place"])


def _refuse(application: Application, request: HttpRequest) -> None:
    form = ReasonsForm(request.POST)
    form.is_valid()
    deciding.refuse(application, reasons=form.cleaned_data.get("reasons", ""), by=request.user)


def _enrol(application: Application, request: HttpRequest) -> None:
    key = request.POST.get("personne", "")
    person: Person | None = next((one for one in entering.known(application) if str(one.pk) == key), None)
    entering.enrol(application, person=person, by=request.user)


def _withdraw(application: Application, request: HttpRequest) -> None:
    following = deciding.withdraw(application, by=request.user)
    if following is not None:
        messages.info(request, f"La place va à {following.name}, {following.reference}.")


def _erase(application: Application, request: HttpRequest) -> None:
    erasing.erase(application, by=request.user)


GESTURES: dict[str, Callable[[Application, HttpRequest], object]] = {
    "preselection": lambda application, request: deciding.shortlist(application, by=request.user),
    "entretien": _meet,
    "refus": _refuse,
    "desistement": _withdraw,
    "financement": lambda application, request: deciding.accept(application, by=request.user),
    "inscription": _enrol,
    "effacer": _erase,
}


def held_application(request: HttpRequest, pk: UUID) -> Application:
    """Return an application that the user may read; 404 when the house has no such one, 403 for who only reads."""
    organisation = access.organisation_of(request)
    rows = Application.objects.within(organisation).select_related(
        "intake__organisation",
        "intake__session__organisation",
        "intake__session__body",
        "intake__session__programme",
        "quota",
        "learner__person",
    )
    found: Application | None = rows.filter(pk=pk).first()
    if found is None:
        raise Http404("Cette candidature n’existe pas ici.")
    editing.editor_only(request, found)
    return found
