"""Four lists to find someone, a place, a partner, or what our own structure declared."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from filage.core import access, clock
from filage.desks.directory.queries import pages as queries
from filage.desks.directory.views import tables


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Find someone: what she does, on which work, and how to reach her."""
    organisation = access.organisation_of(request)
    found = queries.people(organisation, access.readable_productions(request.user, organisation))
    edits = access.can_edit(request.user, organisation)
    shown = tables.listed("personnes", tables.people(found, contact=edits), len(found), edits=edits)
    return render(request, "directory/list.html", shown)


@require_safe
def venues(request: HttpRequest) -> HttpResponse:
    """Find a place: its town, its rooms and their capacity, who runs it."""
    organisation = access.organisation_of(request)
    found = list(queries.venues(organisation, access.readable_productions(request.user, organisation)))
    edits = access.can_edit(request.user, organisation)
    shown = tables.listed("lieux", tables.venues(found, edits=edits), len(found), edits=edits)
    return render(request, "directory/list.html", shown)


@require_safe
def structures(request: HttpRequest) -> HttpResponse:
    """Find a partner: theatre, festival, funder, supplier, and how many deals it has with us."""
    organisation = access.organisation_of(request)
    found = list(queries.structures(organisation, access.readable_productions(request.user, organisation)))
    edits = access.can_edit(request.user, organisation)
    shown = tables.listed("structures", tables.structures(found, edits=edits), len(found), edits=edits)
    return render(request, "directory/list.html", shown)


@require_safe
def ours(request: HttpRequest) -> HttpResponse:
    """Check what our structure declared and the rates it works with, before a contract or a budget says it."""
    organisation = access.organisation_of(request)
    readable = access.readable_productions(request.user, organisation)
    today = clock.today_for(request)
    found = queries.ours(organisation, readable, today)
    edits = access.can_edit(request.user, organisation)
    return render(request, "directory/ours.html", tables.ours(found, today, edits=edits))
