"""The pistes of a show and of the house: read them as a board, add one in a line, move one, lay its options."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from filage.core import access, clock
from filage.core.refusal import Refusal
from filage.desks.booking.enums import ProspectStage
from filage.desks.booking.forms.pistes import LayOptions, PisteForm, Plan, Touch
from filage.desks.booking.models import Prospect
from filage.desks.booking.operations import options
from filage.desks.booking.operations import pipeline as operations
from filage.desks.booking.queries import pipeline, places
from filage.desks.booking.views import piste_page, pistes_page
from filage.productions.models import Production
from filage.productions.queries import production_to_read, productions_to_read
from filage.web import editing

READ_ONLY = "Vous lisez les pistes sans pouvoir les changer."


def house(request: HttpRequest) -> HttpResponse:
    """Read the pistes of the whole house."""
    return _board(request, productions_to_read(request), None)


def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Read the pistes of one show."""
    production = production_to_read(request, slug)
    return _board(request, [production], production)


def piste(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Know everything about one piste, and change what no date says."""
    prospect = pipeline.piste_to_read(request, pk)
    may_edit = access.can_edit(request.user, prospect.production)
    form = PisteForm(request.POST or None, prospect=prospect) if may_edit else None
    if form is not None and form.is_bound and form.is_valid():
        try:
            operations.change(prospect, by=request.user, **form.cleaned_data)
            messages.success(request, "Piste enregistrée.")
            return redirect("booking:piste", pk)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    if request.method == "POST" and not may_edit:
        raise PermissionDenied(READ_ONLY)
    shown = piste_page.context(pipeline.as_it_stands(prospect), clock.today_for(request), may_edit=may_edit)
    status = editing.UNREADABLE if form is not None and form.errors else 200
    shown |= {
        "form": form,
        "plan": Plan(auto_id="plan_%s"),
        "touch": Touch(auto_id="touch_%s", initial={"on": clock.today_for(request)}),
    }
    return render(request, "booking/piste.html", shown, status=status)


def lay_options(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Turn a piste into options on the calendar, after seeing what they move and what they meet."""
    prospect = _to_edit(request, pk)
    form = LayOptions(request.POST or None, prospect=prospect, today=clock.today_for(request))
    back = reverse("booking:piste", args=[pk])
    return editing.answer(
        request,
        form,
        lambda **fields: options.lay(prospect, by=request.user, **fields),
        then=lambda made: back,
        said="Options posées au calendrier.",
        template="booking/lay_options.html",
        context=piste_page.laying(prospect, form) | {"act": "Poser ces options", "back_url": back},
        heavy=True,
    )


@require_POST
def move(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Bring a piste to another stage, from its page."""
    prospect = _to_edit(request, pk)
    stage, reason = _stage(request.POST.get("etape", "")), request.POST.get("motif", "")
    then = reverse("booking:piste", args=[pk])
    said = f"{prospect.structure} : {stage.label.lower()}."
    return editing.do(request, lambda: operations.move(prospect, stage, by=request.user, reason=reason), then=then, said=said)


@require_POST
def follow(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Plan what to do next about a piste, note that one was in touch, or say something done."""
    prospect, today = _to_edit(request, pk), clock.today_for(request)
    then, by = reverse("booking:piste", args=[pk]) + "#suivi", request.user
    if done := request.POST.get("fait"):
        return editing.do(request, lambda: operations.finish(prospect, uuid_of(done), on=today, by=by), then=then, said="Fait.")
    planned = "what" in request.POST
    form = Plan(request.POST) if planned else Touch(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(text) for errors in form.errors.values() for text in errors))
        return redirect(then)
    act = operations.plan if planned else operations.note
    return editing.do(request, lambda: act(prospect, by=by, **form.cleaned_data), then=then, said="Noté.")


@require_POST
def remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Remove a piste; its dates stay on the calendar."""
    prospect = _to_edit(request, pk)
    then = reverse("booking:show", args=[prospect.production.slug])
    return editing.do(request, lambda: operations.remove(prospect, by=request.user), then=then, said="Piste retirée.")


def _board(request: HttpRequest, productions: list[Production], one: Production | None) -> HttpResponse:
    editable = {each.pk for each in productions if access.can_edit(request.user, each)}
    refused = ""
    if request.method == "POST":
        if not editable:
            raise PermissionDenied(READ_ONLY)
        try:
            return redirect(f"{request.get_full_path()}#{_done(request, productions, editable)}")
        except Refusal as refusal:
            refused = str(refusal)
    organisation = access.organisation_of(request)
    found = pipeline.pistes(organisation, [each.pk for each in productions])
    today = clock.today_for(request)
    shown = pistes_page.context(found, request.GET, today=today, editable=editable, whole_house=one is None)
    shown |= {
        "production": one,
        "tab": "promotion",
        "productions": productions,
        "adds": [each for each in productions if each.pk in editable],
        "places": places.known_places(organisation) if editable else (),
        "refused": refused,
        "typed": request.POST.get("ligne", ""),
    }
    status = editing.UNREADABLE if refused else 200
    return render(request, "booking/show_board.html" if one else "booking/house_board.html", shown, status=status)


def _done(request: HttpRequest, productions: list[Production], editable: set[Any]) -> str:
    """Do what was asked on the board; return the anchor of the piste it was about."""
    pk, _, stage = request.POST.get("geste", "").partition(":")
    if stage:
        found = pipeline.piste_to_read(request, uuid_of(pk))
        operations.move(found, _stage(stage), by=request.user)
        return f"p-{found.pk}"
    slug = request.POST.get("spectacle", productions[0].slug if len(productions) == 1 else "")
    production = next((one for one in productions if one.slug == slug and one.pk in editable), None)
    if production is None:
        raise Refusal("Dites pour quel spectacle.")
    made = operations.add(production, request.POST.get("ligne", ""), as_new="nouveau" in request.POST, by=request.user)
    messages.success(request, f"Piste « {made.venue or made.structure} » ajoutée.")
    return f"p-{made.pk}"


def uuid_of(text: str) -> UUID:
    """Return the UUID that a form posts; 404 for anything else."""
    try:
        return UUID(text)
    except ValueError:
        raise Http404("Piste introuvable.") from None


def _to_edit(request: HttpRequest, pk: UUID) -> Prospect:
    prospect = pipeline.piste_to_read(request, pk)
    editing.editor_only(request, prospect.production)
    return prospect


def _stage(code: str) -> ProspectStage:
    if code not in ProspectStage.values:
        raise Http404("Cette étape n’existe pas.")
    return ProspectStage(code)
