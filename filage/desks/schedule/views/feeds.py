"""Calendars given by a secret link: the office gives and withdraws them, a calendar program reads them."""

import hashlib
import re
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_http_methods, require_safe

from filage.core import access
from filage.core.refusal import Refusal
from filage.desks.schedule.operations import feeds as operations
from filage.desks.schedule.queries import feeds
from filage.rules.reading import identifier
from filage.web import once
from filage.web.private import address_of, private, to_follow

OPENED = "lien_agenda"  # the cookie that tells a new link once
WRITTEN = re.compile(rb"DTSTAMP:[^\r\n]*")  # the day a calendar was written changes nothing of what it says


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Give a calendar to follow, see which are read, withdraw one."""
    organisation, back = access.organisation_of(request), reverse("schedule:feeds")
    things = feeds.things(request.user, organisation)
    if not things and not access.can_edit(request.user, organisation):
        raise PermissionDenied("Donner un agenda est réservé à l’équipe de production.")
    if request.method == "POST":
        return _done(request, organisation, back)
    opened = once.given(request, OPENED)
    groups = [(label, [one for one in things if one.kind == label]) for label in feeds.KINDS.values()]
    shown: dict[str, Any] = {"groups": [group for group in groups if group[1]], "asked": request.GET.get("pour", "")}
    shown |= {"held": feeds.held(organisation, things), "opened": opened, "followed": to_follow(opened)}
    drawn = render(request, "schedule/feeds.html", shown)
    return once.gone(drawn, OPENED, path=back) if opened else drawn


@login_not_required
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Give a calendar to the program that bears its link."""
    from filage.documents import calendar as press  # icalendar is loaded when a feed is read

    try:
        link, data = operations.enter(token)
    except Refusal as refusal:
        return private(HttpResponse(str(refusal), status=410, content_type="text/plain; charset=utf-8"))
    content = press.render(data)
    response = private(HttpResponse(content, content_type="text/calendar; charset=utf-8"))
    response["Content-Disposition"] = 'inline; filename="agenda.ics"'
    response["Cache-Control"] = "private, no-cache"  # kept by its program alone, which asks each time whether it changed
    etag = quote_etag(hashlib.sha256(WRITTEN.sub(b"", content)).hexdigest())
    changed = int(feeds.changed_at(link.organisation, data).timestamp())
    response["ETag"], response["Last-Modified"] = etag, http_date(changed)
    return get_conditional_response(request, etag=etag, last_modified=changed, response=response) or response


def _done(request: HttpRequest, organisation: Any, back: str) -> HttpResponse:
    try:
        if "retirer" in request.POST:
            name = operations.withdraw(organisation, identifier(request.POST["retirer"]), by=request.user)
            messages.success(request, f"L’agenda « {name} » n’est plus ouvert par ce lien.")
            return redirect(back)
        key, to = request.POST.get("de", ""), " ".join(request.POST.get("pour", "").split())
        token = operations.give(organisation, key, to=to, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(back)
    address = address_of(request, "schedule:feed")(token)
    return once.give(redirect(back), OPENED, address, path=back)
