"""The grids of an assessor, by her own link without account."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from filage.core.refusal import Refusal
from filage.school.admissions.enums import Stage
from filage.school.admissions.forms.office import GridForm
from filage.school.admissions.models import Application, Assessment, IntakeAssessor
from filage.school.admissions.operations import assessing, deciding
from filage.school.admissions.queries import calls, files, levels
from filage.school.admissions.queries.pieces import stored
from filage.web.editing import UNREADABLE
from filage.web.private import by_link, file_answer

by_grid_link = by_link(heading="Ces grilles ne s’ouvrent pas")


@by_grid_link
@require_safe
def grids(request: HttpRequest, token: str) -> HttpResponse:
    """See whom one meets."""
    assessor = assessing.enter(token)
    rows = Application.objects.within(assessor.organisation_id).filter(intake=assessor.intake, state=Stage.INTERVIEW)
    done = set(
        Assessment.objects.within(assessor.organisation_id)
        .filter(assessor=assessor)
        .exclude(done_on=None)
        .values_list("application_id", flat=True)
    )
    met = [
        (one, one.pk in done, files.moment(one.interview_at))
        for one in rows.order_by("interview_at", "number")
        if one.interview_at
    ]
    shown = {"assessor": assessor, "intake": assessor.intake, "token": token, "met": met}
    return render(request, "admissions/grids.html", shown)


@by_grid_link
@require_http_methods(["GET", "HEAD", "POST"])
def grid(request: HttpRequest, token: str, pk: UUID) -> HttpResponse:
    """Fill one's grid of one applicant, her file beside it."""
    assessor = assessing.enter(token)
    application = _met(assessor, pk)
    form = _form(request, assessor, application)
    if form.is_bound and form.is_valid():
        try:
            comment = form.cleaned_data["comment"]
            deciding.mark(application, assessor, form.marks, comment=comment, on=timezone.localdate())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Votre grille est gardée.")
            return redirect("admissions:grids", token)
    joined = [(one.piece, one) for one in application.joined.select_related("piece").order_by("piece__rank")]
    shown = {"assessor": assessor, "application": application, "token": token, "form": form, "joined": joined}
    shown["levels"] = levels.of(application, calls.rules(assessor.intake))
    return render(request, "admissions/grid.html", shown, status=UNREADABLE if form.errors else 200)


@by_grid_link
@require_safe
def grid_piece(request: HttpRequest, token: str, pk: UUID, row: UUID) -> HttpResponse:
    """Read a piece of somebody one meets."""
    return file_answer(stored(_met(assessing.enter(token), pk), row))


def _met(assessor: IntakeAssessor, pk: UUID) -> Application:
    rows = Application.objects.within(assessor.organisation_id).filter(intake=assessor.intake, state=Stage.INTERVIEW)
    found: Application | None = rows.filter(pk=pk).first()
    if found is None:
        raise Refusal("Cette personne n’est pas, ou n’est plus, attendue en entretien.")
    found.intake = assessor.intake
    return found


def _form(request: HttpRequest, assessor: IntakeAssessor, application: Application) -> GridForm:
    held: Any = application.assessments.filter(assessor=assessor).first()
    marks = {one.criterion_id: one.value for one in held.marks.all()} if held else {}
    criteria = list(assessor.intake.criteria.all())
    data = request.POST if request.method == "POST" else None
    return GridForm(data, criteria=criteria, marks=marks, comment=held.comment if held else "")
