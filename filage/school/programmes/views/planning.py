"""The planning of a session: lay half-days, drag one, see at once what it breaks, read the hours planned, signed and left."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from filage.core import access, clock
from filage.core.refusal import Refusal
from filage.rules.schooling import halves
from filage.rules.schooling.halves import Half, Lesson
from filage.school.programmes.forms.planning import WHAT, Brush, LayForm, SlotForm, place
from filage.school.programmes.models import Slot
from filage.school.programmes.operations import planning as gestures
from filage.school.programmes.queries import planning as queries
from filage.school.programmes.queries.planning import Board
from filage.school.programmes.views import planning_page as drawn
from filage.school.programmes.views.held import session as session_of
from filage.web import editing

LONGEST = 62  # days that a try may ask about


@require_GET
def page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read a week or a month of a session, half-day by half-day."""
    board, today = queries.board(session_of(request, pk)), clock.today_for(request)
    view = drawn.MONTH if request.GET.get("vue") == drawn.MONTH else drawn.WEEK
    chosen = {name: request.GET.get(name, "") for name in WHAT}
    kept = urlencode({name: value for name, value in chosen.items() if value})
    shown = drawn.context(board, drawn.shown_from(board, request.GET.get("le", ""), today), view, today, kept)
    shown |= {"brush": Brush(board=board, initial=chosen), "modules": drawn.modules(board)}
    shown |= {"may_edit": access.can_edit(request.user, board.session), "findings": board.findings}
    return render(request, "programmes/planning.html", shown)


@require_GET
def hours(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read the hours planned, signed and left: by module, by trainer, by learner."""
    board = queries.board(session_of(request, pk))
    tables = {"modules": drawn.modules(board), "trainers": drawn.trainers(board), "learners": drawn.learners(board)}
    return render(request, "programmes/hours.html", {"board": board, **tables})


@require_POST
def lay(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Lay a half-day where it was pressed, or a run said in one line."""
    session = session_of(request, pk)
    editing.editor_only(request, session)
    form = LayForm(request.POST, board=queries.board(session))
    back = _back(request, pk)
    if not form.is_valid():
        messages.error(request, "Ce choix n’est plus là : relisez la page.")
        return redirect(back)
    try:
        where = form.place()
        if where is not None:
            gestures.lay(session, [(*where, None)], by=request.user, **form.what())
        else:
            start = form.cleaned_data["depuis"] or clock.today_for(request)
            made, laid = gestures.lay_run(session, form.cleaned_data["serie"], start=start, by=request.user, **form.what())
            messages.success(request, _told(made, laid))
            back = _back(request, pk, made[0].on)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(back)


@require_GET
def tried(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say, half-day by half-day, what the choice of the page would break there."""
    board = queries.board(session_of(request, pk))
    form = Brush(request.GET, board=board)
    form.is_valid()
    what = {name: str(one.pk) if one else "" for name, one in form.what().items()}
    return JsonResponse(_tried(board, request, lambda on, half: _lesson(board, on, half, what)))


@require_GET
def slot_tried(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say, half-day by half-day, what a half-day would break there."""
    slot = _slot(request, pk)
    board = queries.board(slot.session)
    what = {name: str(getattr(slot, f"{name}_id") or "") for name in WHAT}
    return JsonResponse(_tried(board, request, lambda on, half: _lesson(board, on, half, what, str(slot.pk))))


@require_POST
def move(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Move a half-day to another place."""
    slot, where = _slot(request, pk), place(request.POST.get("ou", ""))
    editing.editor_only(request, slot)
    back = _back(request, slot.session_id, slot.on)
    if where is None:
        messages.error(request, "Choisissez un jour et une demi-journée.")
        return redirect(back)
    return editing.do(request, lambda: gestures.move(slot, on=where[0], half=where[1], by=request.user), then=back)


def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change everything that a half-day says; on a telephone, it is how it moves."""
    slot = _slot(request, pk)
    editing.editor_only(request, slot)
    back = f"{reverse('programmes:planning', args=[slot.session_id])}?le={slot.on:%Y-%m-%d}"
    form = SlotForm(request.POST or None, board=queries.board(slot.session), slot=slot)
    shown = {"heading": str(slot).capitalize(), "lede": queries.title_of(slot), "back": "Planning", "back_url": back,
             "delete_url": reverse("programmes:drop_slot", args=[pk]), "delete": "Retirer du planning"}  # fmt: skip
    act = lambda **said: gestures.change(slot, by=request.user, **said)  # noqa: E731
    return editing.answer(request, form, act, then=lambda _: back, said="C’est enregistré.", context=shown)


@require_POST
def drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a half-day away."""
    slot = _slot(request, pk)
    editing.editor_only(request, slot)
    return editing.do(request, lambda: gestures.drop(slot, by=request.user), then=_back(request, slot.session_id, slot.on))


def _slot(request: HttpRequest, pk: UUID) -> Slot:
    found = queries.slot(access.organisation_of(request), pk)
    if found is None:
        raise Http404("Cette demi-journée n’existe pas ici.")
    return found


def _back(request: HttpRequest, pk: UUID, on: date | None = None) -> str:
    """Return the page that the gesture was made on, with the choice that is kept for the next one."""
    asked = {name: request.POST.get(name, "") for name in ("vue", *WHAT)}
    day = request.POST.get("le", "") or (f"{on:%Y-%m-%d}" if on else "")
    kept = {"le": day, **asked}
    return f"{reverse('programmes:planning', args=[pk])}?{urlencode({name: value for name, value in kept.items() if value})}"


def _lesson(board: Board, on: date, half: Half, what: dict[str, str], key: str = "") -> Lesson:
    return Lesson(key=key, session=str(board.session.pk), on=on, half=half, hours=None, title="", **what)


def _tried(board: Board, request: HttpRequest, make: Any) -> dict[str, list[dict[str, str]]]:
    first, last = (place(f"{request.GET.get(name, '')} matin") for name in ("du", "au"))
    if first is None or last is None or not 0 <= (last[0] - first[0]).days <= LONGEST:
        return {}
    found: dict[str, list[dict[str, str]]] = {}
    for shift in range((last[0] - first[0]).days + 1):
        on = first[0] + timedelta(days=shift)
        for half in Half:
            broken = halves.tried(make(on, half), board.lessons, board.house)
            if broken:
                found[f"{on:%Y-%m-%d} {half}"] = [{"gravite": one.severity, "texte": one.text} for one in broken]
    return found


def _told(made: list[Slot], laid: Any) -> str:
    first, last = made[0], made[-1]
    count = f"{len(made)} demi-journée{'s' if len(made) > 1 else ''}, du {first.on:%d/%m/%Y} au {last.on:%d/%m/%Y}"
    short = f" ; la dernière est de {last.hours.normalize():f} h".replace(".", ",") if last.hours is not None else ""
    lacking = f" ; {laid.lacking.normalize():f} h n’ont pas trouvé de place".replace(".", ",") if laid.lacking else ""
    week = f" ; {first.trainer} vient {first.trainer.usual}" if first.trainer and first.trainer.usual else ""
    return f"{count}{short}{lacking}{week}."
