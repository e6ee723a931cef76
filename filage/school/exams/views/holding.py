"""The timetable of an exam, what is arranged for whom, and the day itself."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from filage.core import access, clock
from filage.school.exams.forms.holding import ArrangeForm, DrawForm, IncidentForm, TrialForm
from filage.school.exams.models import Trial
from filage.school.exams.operations import holding as operations
from filage.school.exams.permissions import is_referent
from filage.school.exams.queries import benches, sitting
from filage.school.exams.queries import holding as queries
from filage.school.exams.views.doors import candidate_of, exam_of
from filage.school.exams.views.tables import timetable_tables
from filage.school.programmes.queries import sharing
from filage.web import editing


@require_GET
def timetable(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read when each is heard, what collides, and what is arranged."""
    exam = exam_of(request, pk)
    found, may_edit = queries.timetable(exam), access.can_edit(request.user, exam)
    candidates = sitting.candidates(exam)
    shown: dict[str, Any] = {"exam": exam, "found": found, "may_edit": may_edit, "today": clock.today_for(request)}
    held = benches.of_exam(exam)
    twice = held.doubled(exam)
    shown |= {"doubled": [benches.told(one) for one in twice], "unplaced": held.unplaced.get(exam.pk, [])}
    keys = {each.key for one in twice for each in (one.first, one.second)}
    shown |= {"days": timetable_tables(found, may_edit, keys), "notice": queries.notice(exam, candidates, shown["today"])}
    shown["faults"] = sharing.trials(exam, exam.first, exam.last, exam.organiser)
    arranged = queries.arrangements(exam) if may_edit else {}
    shown["arranged"] = [(one, arranged[one.pk]) for one in candidates if one.pk in arranged]
    return render(request, "exams/timetable.html", shown)


def draw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Draw the timetable."""
    exam = exam_of(request, pk, to_edit=True)
    back = reverse("exams:timetable", args=[pk])
    return editing.answer(
        request,
        DrawForm(request.POST or None, exam=exam, record=sitting.record(exam)),
        lambda **said: operations.draw(exam, by=request.user, **said),
        then=lambda _: back,
        said="Les horaires sont posés. Ctrl Z reprend les précédents.",
        context={"heading": "Poser les horaires", "lede": exam.name, "act": "Poser", "back": "Horaires", "back_url": back},
    )


def write_trial(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Move a trial."""
    one = _trial(request, pk)
    back = reverse("exams:timetable", args=[one.exam_id])
    shown = {"heading": one.title, "lede": one.candidate.person.name, "back": "Horaires", "back_url": back}
    return editing.answer(
        request,
        TrialForm(request.POST or None, trial=one),
        lambda **said: operations.write_trial(one, by=request.user, **said),
        then=lambda _: back,
        said="C’est enregistré.",
        context=shown | {"delete_url": reverse("exams:remove_trial", args=[pk])},
    )


@require_POST
def remove_trial(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a trial away."""
    one = _trial(request, pk)
    back = reverse("exams:timetable", args=[one.exam_id])
    return editing.do(request, lambda: operations.remove_trial(one, by=request.user), then=back, said="Retirée. Ctrl Z reprend.")


def arrange(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note what is arranged for a candidate; only the referent is asked for the need, and is shown it."""
    one = candidate_of(request, pk, to_edit=True)
    held, referent = queries.arrangement(one), is_referent(request.user, one.exam)
    back = reverse("exams:candidate", args=[pk])
    shown = {"heading": "Aménagement", "lede": one.person.name, "back": one.person.name, "back_url": back}
    return editing.answer(
        request,
        ArrangeForm(request.POST or None, held=held, referent=referent),
        lambda **said: operations.arrange(one, by=request.user, **said),
        then=lambda _: back,
        said="C’est enregistré ; les horaires suivent le temps majoré.",
        template="exams/arrange.html",
        context=shown | {"need": held.need if referent else "", "referent": referent},
    )


@require_GET
def day(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read who is there, and what happened."""
    exam = exam_of(request, pk)
    called = [one for one in sitting.candidates(exam) if one.state in queries.CALLED]
    shown = {"exam": exam, "called": called, "incidents": queries.incidents(exam)}
    return render(request, "exams/day.html", shown | {"may_edit": access.can_edit(request.user, exam)})


@require_POST
def mark(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note that a candidate came, her identity checked, or did not."""
    one = candidate_of(request, pk, to_edit=True)
    came, back = "presente" in request.POST, reverse("exams:day", args=[one.exam_id])
    return editing.do(request, lambda: operations.mark(one, came, at=clock.now(one.organisation_id), by=request.user), then=back)


def tell(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note what happened."""
    exam = exam_of(request, pk, to_edit=True)
    back = reverse("exams:day", args=[pk])
    return editing.answer(
        request,
        IncidentForm(request.POST or None, exam=exam),
        lambda **said: operations.tell(exam, by=request.user, **said),
        then=lambda _: back,
        said="Noté : le procès-verbal le dira.",
        context={"heading": "Incident", "lede": exam.name, "back": "Le jour même", "back_url": back},
    )


def _trial(request: HttpRequest, pk: UUID) -> Trial:
    found = queries.trial(access.organisation_of(request), pk)
    if found is None:
        raise Http404("Cette épreuve n’existe pas ici.")
    editing.editor_only(request, found)
    return found
