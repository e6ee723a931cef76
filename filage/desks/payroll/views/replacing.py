"""Remplacer, in one gesture: what follows is shown first; once made, what is left to do and to send is on one page."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from filage.core import access, clock
from filage.core.refusal import Refusal
from filage.desks.payroll import operations
from filage.desks.payroll.forms.replacing import ReplaceForm
from filage.desks.payroll.operations import replacing
from filage.desks.payroll.queries import replacing as queries
from filage.desks.payroll.views import replaced_page, replacing_page
from filage.desks.payroll.views.editing import found, to_edit
from filage.productions.models import Activity
from filage.web import editing


def replace(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Replace somebody: show what follows, then make it."""
    absent = found(to_edit(request, slug), pk)
    today = clock.today_for(request)
    team = queries.team(absent)
    form = _form(request, absent, team, today)
    shown: dict[str, Any] = {"form": form, "absent": absent, "production": absent.production, "tab": "contrats"}
    if form.is_bound and form.is_valid():
        try:
            if editing.SEE not in request.POST:
                made = replacing.replace(form.asked, by=request.user)
                messages.success(request, "Le remplacement est fait.")
                return redirect("payroll:replaced", slug, made.pk)
            shown["seen"] = replacing_page.seen(form.asked, today, by=request.user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return render(request, "payroll/replace.html", shown, status=editing.UNREADABLE if form.errors else 200)


@require_GET
def replaced(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Show a replacement that is made: what is left to do, what to copy, what it costs, how to take it back."""
    return render(request, "payroll/replaced.html", replaced_page.context(request, to_edit(request, slug), pk))


@require_GET
def whom(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Choose who is away on a date."""
    organisation = access.organisation_of(request)
    rows = Activity.objects.within(organisation).select_related("production__structure", "venue")
    activity = rows.filter(pk=pk).first()
    if activity is None or not access.can_read(request.user, activity):
        raise Http404("Date introuvable.")
    if not access.can_read_pay(request.user, activity):
        raise PermissionDenied(operations.READERS_ONLY)
    return render(request, "payroll/whom.html", replacing_page.whom(activity))


def _form(request: HttpRequest, absent: Any, team: queries.Team, today: Any) -> ReplaceForm:
    dates = team.dates_of(absent)
    asked = request.GET.get("date", "")
    ticked = [str(one.pk) for one in dates if str(one.pk) == asked]
    coming = next((one.on for one in dates if one.on >= today), today)
    day = next((one.on for one in dates if str(one.pk) in ticked), coming)
    initial = {"dates": ticked, "first": day, "last": day, "gross": absent.gross}
    return ReplaceForm(request.POST or None, absent=absent, dates=dates, today=today, initial=initial)


def address(activity: Activity) -> str:
    """Return the page where one chooses who is away on a date."""
    return reverse("payroll:whom", args=[activity.pk])
