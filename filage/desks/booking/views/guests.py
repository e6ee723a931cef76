"""The professionals invited to a performance: a list to print, ticked on a telephone, with what follows."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from filage.core import access, archive, clock
from filage.core.accounts import User
from filage.core.refusal import Refusal
from filage.desks.booking.enums import InvitationStatus
from filage.desks.booking.models import Invitation
from filage.desks.booking.operations import invitations as operations
from filage.desks.booking.queries import invitations
from filage.desks.schedule.queries.editing import activity_to_edit
from filage.desks.schedule.queries.one_date import activity_to_read
from filage.productions.models import Activity
from filage.productions.queries import production_to_read
from filage.web import editing
from filage.web import format as french

KIND = "professionnels-invites"
STATES = (
    (InvitationStatus.PRESENTE, "Là"),
    (InvitationStatus.ABSENTE, "Absent·e"),
    (InvitationStatus.CONFIRMEE, "Confirme"),
    (InvitationStatus.DECLINEE, "Décline"),
)


def guests(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read and tick the professionals invited to a performance; invite one in a line."""
    activity = activity_to_read(request, pk)
    may_edit, refused = access.can_edit(request.user, activity), ""
    if request.method == "POST":
        try:
            _done(request, activity_to_edit(request, pk))
            return redirect("booking:guests", pk)
        except Refusal as refusal:
            refused = str(refusal)
    found = invitations.guests(activity)
    shown = {
        "activity": activity,
        "production": activity.production,
        "tab": "promotion",
        "day": french.day_long(activity.on),
        "found": found,
        "seats": sum(one.seats for one in found if one.status != InvitationStatus.DECLINEE),
        "present": sum(one.seats for one in found if one.status == InvitationStatus.PRESENTE),
        "states": STATES,
        "may_edit": may_edit,
        "refused": refused,
        "typed": request.POST.get("ligne", ""),
        "names": invitations.known_names(activity.organisation_id) if may_edit else (),
        "past": activity.on <= clock.today_for(request),
    }
    return render(request, "booking/guests.html", shown, status=editing.UNREADABLE if refused else 200)


@require_POST
def issue(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Issue the list as a PDF, kept in the archive."""
    activity, by = activity_to_edit(request, pk), cast("User", request.user)
    try:
        made = archive.issue(KIND, activity.production, by=by, on=clock.today_for(request), about=(f"activity:{pk}",))
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("booking:guests", pk)
    return redirect(reverse("web:document", args=[made.pk]))


@require_GET
def visits(request: HttpRequest, slug: str) -> HttpResponse:
    """Read what the performances of a show brought in visits of professionals, and what each cost."""
    production = production_to_read(request, slug)
    pay = access.can_read_pay(request.user, production)
    whole = invitations.visits(production.organisation_id, production.pk)
    dates = invitations.dates_with_guests(production.organisation_id, production.pk)
    rows = [
        (activity, len(held), sum(one.seats for one in held if one.status == InvitationStatus.PRESENTE))
        for activity, held in dates
    ]
    back = [(activity, one) for activity, held in dates for one in held if one.feedback]
    shown = {"production": production, "tab": "promotion", "whole": whole, "rows": rows, "back": back, "pay": pay}
    return render(request, "booking/visits.html", shown)


def _done(request: HttpRequest, activity: Activity) -> None:
    """Do what was asked on the list."""
    key, _, state = request.POST.get("geste", "").partition(":")
    if not key:
        made = operations.invite(activity, request.POST.get("ligne", ""), by=request.user)
        messages.success(request, f"{made.who} est sur la liste.")
        return
    invitation = _known(activity, key)
    if state == "retirer":
        operations.remove(invitation, by=request.user)
    elif state == "retour":
        operations.tell(invitation, feedback=request.POST.get("retour", "").strip()[:2000], by=request.user)
    else:
        operations.tick(invitation, state, owner=str(request.user), by=request.user)


def _known(activity: Activity, key: str) -> Invitation:
    found = next((one for one in invitations.guests(activity) if str(one.pk) == key), None)
    if found is None:
        raise Http404("Cette invitation n’est plus sur la liste.")
    found.activity = activity
    return found
