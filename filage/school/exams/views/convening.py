"""Convene candidates, and open a summons by its link."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from filage.core import clock
from filage.core.refusal import Refusal
from filage.school.exams.operations import convening as operations
from filage.school.exams.operations import minutes
from filage.school.exams.views.doors import candidate_of, exam_of, sealed
from filage.web import editing
from filage.web import format as french
from filage.web.private import address_of, by_link


@require_POST
def convene(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Convene those who may sit and are not yet."""
    exam = exam_of(request, pk, to_edit=True)
    try:
        made = operations.convene(
            exam, address=address_of(request, "exams:summons_opened"), on=clock.today_for(request), by=request.user
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{french.count(made.written, 'convocation')} dans la boîte d’envoi.")
        if made.unreachable:
            messages.error(request, f"Sans adresse de courriel : {', '.join(made.unreachable)}. À remettre en main propre.")
    return redirect("exams:timetable", pk)


@require_POST
def hand(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Issue the summons of one candidate, or note that it was given by hand."""
    one = candidate_of(request, pk, to_edit=True)
    on, back = clock.today_for(request), reverse("exams:candidate", args=[pk])
    act = operations.hand if "remise" in request.POST else operations.issue
    return editing.do(request, lambda: act(one, on=on, by=request.user), then=back, said="La convocation est émise.")


@by_link()
@require_GET
def opened(request: HttpRequest, token: str) -> HttpResponse:
    """Give a summons to whoever holds its link."""
    return sealed(operations.opened(token))


@by_link()
@require_GET
def notified(request: HttpRequest, token: str) -> HttpResponse:
    """Give to a candidate the letter that notifies her."""
    return sealed(minutes.opened(token))
