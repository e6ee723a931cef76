"""The exercises of a house: read, imported, given to a session, read over, and their marks let out."""

import re
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from filage.core import access
from filage.core.refusal import Refusal
from filage.rules.schooling.exercises.drawing import drawn
from filage.school.exercises.forms.given import GiveForm, ImportForm, ReadingForm
from filage.school.exercises.models import Assignment
from filage.school.exercises.operations import given as operations
from filage.school.exercises.queries import given as queries
from filage.school.exercises.queries import marks_of
from filage.school.exercises.tasks import get_ready
from filage.school.exercises.views import tables
from filage.school.exercises.views.doors import assignment_of, exercise_of, hand_in_of, learner_of, session_of
from filage.web import editing, once
from filage.web import format as french
from filage.web.private import address_of
from filage.web.tables import Row, plain

VARIANT = re.compile(r"[0-9]{1,6}")  # which drawing of an exercise is read
GIVEN = "lien_copie"  # the cookie that tells a new link once


@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """Read the exercises that Filage ships and those that the house imported."""
    organisation = access.organisation_of(request)
    shown = {"exercises": queries.exercises(organisation).values(), "may_edit": access.can_edit(request.user, organisation)}
    return render(request, "exercises/exercises.html", shown)


@require_GET
def exercise(request: HttpRequest, exercise: str) -> HttpResponse:
    """Read an exercise, or one of its variants; its answers are for who may give it."""
    organisation = access.organisation_of(request)
    found = queries.exercises(organisation).get(exercise)
    if found is None:
        raise Http404("Cet exercice n’existe pas ici.")
    may_edit = access.can_edit(request.user, organisation)
    seed = request.GET.get("variante", "")
    found = drawn(found, int(seed)) if VARIANT.fullmatch(seed) else found
    shown = {"exercise": found, "statement": tables.statement(found), "questions": tables.asked(found, may_edit)}
    shown |= {"varies": any(one.drawing for one in found.figures.values()), "next": int(seed) + 1 if found.is_drawn else 1}
    return render(request, "exercises/exercise.html", shown | {"may_edit": may_edit})


def import_exercise(request: HttpRequest) -> HttpResponse:
    """Import an exercise of the house's own."""
    organisation = access.organisation_of(request)
    editing.editor_only(request, organisation)
    back = reverse("exercises:exercises")
    return editing.answer(
        request,
        ImportForm(request.POST or None, request.FILES or None),
        lambda file: operations.import_exercise(organisation, file.read(), by=request.user),
        then=lambda made: reverse("exercises:exercise", args=[made.code]),
        said="L’exercice est là.",
        context={"heading": "Importer un exercice", "act": "Importer", "back": "Exercices", "back_url": back},
    )


@require_GET
def export_exercise(request: HttpRequest, exercise: str) -> HttpResponse:
    """Download an exercise as YAML, answers included."""
    organisation = access.organisation_of(request)
    editing.editor_only(request, organisation)
    text = queries.text_of(organisation, exercise)
    if text is None:
        raise Http404("Cet exercice n’existe pas ici.")
    headers = {"Content-Disposition": f'attachment; filename="{exercise}.yaml"'}
    return HttpResponse(text, content_type="application/yaml; charset=utf-8", headers=headers)


