"""The grid of a budget: what it saves, and how it goes back."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from filage.core import access
from filage.core.refusal import Refusal
from filage.desks.budget import permissions
from filage.desks.budget.forms.cells import grid_act, grid_presence
from filage.desks.budget.operations import cells
from filage.desks.budget.queries.cells import typed_line
from filage.desks.budget.views import grid_answer, line_sheet
from filage.productions.queries import production_to_read


@require_POST
def save(request: HttpRequest, slug: str) -> HttpResponse:
    """Write the cells typed or pasted in the grid, or undo one's own act; the answer repaints what changed."""
    production = production_to_read(request, slug)
    try:
        asked = grid_act(request.body)
        if asked.goes_back:
            saved = cells.go_back(production, asked.goes_back, by=request.user)
        else:
            saved = cells.save(production, asked.phase, asked.act, by=request.user)
    except Refusal as refusal:
        return JsonResponse({"refusal": str(refusal)}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    pay = access.can_read_pay(request.user, production)
    fields = [edit.field for edit in asked.act.edits]
    answer: dict[str, Any] = grid_answer.answer(production, asked.phase, saved, pay=pay, axis=asked.reading, fields=fields)
    return JsonResponse(answer)


@require_GET
def line(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """See every field of one line; what is changed there is saved as cells are."""
    production = production_to_read(request, slug)
    found = typed_line(production, pk) if permissions.may_edit(request.user, production) else None
    if found is None:
        raise Http404("Ligne introuvable.")
    return render(request, "budget/line.html", line_sheet.context(production, found))


@require_POST
def presence(request: HttpRequest, slug: str) -> HttpResponse:
    """Say where one is in a budget; the answer names who else is there, and repaints what they wrote since."""
    production = production_to_read(request, slug)
    try:
        permissions.refuse_unless_editor(request.user, production)
        heard = grid_presence(request.body)
    except Refusal as refusal:
        return JsonResponse({"refusal": str(refusal)}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    pay = access.can_read_pay(request.user, production)
    return JsonResponse(grid_answer.together(production, heard, by=request.user, pay=pay))
