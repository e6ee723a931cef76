"""The quality of the house: its 32 indicators with what shows them, and the log of what gets better."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from filage.core import access, clock
from filage.rules.schooling.quality.indicators import reference
from filage.school.extranet.forms import LogForm, ReviewForm
from filage.school.extranet.models import LogEntry
from filage.school.extranet.operations import gestures
from filage.school.extranet.queries import quality
from filage.school.extranet.views.reaching import held
from filage.web import editing


@require_safe
def indicators(request: HttpRequest) -> HttpResponse:
    """Read the 32 indicators, what Filage holds for each, and what is missing."""
    here = access.organisation_of(request)
    lines, known = quality.indicators(here), reference()
    context = {
        "criteria": [
            (number, title, [line for line in lines if line.indicator.criterion == number])
            for number, title in known.criteria.items()
        ],
        "lacking": [line for line in lines if line.lacks],
        "shown": sum(bool(line.proofs) for line in lines),
        "reference": known,
        "may_edit": access.can_edit(request.user, here),
    }
    return render(request, "extranet/indicators.html", context)


def review(request: HttpRequest, number: int) -> HttpResponse:
    """Say where the house stands with an indicator."""
    here, back = access.organisation_of(request), reverse("extranet:indicators")
    editing.editor_only(request, here)
    line = next((one for one in quality.indicators(here) if one.indicator.number == number), None)
    if line is None:
        raise Http404("Il y a 32 indicateurs.")
    initial = {"state": line.state, "note": line.review.note if line.review else ""}
    act = lambda **said: gestures.review(here, number, by=request.user, **said)  # noqa: E731
    context = {"heading": f"Indicateur {number}", "lede": line.indicator.subject, "back": "Qualité", "back_url": back}
    return editing.answer(
        request, ReviewForm(request.POST or None, initial=initial), act, then=lambda _: f"{back}#i{number}", context=context
    )


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Read the log of improvement."""
    here = access.organisation_of(request)
    context = {
        "entries": quality.log(here),
        "today": clock.today_for(request),
        "may_edit": access.can_edit(request.user, here),
    }
    return render(request, "extranet/log.html", context)


def write(request: HttpRequest, pk: UUID | None = None) -> HttpResponse:
    """Write a line of the log."""
    here, back = access.organisation_of(request), reverse("extranet:log")
    entry: Any = held(request, LogEntry, pk) if pk else LogEntry(organisation=here)
    editing.editor_only(request, here)
    initial = {name: getattr(entry, name) for name in LogForm.base_fields} | {"session": entry.session}
    initial["on"] = initial["on"] or clock.today_for(request)
    form = LogForm(request.POST or None, organisation=here, initial=initial)
    act = lambda **said: gestures.write(entry, by=request.user, **said)  # noqa: E731
    context = {"heading": "Journal d’amélioration", "back": "Journal", "back_url": back}
    return editing.answer(request, form, act, then=lambda _: back, context=context)
