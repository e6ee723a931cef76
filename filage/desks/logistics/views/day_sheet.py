"""The feuille de route of a date: read and issued by the office, opened by link on a telephone, kept there without network."""

from typing import Any, cast
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from filage.core import access, archive, clock
from filage.core.accounts import User
from filage.core.refusal import Refusal
from filage.desks.logistics.operations import day_links
from filage.desks.logistics.queries import day_pages, day_texts
from filage.desks.schedule.queries.editing import activity_to_edit
from filage.desks.schedule.queries.one_date import activity_to_read
from filage.documents import speech
from filage.documents.day_sheet_shapes import DaySheetData
from filage.web import format as french
from filage.web import once
from filage.web.private import address_of, by_link
from filage.web.shapes import Link

OPENED = "lien_feuille"  # the cookie that tells a new link once
FORMS = (
    ("feuille-de-route", "Équipe, A4"),
    ("feuille-de-route-telephone", "Équipe, téléphone"),
    ("feuille-de-route-lieu", "Lieu, A4"),
)
by_day_link = by_link(
    heading="Cette feuille n’est plus ouverte",
    then="Rien n’est perdu : la production peut vous en donner un autre en un geste. En cas d’urgence, appelez le 112.",
    english="This day sheet is closed for you: ask the production for a new link. In an emergency, call 112.",
    with_form=False,
)
MAPS = "https://www.openstreetmap.org/search?query="
INSTALLED = {"name": "Feuille de route", "short_name": "Route", "lang": "fr"}
READERS = (("equipe", "Équipe"), ("lieu", "Lieu"))
LANGS = {"fr": "français", "en": "anglais"}


@require_GET
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read the feuille de route of a date, and what gives it."""
    activity = activity_to_read(request, pk)
    edits, opened = access.can_edit(request.user, activity), once.given(request, OPENED)
    lang: Any = "en" if request.GET.get("langue") == "en" else "fr"
    season = day_pages.season_of(activity)
    season.today = clock.today_for(request)
    reader: Any = "lieu" if request.GET.get("pour") == "lieu" else "equipe"
    data = day_pages.sheet_of(activity, reader, lang, season)
    shown = {"activity": activity, "production": activity.production, "tab": "organisation", "may_edit": edits, "opened": opened}
    shown |= {"readers": day_pages.readers(activity, season) if edits else ()}
    shown |= {"forms": FORMS, "langs": LANGS.items(), "lang": lang, **_readings(reader, lang)}
    shown |= {"text": day_texts.message(data), "date": french.day_long(activity.on), **_page(data)}
    drawn = render(request, "logistics/day_sheet.html", shown)
    return once.gone(drawn, OPENED, path=request.path) if opened else drawn


def _readings(reader: str, lang: str) -> dict[str, list[Link]]:
    """Return the ways to the other versions of a sheet."""
    ways = ((code, label, f"?pour={code}&langue={lang}") for code, label in READERS)
    tongues = ((code, label, f"?pour={reader}&langue={code}") for code, label in LANGS.items())
    return {
        "readings": [Link(label=label, url=url, current=code == reader) for code, label, url in ways],
        "tongues": [Link(label=label.capitalize(), url=url, current=code == lang) for code, label, url in tongues],
    }


@require_POST
def issue(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Issue a form of the sheet, kept in the archive."""
    activity, by = activity_to_edit(request, pk), cast("User", request.user)
    code = next((code for code, _ in FORMS if code == request.POST.get("papier")), FORMS[0][0])
    lang, on = request.POST.get("langue", "fr"), clock.today_for(request)
    try:
        made = archive.issue(code, activity.production, by=by, on=on, lang=lang, about=(f"activity:{pk}",))
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("logistics:day_sheet", pk)
    return redirect(reverse("web:document", args=[made.pk]))


@require_POST
def link(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give a link, said once, or take it back."""
    activity, back = activity_to_edit(request, pk), reverse("logistics:day_sheet", args=[pk])
    key = request.POST.get("pour", "")
    try:
        if "retirer" in request.POST:
            day_links.withdraw(activity, key, by=request.user)
            return redirect(back)
        opened = day_links.give(activity, key, address=address_of(request, "logistics:day_opened"), by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(back)
    return once.give(redirect(back), OPENED, opened, path=back)


@by_day_link
@require_GET
def opened(request: HttpRequest, token: str, pk: UUID | None = None) -> HttpResponse:
    """Read a sheet by its link, on a telephone."""
    door = day_links.enter(token, pk)
    asked = request.GET.get("langue", "")
    lang: Any = asked if asked in LANGS else door.lang
    data = day_pages.sheet_of(door.activity, door.audience, lang, door.season)
    shown = {"token": token, "activity": door.activity, "made": timezone.now().isoformat(), **_page(data)}
    shown |= {"asked": f"?langue={lang}" if lang != door.lang else "", **_around(door, lang)}
    return render(request, "logistics/day_opened.html", shown)


def _around(door: day_links.Door, lang: Any) -> dict[str, Any]:
    """Return the dates before and after the one that is read."""
    rank = door.dates.index(door.activity)
    found: dict[str, Any] = {}
    for name, there in (("before", rank - 1), ("after", rank + 1)):
        one = door.dates[there] if 0 <= there < len(door.dates) else None
        found |= {name: one, f"{name}_day": speech.short_day(one.on, lang) if one else ""}
    return found


@by_day_link
@require_GET
def manifest(request: HttpRequest, token: str) -> HttpResponse:
    """Say how the sheet is installed; it names nothing but the address that asks."""
    start, english = reverse("logistics:day_opened", args=[token]), request.GET.get("langue") == "en"
    icon = {"src": static("web/servante.svg"), "sizes": "any", "type": "image/svg+xml"}
    said: dict[str, Any] = {"name": "Day sheet", "short_name": "Day sheet", "lang": "en"} if english else dict(INSTALLED)
    said |= {"start_url": start, "scope": start, "id": start}
    said |= {"display": "standalone", "background_color": "#121B27", "theme_color": "#121B27"}
    return JsonResponse(said | {"icons": [icon]}, content_type="application/manifest+json")


def _page(data: DaySheetData) -> dict[str, Any]:
    """Return what both pages draw of a sheet."""
    lang = data.head.lang
    rows = [
        {
            "one": one,
            "hour": speech.hour(one.at, lang),
            "until": speech.hour(one.until, lang),
            "day": "" if one.on == data.on else speech.full_day(one.on, lang),
        }
        for one in data.moments
    ]
    return {
        "data": data,
        "day": speech.opening(speech.full_day(data.on, lang)),
        "rows": rows,
        "calls": [(one, "".join(c for c in one.phone if c in "+0123456789")) for one in data.calls],
        "changes": [day_texts.change_text(one, lang) for one in data.changes],
        "map_url": MAPS + quote(data.map_query) if data.map_query else "",
        "since_day": speech.day(data.since, lang),
        "english": lang == "en",
    }
