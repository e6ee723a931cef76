"""The evidence of a candidate: the matrix, her productions and proofs, her dossier frozen at hand-in."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from filage.core import access, clock
from filage.core.refusal import Refusal
from filage.school.exams.forms.evidence import LevelsForm, ProofForm, VerifyForm, WorksForm
from filage.school.exams.models import Proof
from filage.school.exams.operations import evidence as operations
from filage.school.exams.queries import evidence as queries
from filage.school.exams.queries import sitting
from filage.school.exams.views.doors import candidate_of
from filage.web import editing
from filage.web import format as french

SAME = "Ce sont bien les octets remis le {day} : l’empreinte est la même."
OTHER = "Ce n’est pas le fichier remis : son empreinte est une autre."


@require_GET
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read what a candidate proves, block by block."""
    one = candidate_of(request, pk)
    shown: dict[str, Any] = {"one": one, "exam": one.exam, "matrix": queries.matrix_of(one, by=request.user)}
    shown |= {"may_edit": access.can_edit(request.user, one), "issued": queries.handed_in(one)}
    shown["proved"] = french.count(shown["matrix"].proved, "livrable prouvé", "livrables prouvés")
    shown["late"] = one.handed_at is not None and queries.is_late(one.exam, one.handed_at)
    return render(request, "exams/evidence.html", shown)


def works(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say which productions a candidate presents."""
    one = candidate_of(request, pk, to_edit=True)
    back, rows = reverse("exams:evidence", args=[pk]), queries.productions(access.organisation_of(request), request.user)
    held = [each.work_id for each in one.works.all()]
    return editing.answer(
        request,
        WorksForm(request.POST or None, rows=rows, held=held),
        lambda works: operations.link(one, works, by=request.user),
        then=lambda _: back,
        said="C’est enregistré.",
        context={"heading": "Spectacles présentés", "lede": one.person.name, "back": "Preuves", "back_url": back},
    )


def prove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add a proof for a deliverable."""
    one = candidate_of(request, pk, to_edit=True)
    record, code, name = sitting.record(one.exam), request.GET.get("competence", ""), request.GET.get("livrable", "")
    if record is None or not any(each.code == code and name in each.deliverables for each in record.competences):
        messages.error(request, "Ce livrable n’est pas de cette certification : choisissez-le dans la liste.")
        return redirect("exams:evidence", pk)
    made = Proof(organisation_id=one.organisation_id, candidate=one, competence=code, deliverable=name)
    return _proof(request, made)


def edit_proof(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a proof."""
    return _proof(request, _held(request, pk), reverse("exams:remove_proof", args=[pk]))


@require_POST
def remove_proof(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a proof away."""
    one = _held(request, pk)
    back = reverse("exams:evidence", args=[one.candidate_id])
    return editing.do(request, lambda: operations.remove(one, by=request.user), then=back, said="Retirée. Ctrl Z reprend.")


@require_GET
def file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give the file of a proof, to be downloaded and never run."""
    one = _held(request, pk, to_edit=False)
    try:
        kept = queries.stored(one)
    except Refusal as refusal:
        raise Http404(str(refusal)) from None
    response = HttpResponse(kept.read(), content_type="application/octet-stream")
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=kept.name) or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def judge(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say how a candidate who follows no session judges herself."""
    one = candidate_of(request, pk, to_edit=True)
    record, back = sitting.record(one.exam), reverse("exams:evidence", args=[pk])
    if record is None or one.learner is not None:
        raise Http404("Cette auto-évaluation se dit sur l’extranet, ou sa fiche n’est pas connue.")
    return editing.answer(
        request,
        LevelsForm(request.POST or None, record=record, held=queries.levels_of(one)),
        lambda levels: operations.judge(one, levels, by=request.user),
        then=lambda _: back,
        said="C’est enregistré.",
        context={"heading": "Auto-évaluation", "lede": one.person.name, "back": "Preuves", "back_url": back},
    )


@require_POST
def hand_in(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Freeze the dossier, or open it again."""
    one = candidate_of(request, pk, to_edit=True)
    try:
        if "reprendre" in request.POST:
            operations.take_back(one, by=request.user)
        else:
            made, late = operations.hand_in(one, on=clock.today_for(request), by=request.user)
            messages.success(
                request, f"{made.reference} est figé, empreinte {made.sha256[:16]}…{' Il est en retard.' if late else ''}"
            )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("exams:evidence", pk)


def verify(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Compare a file with what was handed in."""
    one = candidate_of(request, pk, to_edit=True)
    back = reverse("exams:evidence", args=[pk])
    return editing.answer(
        request,
        VerifyForm(request.POST or None, request.FILES or None),
        lambda file: _compared(request, one, file),
        then=lambda _: back,
        context={
            "heading": "Vérifier un dossier",
            "lede": one.person.name,
            "act": "Comparer",
            "back": "Preuves",
            "back_url": back,
        },
    )


def _compared(request: HttpRequest, one: Any, file: Any) -> None:
    if not one.handed_sha256:
        raise Refusal("Aucun dossier n’a encore été remis.")
    if not queries.verified(one, file.read()):
        raise Refusal(OTHER)
    messages.success(request, SAME.format(day=french.day_long(one.handed_at)))


def _proof(request: HttpRequest, one: Proof, delete_url: str = "") -> HttpResponse:
    back = reverse("exams:evidence", args=[one.candidate_id])
    lede = f"{one.competence}, {one.deliverable}"
    return editing.answer(
        request,
        ProofForm(request.POST or None, request.FILES or None, proof=one),
        lambda **said: operations.prove(one, by=request.user, **said),
        then=lambda _: back,
        said="C’est enregistré.",
        context={"heading": "Preuve", "lede": lede, "back": "Preuves", "back_url": back, "delete_url": delete_url},
    )


def _held(request: HttpRequest, pk: UUID, *, to_edit: bool = True) -> Proof:
    found = queries.proof(access.organisation_of(request), pk)
    if found is None:
        raise Http404("Cette preuve n’existe pas ici.")
    if to_edit:
        editing.editor_only(request, found)
    return found
