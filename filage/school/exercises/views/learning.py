"""The page of a learner, opened by her own link without account: the exercise, her answers kept as they come, her marks."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.html import escape
from django.views.decorators.http import require_GET, require_http_methods

from filage.core import access
from filage.core.refusal import Refusal
from filage.rules.schooling.exercises.exercise import Exercise
from filage.school.exercises.models import HandIn
from filage.school.exercises.operations import learning as operations
from filage.school.exercises.operations.reading import LARGEST, TOO_BIG, workbook_of
from filage.school.exercises.queries import given as queries
from filage.school.exercises.views import tables
from filage.web import format as french
from filage.web.private import by_link

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@by_link()
@require_http_methods(["GET", "POST"])
def opened(request: HttpRequest, token: str) -> HttpResponse:
    """Read an exercise, answer, hand in; then read its marks once they are out."""
    row, exercise = operations.enter(token)
    if request.method == "POST":
        return _posted(request, row, exercise)
    return render(
        request,
        "exercises/opened.html",
        _shown(row, exercise) | {"token": token, "space": operations.space_of(row, request.user)},
    )


@by_link()
@require_GET
def start(request: HttpRequest, token: str, suffix: str) -> HttpResponse:
    """Download the production to work in, as a Filage file or as a workbook."""
    row, exercise = operations.enter(token)
    if row.opened_at is None or not exercise.start:
        raise Refusal("Commencez l’exercice : sa production vient avec.")
    whole = workbook_of(exercise) if suffix == "xlsx" else exercise.start.encode()
    name = f"{exercise.code}.{'xlsx' if suffix == 'xlsx' else 'filage.yaml'}"
    kind = XLSX if suffix == "xlsx" else "application/yaml; charset=utf-8"
    return HttpResponse(whole, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _posted(request: HttpRequest, row: HandIn, exercise: Exercise) -> HttpResponse:
    said = {key.removeprefix("q-"): str(value) for key, value in request.POST.items() if key.startswith("q-")}
    by_itself = request.headers.get("HX-Request") == "true"
    try:
        if "commencer" in request.POST:
            operations.begin(row)
        elif "espace" in request.POST:
            access.choose(request, operations.open_space(row, exercise, request.user).slug)
            return redirect("web:today")
        else:
            operations.keep(row, exercise, said)
            if "rendre" in request.POST:
                operations.hand_in(row, exercise, _handed(request, row))
    except Refusal as refusal:
        if by_itself:
            return HttpResponse(status=204, headers={"HX-Refresh": "true"})
        messages.error(request, str(refusal))
    return HttpResponse(_kept(row, exercise)) if by_itself else redirect(request.path)


def _handed(request: HttpRequest, row: HandIn) -> bytes:
    """Return the production that is handed in: the one of her space, the file that she joins, or none."""
    if request.POST["rendre"] == "espace":
        return operations.in_space(row, request.user)
    file = request.FILES.get("production")
    if file and (file.size or 0) > LARGEST:
        raise Refusal(TOO_BIG)  # unread
    return file.read() if file else b""


def _kept(row: HandIn, exercise: Exercise) -> str:
    """Say that the answers are kept, what of them is no number, and the time that is left."""
    held = queries.hand_in(row.organisation_id, row.pk) or row  # with the answers that were just kept
    end, now = queries.ends_at(row), timezone.now()
    left = f" Reste {french.count(int((end - now).total_seconds() // 60) + 1, 'minute')}." if end else ""
    return f"Gardé à {french.hour(timezone.localtime(now).time())}.{left}{escape(tables.unread(held, exercise))}"


def _shown(row: HandIn, exercise: Exercise) -> dict[str, Any]:
    """Return what the page shows: never an answer before the marks are out."""
    out = bool(row.handed_in_at and row.assignment.released_at)
    shown: dict[str, Any] = {"row": row, "exercise": exercise, "who": row.learner.person.name, "out": out}
    shown["due"] = tables.moment(row.assignment.due_at)
    if row.assignment.minutes:
        shown["minutes"] = row.assignment.minutes + row.more_minutes
    if row.handed_in_at:
        held = queries.held(row, exercise)
        shown |= {"handed_in": tables.moment(row.handed_in_at), "late": held.late}
        return shown | (
            {"marks": tables.marks(held), "corrected": held.corrected, "criteria": tables.criteria(held), "mark": held.mark}
            if out
            else {}
        )
    if row.opened_at is None:
        return shown
    typed = {one.question: one.text for one in row.answers.all()}
    end = queries.ends_at(row)
    asked = [{"one": one, "text": exercise.said(one.text), "typed": typed.get(one.code, "")} for one in exercise.questions]
    shown |= {"unread": tables.unread(row, exercise)}
    return shown | {"statement": tables.statement(exercise), "questions": asked, "ends": tables.moment(end)}