@require_GET
def of_session(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read what was given to a session."""
    session = session_of(request, pk)
    given = [
        (one, exercise, done, tables.moment(one.opens_at), tables.moment(one.due_at))
        for one, exercise, done in queries.assignments(session)
    ]
    return render(request, "exercises/of_session.html", {"session": session, "given": given})


def give(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give an exercise to the learners of a session."""
    session = session_of(request, pk)
    back = reverse("exercises:of_session", args=[pk])
    asked = {"exercise": request.GET.get("exercice", "")}
    return editing.answer(
        request,
        GiveForm(request.POST or None, exercises=queries.exercises(session.organisation_id), initial=asked),
        lambda **said: operations.give(session, by=request.user, **said),
        then=_ready,
        said="C’est donné : envoyez à chacun son lien.",
        context={"heading": "Donner un exercice", "lede": session.name, "act": "Donner", "back": "Exercices", "back_url": back},
    )


@require_GET
def given(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read an exercise given: who handed in, what each question says, the links to give."""
    assignment = assignment_of(request, pk)
    exercise, rows = exercise_of(assignment), queries.hand_ins(assignment)
    operations.settle(rows)
    found = [queries.held(one, exercise) for one in rows]
    done = [one for one in found if one.row.handed_in_at]
    opened = once.given(request, GIVEN)
    shown = {"assignment": assignment, "exercise": exercise, "found": found, "done": len(done), "opened": opened}
    shown["due"] = tables.moment(assignment.due_at)
    told = queries.statistics(done, exercise) if done else []
    shown |= {"table": tables.handed_in(found), "questions": tables.questions(told, exercise, varied=assignment.varied)}
    page = render(request, "exercises/given.html", shown)
    return once.gone(page, GIVEN, path=request.path) if opened else page


@require_POST
def act(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give a link, write to all, let the marks out, or take the exercise back."""
    assignment = assignment_of(request, pk)
    back = reverse("exercises:given", args=[pk])
    try:
        return _done(request, assignment, back)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(back)


def _done(request: HttpRequest, assignment: Any, back: str) -> HttpResponse:
    by, posted = request.user, request.POST
    if "lien" in posted:
        row = next((one for one in queries.hand_ins(assignment) if str(one.pk) == posted["lien"]), None)
        if row is None:
            raise Refusal("Cette copie n’est pas de cet exercice.")
        said = f"{row.learner.person.name} : {address_of(request, 'exercises:opened')(operations.invite(row, by=by))}"
        return once.give(redirect(back), GIVEN, said, path=back)
    if "ecrire" in posted:
        count = operations.write_to_all(assignment, address=address_of(request, "exercises:opened"), by=by)
        messages.success(request, f"{french.count(count, 'courriel')} dans la boîte d’envoi.")
    elif "notes" in posted:
        operations.release(assignment, by=by)
    elif "reprendre" in posted:
        operations.remove(assignment, by=by)
        return redirect("exercises:of_session", assignment.session_id)
    return redirect(back)


def hand_in(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read a hand-in, its marks computed, and give what is read."""
    row = hand_in_of(request, pk)
    operations.settle([row])
    held = queries.held(row, exercise_of(row.assignment))
    form = ReadingForm(request.POST or None, held=held)
    if form.is_bound and form.is_valid():
        act = lambda: operations.read_over(row, form.given(), form.cleaned_data["remark"], by=request.user)  # noqa: E731
        return editing.do(request, act, then=request.path, said="C’est noté.")
    shown = {"held": held, "row": row, "marks": tables.marks(held), "form": form, "minutes": row.more_minutes}
    shown |= {"handed_in": tables.moment(row.handed_in_at), "opened": tables.moment(row.opened_at), "plan": tables.plan(held)}
    return render(request, "exercises/hand_in.html", shown, status=422 if form.is_bound else 200)


@require_POST
def time(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give one learner more minutes."""
    row = hand_in_of(request, pk)
    said = request.POST.get("minutes", "")
    if not (said.isascii() and said.isdigit() and int(said) <= 24 * 60):
        messages.error(request, "Écrivez un nombre de minutes, 1 440 au plus.")
        return redirect("exercises:hand_in", pk)
    act = lambda: operations.give_time(row, int(said), by=request.user)  # noqa: E731
    return editing.do(request, act, then=reverse("exercises:hand_in", args=[pk]), said="C’est noté.")


@require_GET
def production(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Download the production that was handed in."""
    row = hand_in_of(request, pk)
    if not row.production:
        raise Http404("Aucune production n’a été rendue.")
    headers = {"Content-Disposition": f'attachment; filename="copie-{row.pk}.filage.yaml"'}
    return HttpResponse(row.production, content_type="application/yaml; charset=utf-8", headers=headers)


@require_GET
def learner(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read what a learner got, exercise by exercise."""
    one = learner_of(request, pk)
    got = marks_of(one)
    rows = [
        Row(each.title, [tables.moment(each.handed_in_at), "" if each.mark is None else each.mark, ", ".join(each.competences)])
        for each in got
    ]
    table = plain("Notes", tables.GOT, rows, header="Exercice") if rows else None
    return render(request, "exercises/learner.html", {"learner": one, "table": table})


def _ready(made: Assignment) -> str:
    """Return the page of an exercise that was just given; what reads productions is made ready meanwhile."""
    get_ready.enqueue()
    return reverse("exercises:given", args=[made.pk])
