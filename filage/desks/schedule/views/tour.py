"""The tableau de tournée: read it, and write in its cells."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from filage.core import clock, rehearsing
from filage.core.refusal import Refusal
from filage.desks.schedule.operations import tour as operations
from filage.desks.schedule.queries import tour
from filage.desks.schedule.queries.editing import activity_to_edit
from filage.desks.schedule.views import tour_answer, tour_page

REFUSED = 422


@require_GET
def show(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Hold a tour in one table: the screen of the trade, a line a date."""
    held = tour_page.read(request, slug, request.GET.dict(), clock.today_for(request))
    return render(request, "schedule/show_tour.html" if slug else "schedule/tour.html", tour_page.context(held))


@require_POST
def write(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write one cell; a status asks for its gesture, which is shown before it is done."""
    line, typed = tour.one(activity_to_edit(request, pk), margins=False), tour_answer.typed(request)
    try:
        if typed.field == "status":
            code = operations.gesture_for(line.activity, typed.text)
            return JsonResponse({"gesture": reverse("schedule:gesture", args=[pk, code]) if code else ""})
        with rehearsing.listen() as applied:
            operations.write(line, typed.field, typed.text, before=typed.before, by=request.user)
    except Refusal as refusal:
        return JsonResponse({"refused": str(refusal)}, status=REFUSED)
    return JsonResponse(tour_answer.answer(request, {pk}, applied, clock.today_for(request)))


@require_POST
def write_all(request: HttpRequest) -> HttpResponse:
    """Write a block of cells, pasted or filled, in one gesture; what is refused is said cell by cell, the rest kept."""
    try:
        block = tour_answer.block(request, clock.today_for(request))
        with rehearsing.listen() as applied:
            _, reasons = operations.write_all(block.edits, by=request.user)
    except Refusal as refusal:
        return JsonResponse({"refused": str(refusal)}, status=REFUSED)
    written = {edit.line.activity.pk for edit in block.edits}
    told = tour_answer.answer(request, written, applied, clock.today_for(request))
    return JsonResponse(told | {"cells": block.answer(reasons)})
