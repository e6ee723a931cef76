"""The retroplanning of a show: lay it, read it as a list or as bars, advance, shift, change, and move the première."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from filage.core import access, clock
from filage.core.rails import season as seasons
from filage.core.refusal import Refusal
from filage.desks.schedule.enums import TaskState, TaskTemplate
from filage.desks.schedule.forms.tasks import MoveForm, TaskForm, TemplateForm
from filage.desks.schedule.operations import premiere
from filage.desks.schedule.operations import retroplanning as operations
from filage.desks.schedule.queries import tasks_pages
from filage.desks.schedule.queries.editing import activity_to_edit
from filage.desks.schedule.queries.tasks import planned, template_of
from filage.desks.schedule.views import retroplanning_page
from filage.productions.models import Production
from filage.productions.queries import production_to_read
from filage.web import editing, moves
from filage.web import format as french

STATES = {state.value: state for state in (TaskState.FAITE, TaskState.A_FAIRE, TaskState.EN_COURS)}


def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Read the tasks of a show, and do to those that are ticked what the buttons say."""
    production = production_to_read(request, slug)
    if request.method == "POST":
        editing.editor_only(request, production)
        return editing.do(request, lambda: _act(request, production), then=request.get_full_path())
    season = seasons.load(production.organisation_id, (production.pk,))
    rows = planned(season).get(production.pk, [])
    asked = retroplanning_page.Asked.of(request.GET)
    may_edit = access.can_edit(request.user, production)
    page = retroplanning_page.context(season, production, rows, asked, may_edit=may_edit)
    return render(request, "schedule/retroplanning.html", page)


def lay(request: HttpRequest, slug: str) -> HttpResponse:
    """Lay a retroplanning: that of the creation, or that of one date."""
    production = editing.production_to_edit(request, slug)
    then = reverse("schedule:retroplanning", args=[slug])
    if request.method != "POST":
        return redirect(then)
    return editing.do(request, lambda: _lay(request, production), then=then, said="Rétroplanning posé.")


def task(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change everything a task says."""
    found = tasks_pages.task_to_read(request, pk)
    editing.editor_only(request, found.production)
    then = f"{reverse('schedule:retroplanning', args=[found.production.slug])}#t-{pk}"
    return editing.answer(
        request,
        TaskForm(request.POST or None, production=found.production, task=found),
        lambda **fields: operations.write(tasks_pages.held(found), by=request.user, on=clock.today_for(request), **fields),
        then=lambda made: then,
        said="Tâche enregistrée.",
        context={
            "heading": found.label,
            "lede": retroplanning_page.where(found.activity) if found.activity else "",
            "back": "Rétroplanning",
            "back_url": then,
        },
    )


def add(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a task by hand."""
    production = editing.production_to_edit(request, slug)
    then = reverse("schedule:retroplanning", args=[slug])
    return editing.answer(
        request,
        TaskForm(request.POST or None, production=production),
        lambda **fields: operations.add(production, by=request.user, **fields),
        then=lambda made: f"{then}#t-{made.pk}",
        said="Tâche ajoutée.",
        context={"heading": "Nouvelle tâche", "act": "Ajouter", "back": "Rétroplanning", "back_url": then},
    )


def move(request: HttpRequest, slug: str) -> HttpResponse:
    """Move the première: see what it takes along, what stays and what no longer holds, then do all of it at once."""
    production = editing.production_to_edit(request, slug)
    season = seasons.load(production.organisation_id, (production.pk,))
    form = MoveForm(request.POST or None)
    page: dict[str, Any] = {"production": production, "tab": "organisation", "form": form}
    page["premiere"] = premiere.premiere_day(season, production)
    if form.is_bound and form.is_valid():
        to, along = form.cleaned_data["le"], premiere.Along(form.cleaned_data["avec"], form.cleaned_data["serie"])
        try:
            if "confirme" in request.POST:
                premiere.carry_out(season, production, to, along=along, by=request.user)
                messages.success(request, f"Première au {french.day_long(to)}.")
                return redirect("schedule:retroplanning", slug)
            found = premiere.plan(season, production, to, along=along)
            page |= {"move": found, "moved": moves.moved(premiere.rehearse(found))}
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    status = editing.UNREADABLE if form.is_bound and form.errors else 200
    return render(request, "schedule/move_premiere.html", page, status=status)


@require_safe
def templates(request: HttpRequest) -> HttpResponse:
    """Read the templates as the organisation wants them, each delay with where it was read."""
    organisation = access.organisation_of(request)
    found = [
        (code, label, template_of(organisation.pk, code), tasks_pages.dropped(organisation, code))
        for code, label in TaskTemplate.choices
    ]
    page = {"templates": found, "may_edit": access.can_edit(request.user, organisation)}
    return render(request, "schedule/templates.html", page)


def template_line(request: HttpRequest) -> HttpResponse:
    """Write a line of a template otherwise than the house does."""
    organisation = access.organisation_of(request)
    editing.editor_only(request, organisation)
    template, code, then = request.GET.get("gabarit", ""), request.GET.get("code", ""), reverse("schedule:templates")
    if template not in TaskTemplate.values:
        return redirect(then)
    line, house = tasks_pages.template_line(organisation, template, code)
    return editing.answer(
        request,
        TemplateForm(request.POST or None, line=line),
        lambda **fields: operations.write_template(line, by=request.user, **fields),
        then=lambda made: then,
        said="Gabarit enregistré. Les rétroplannings déjà posés ne bougent pas.",
        context={
            "heading": line.label or "Une tâche de plus au gabarit",
            "lede": f"Proposé : {house.due}. {house.source}." if house else "",
            "back": "Gabarits",
            "back_url": then,
        },
    )


def _act(request: HttpRequest, production: Production) -> None:
    """Do what was asked of the tasks that are ticked, or of one."""
    state, _, pk = request.POST.get("geste", "").partition(":")
    if pk:
        found = tasks_pages.task_to_read(request, _uuid(pk))
        if found.production_id != production.pk or state not in STATES:
            raise Http404("Tâche introuvable.")
        operations.mark(tasks_pages.held(found), STATES[state], on=clock.today_for(request), by=request.user)
        return
    chosen = tasks_pages.chosen(production, request.POST.getlist("choix"))
    acts: dict[str, Callable[[], Any]] = {
        "decaler": lambda: operations.shift(chosen, _days(request.POST.get("jours", "")), by=request.user),
        "retirer": lambda: operations.remove(chosen, by=request.user),
    }
    if state not in acts:
        raise Http404("Ce geste n’existe pas.")
    acts[state]()


def _lay(request: HttpRequest, production: Production) -> None:
    about = request.POST.get("date", "")
    done = clock.today_for(request) if "passees" in request.POST else None
    if about:
        activity = activity_to_edit(request, _uuid(about))
        if activity.production_id != production.pk:
            raise Http404("Date introuvable.")
        operations.lay_date(activity, by=request.user, done_before=done)
        return
    season = seasons.load(production.organisation_id, (production.pk,))
    day = premiere.premiere_day(season, production)
    if day is None:
        raise Refusal("Aucune première n’est dite : posez-la au calendrier, ou dites la fin de la création.")
    operations.lay_creation(production, day, by=request.user, done_before=done)


def _days(text: str) -> int:
    said = text.replace("−", "-").replace("+", "").strip()
    if not said.removeprefix("-").isdecimal() or len(said) > 5:
        raise Refusal("Dites de combien de jours : 7, ou −7 pour avancer.")
    return int(said)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404("Tâche introuvable.") from None
