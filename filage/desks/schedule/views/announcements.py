"""Changes announced to those they concern, and the page of a link where one says she read them."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from filage.core import access, clock
from filage.core.refusal import Refusal
from filage.desks.schedule.models import Announcement
from filage.desks.schedule.operations import announce as operations
from filage.desks.schedule.queries import announcements, told
from filage.desks.schedule.queries.announcements import Told
from filage.desks.schedule.queries.told import Line
from filage.productions.models import Production
from filage.web import editing, once
from filage.web import format as french
from filage.web.private import address_of, by_link

TEXT = "texte_annonce"  # the cookie that tells a message once


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """See what changed and whom it concerns, announce it, see who read."""
    production = editing.production_to_edit(request, slug)
    since = _since(request, production)
    if request.method == "POST":
        return _announce(request, production, since)
    opened, made = once.given(request, TEXT), announcements.made(production)
    shown = {"production": production, "tab": "organisation", "since": since, "text": _text(made, opened)}
    shown |= {"people": _people(production, since), "made": made}
    drawn = render(request, "schedule/announcements.html", shown)
    return once.gone(drawn, TEXT, path=request.path) if opened else drawn


@require_POST
def act(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Remind those who have not read, or take the text of one of them."""
    held = _to_edit(request, pk)
    back, address = reverse("schedule:announcements", args=[held.production.slug]), address_of(request, "schedule:announcement")
    try:
        if "relancer" in request.POST:
            count = operations.remind(held, address=address, by=request.user)
            messages.success(request, f"{french.count(count, 'courriel')} dans la boîte d’envoi.")
            return redirect(back)
        row = UUID(request.POST.get("texte", ""))
        opened = f"{held.pk} {row} {address(operations.link_for(held, row, by=request.user))}"
    except (Refusal, ValueError) as refusal:
        messages.error(request, str(refusal) if isinstance(refusal, Refusal) else "Cette personne n’est pas de l’annonce.")
        return redirect(back)
    return once.give(redirect(back), TEXT, opened, path=back)


@by_link(heading="Cette annonce n’est plus ouverte")
@require_http_methods(["GET", "POST"])
def opened(request: HttpRequest, token: str) -> HttpResponse:
    """Read what changed by a link, on a telephone, and say so."""
    row = operations.enter(token)
    if request.method == "POST":
        operations.acknowledge(row)
        return redirect("schedule:announcement", token)
    shown = {"row": row, "lines": _drawn(announcements.lines(row)), "since": timezone.localtime(row.announcement.since)}
    return render(request, "schedule/announcement.html", shown)


def _text(made: Sequence[Told], opened: str) -> str:
    """Return the text to paste for whom a link was just given, empty when it was for nobody here."""
    announcement, _, rest = opened.partition(" ")
    pk, _, address = rest.partition(" ")
    rows = [row for one in made if str(one.announcement.pk) == announcement for row in one.readers if str(row.pk) == pk]
    return announcements.short_text(rows[0], address) if rows else ""


def _announce(request: HttpRequest, production: Production, since: datetime) -> HttpResponse:
    back = reverse("schedule:announcements", args=[production.slug])
    try:
        made = operations.announce(
            production,
            since=since,
            people=request.POST.getlist("a"),
            note=" ".join(request.POST.get("mot", "").split()),
            mails="courriel" in request.POST,
            address=address_of(request, "schedule:announcement"),
            by=request.user,
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(back)
    count = made.acknowledgements.count()
    messages.success(request, f"Annoncé à {french.count(count, 'personne')} : chacune a son lien, et n’y lit que ses dates.")
    return redirect(back)


def _to_edit(request: HttpRequest, pk: UUID) -> Announcement:
    organisation = access.organisation_of(request)
    found = Announcement.objects.within(organisation).select_related("production").filter(pk=pk).first()
    if found is None or not access.can_read(request.user, found):
        raise Http404("Annonce introuvable.")
    editing.editor_only(request, found)
    return found


def _since(request: HttpRequest, production: Production) -> datetime:
    """Return the moment asked, by its day, else that of the last announcement."""
    asked = request.POST.get("depuis") or request.GET.get("depuis", "")
    last = announcements.since(production)
    try:
        day = date.fromisoformat(asked) if asked else None
    except ValueError:
        day = None
    if day is None or day == timezone.localtime(last).date() or not date(2000, 1, 1) <= day <= clock.today_for(request):
        return last
    return datetime.combine(day, time(), UTC)


def _people(production: Production, since: datetime) -> Sequence[tuple[Any, Sequence[Mapping[str, Any]]]]:
    lines = told.changed(production, since)
    cards = told.names(production.organisation_id, lines)
    return [(card, _drawn(lines[pk])) for pk, card in cards.items()]


def _drawn(lines: Sequence[Line]) -> list[dict[str, Any]]:
    return [
        {
            "line": one,
            "day": french.day(date.fromisoformat(one.on)).capitalize(),
            "said": announcements.KINDS.get(one.kind, ""),
            "at": timezone.localtime(datetime.fromisoformat(one.at)),
        }
        for one in lines
    ]
