"""The exams of the house, one of them with its candidates, and one candidate with her right to sit."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from filage.core import access, clock
from filage.core.refusal import Refusal
from filage.rules.schooling.record import certifications
from filage.school.exams.forms.sitting import CandidateForm, ExamForm
from filage.school.exams.models import Candidate, ExamSession
from filage.school.exams.operations import sitting as operations
from filage.school.exams.operations.convening import last
from filage.school.exams.queries import again
from filage.school.exams.queries import sitting as queries
from filage.school.exams.queries.acquired import acquired
from filage.school.exams.queries.holding import of_candidate
from filage.school.exams.queries.hung import exam_pages
from filage.school.exams.views.doors import candidate_of, exam_of
from filage.school.exams.views.tables import candidates_table
from filage.school.programmes.queries import certification, in_order
from filage.school.programmes.queries import session as training_of
from filage.web import editing
from filage.web import format as french


@require_GET
def listed(request: HttpRequest, pk: UUID | None = None) -> HttpResponse:
    """Read the exams of the house, or those that follow a session of training."""
    organisation = access.organisation_of(request)
    training = training_of(organisation, pk) if pk else None
    if pk and training is None:
        raise Http404("Cette session n’existe pas ici.")
    shown = {"exams": queries.exams(organisation, pk), "training": training, "asked": f"?session={pk}" if pk else ""}
    return render(request, "exams/exams.html", shown | {"may_edit": access.can_edit(request.user, organisation)})


@require_GET
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read an exam: its days, its two organisations, its candidates and their right to sit."""
    exam = exam_of(request, pk)
    whole, may_edit = queries.whole(exam), access.can_edit(request.user, exam)
    shown = {"exam": exam, "whole": whole, "may_edit": may_edit, "pages": in_order(exam_pages), "today": clock.today_for(request)}
    return render(
        request,
        "exams/exam.html",
        shown | {"table": candidates_table(whole), "back": again.waiting(exam), "unregistered": queries.unregistered(exam)},
    )


def write(request: HttpRequest, pk: UUID | None = None) -> HttpResponse:
    """Write a session of exam."""
    exam = exam_of(request, pk, to_edit=True) if pk else _new(request)
    editing.editor_only(request, exam)
    back = reverse("exams:exam", args=[pk]) if pk else reverse("exams:exams")
    shown: dict[str, Any] = {"heading": "Session d’examen", "lede": exam.name, "back": exam.name or "Examens", "back_url": back}
    if pk:
        shown["delete_url"] = reverse("exams:remove", args=[pk])
    return editing.answer(
        request,
        ExamForm(request.POST or None, exam=exam, known=_known(exam)),
        lambda **said: operations.write(exam, by=request.user, **said),
        then=lambda made: reverse("exams:exam", args=[made.pk]),
        said="C’est enregistré.",
        context=shown,
    )


@require_POST
def remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take an exam away."""
    exam = exam_of(request, pk, to_edit=True)
    act = lambda: operations.remove(exam, by=request.user)  # noqa: E731
    return editing.do(request, act, then=reverse("exams:exams"), said="Supprimé. Ctrl Z reprend.")


@require_POST
def act(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Register the learners of the session, or let all those sit who may."""
    exam = exam_of(request, pk, to_edit=True)
    if "admettre" in request.POST:
        made = operations.admit_all(exam, by=request.user)
        messages.success(request, f"{french.count(made, 'candidature admise', 'candidatures admises')} à se présenter.")
    elif "reprendre" in request.POST:
        _again(request, exam)
    elif exam.training is not None:
        made = operations.register_learners(exam, exam.training, by=request.user)
        messages.success(request, f"{french.count(made, 'candidature inscrite', 'candidatures inscrites')}.")
    else:
        messages.error(request, "Cet examen ne suit aucune session de formation : choisissez-la d’abord.")
    return redirect("exams:exam", pk)


@require_GET
def candidate(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read a candidate: her right to sit with its reasons, the blocks that she presents."""
    one = candidate_of(request, pk)
    seat = queries.one_seat(one)
    shown = {"one": one, "seat": seat, "exam": one.exam, "may_edit": access.can_edit(request.user, one)}
    shown |= {"summons": last(one.organisation_id, one.pk), "trials": of_candidate(one)}
    return render(request, "exams/candidate.html", shown)


def write_candidate(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a candidate."""
    one = candidate_of(request, pk, to_edit=True)
    return _candidate(request, one, reverse("exams:candidate", args=[pk]), reverse("exams:remove_candidate", args=[pk]))


def add_candidate(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add a candidate by hand, by whichever route."""
    exam = exam_of(request, pk, to_edit=True)
    return _candidate(request, Candidate(organisation=exam.organisation, exam=exam), reverse("exams:exam", args=[pk]))


@require_POST
def remove_candidate(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a candidate away."""
    one = candidate_of(request, pk, to_edit=True)
    back = reverse("exams:exam", args=[one.exam_id])
    return editing.do(request, lambda: operations.remove(one, by=request.user), then=back, said="Supprimé. Ctrl Z reprend.")


@require_POST
def decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let a candidate sit, or note that she may not."""
    one = candidate_of(request, pk, to_edit=True)
    act = operations.refuse if "refuser" in request.POST else operations.admit
    back = reverse("exams:candidate", args=[pk])
    return editing.do(request, lambda: act(one, by=request.user), then=back, said="C’est noté.")


def _again(request: HttpRequest, exam: ExamSession) -> None:
    asked = request.POST["reprendre"]
    try:
        made = operations.again(exam, only=UUID(asked) if asked else None, by=request.user)
    except (Refusal, ValueError) as refusal:
        messages.error(request, str(refusal) if isinstance(refusal, Refusal) else "Cette personne n’est pas à représenter ici.")
    else:
        messages.success(request, f"{french.count(made, 'personne inscrite', 'personnes inscrites')} pour ce qui manque seul.")


def _candidate(request: HttpRequest, one: Candidate, back: str, delete_url: str = "") -> HttpResponse:
    record = queries.record(one.exam)
    shown = {"heading": "Candidature", "lede": one.exam.name, "back": one.exam.name, "back_url": back, "delete_url": delete_url}
    return editing.answer(
        request,
        CandidateForm(request.POST or None, one=one, record=record, known=queries.known_routes(one.exam), held=_obtained(one)),
        lambda **said: operations.write_candidate(one, by=request.user, **said),
        then=lambda made: reverse("exams:candidate", args=[made.pk]),
        said="C’est enregistré.",
        context=shown,
    )


def _obtained(one: Candidate) -> list[str]:
    return [] if one._state.adding else sorted(acquired(one.person, one.exam.certification))


def _new(request: HttpRequest) -> ExamSession:
    organisation = access.organisation_of(request)
    exam = ExamSession(organisation=organisation)
    asked = request.GET.get("session", "")
    training = next((one for one in queries.trainings(organisation) if str(one.pk) == asked), None)
    if training is not None:
        exam.training, exam.certification, exam.version = training, training.certification, training.version
        exam.certifier, exam.body = training.certifier, training.body
    return exam


def _known(exam: ExamSession) -> list[tuple[str, str]]:
    known = {code: f"{code}, {one.title}" for code, one in certifications().items()}
    own = certification(exam.organisation_id, exam.certification, exam.version) if exam.certification else None
    if exam.certification and exam.certification not in known:
        known[exam.certification] = f"{own.code}, {own.title}" if own else exam.certification
    return list(known.items())
