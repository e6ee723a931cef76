"""What the pages of a feuille de route read: the sheet of a date, what changed since it was issued, whose links are open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from filage.core import clock, links
from filage.core.archive import IssuedDocument
from filage.core.links import Link
from filage.core.rails import season as seasons
from filage.desks.logistics.queries.day_sheet import day_sheet, since
from filage.desks.logistics.queries.held import teams
from filage.documents import codec
from filage.documents.day_sheet_shapes import Audience, BookData, DaySheetData
from filage.documents.shapes import Lang
from filage.productions.enums import LIVE, PERFORMANCES
from filage.productions.models import Activity

PURPOSE = "feuille"  # of the links that open feuilles de route
BOOK = "carnet-de-route"
BOOKS_READ = 3  # the last carnets of a show in which a date is looked for
TEAM, VENUE = ("feuille-de-route", "feuille-de-route-telephone"), ("feuille-de-route-lieu",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Somebody who may be given a link: her name, what the link opens, and the link she holds."""

    key: str
    name: str
    link: Link | None


def last_issued(activity: Activity, kinds: Sequence[str], lang: str) -> tuple[IssuedDocument, DaySheetData] | None:
    """Return the sheet of a date last issued in a language, None when there is none."""
    rows = IssuedDocument.objects.within(activity.organisation_id).filter(kind__in=kinds, lang=lang)
    last = rows.filter(subject=f"activity:{activity.pk}").order_by("-issued_at", "-id").first()
    if last is None:
        return None
    try:
        return last, codec.from_json(DaySheetData, last.data)
    except ValueError:
        return None  # written in a shape of another time


def last_told(dates: Sequence[Activity], audience: Audience, lang: str) -> dict[UUID, tuple[DaySheetData, date]]:
    """Return what each date of a show last told its team or its venue, by a sheet or in a carnet, and when; one query."""
    keys, first = [f"activity:{one.pk}" for one in dates], dates[0]
    here = IssuedDocument.objects.within(first.organisation_id).filter(production=first.production_id, lang=lang)
    asked = Q(kind__in=TEAM if audience == "equipe" else VENUE, subject__in=keys)
    if audience == "equipe":
        asked |= Q(pk__in=here.filter(kind=BOOK).order_by("-issued_at", "-id").values("pk")[:BOOKS_READ])
    found: dict[UUID, tuple[DaySheetData, date]] = {}
    for kind, about, data, on in here.filter(asked).order_by("issued_at", "id").values_list("kind", "about", "data", "issued_on"):
        try:
            told = codec.from_json(BookData, data).sheets if kind == BOOK else (codec.from_json(DaySheetData, data),)
        except ValueError:
            continue  # written in a shape of another time
        found |= {UUID(key.partition(":")[2]): (one, on) for key, one in zip(about, told, strict=False)}
    return found


def sheet_of(activity: Activity, audience: Audience, lang: Lang, season: Any = None) -> DaySheetData:
    """Return the sheet of a date as it is now, with what changed since it was last told."""
    season = season or season_of(activity)
    data = day_sheet(season, season.activity(activity.pk), audience=audience, lang=lang, on=season.today, logo=False)
    return since(data, *last_told([activity], audience, lang).get(activity.pk, (None, None)))


def dates_of(season: Any, production: UUID, person: UUID) -> list[Activity]:
    """Return the dates of a show where somebody is, one a day: its performance when there is one."""
    team, found = teams(season), {}
    rows = [one for one in season.activities_of(production) if one.status in LIVE]
    for one in sorted(rows, key=lambda each: each.kind in PERFORMANCES):
        if any(each.id == person for each in team.get(one.pk, ())):
            found[one.on] = one
    return [found[on] for on in sorted(found)]


def season_of(activity: Activity) -> Any:
    """Return the season of the show of a date."""
    return seasons.load(activity.organisation_id, (activity.production_id,))


def readers(activity: Activity, season: Any = None) -> list[Reader]:
    """Return who may be given a link to a date: its team, each her own, and the venue."""
    season = season or season_of(activity)
    named = [(f"{activity.production_id}:{one.id}", one.name) for one in teams(season).get(activity.pk, ())]
    named.append((f"{activity.pk}:lieu", activity.venue.name if activity.venue else "Le lieu"))
    now = timezone.now()
    held = links.held(activity.organisation_id, PURPOSE, [key for key, _ in named])
    opened = {one.target: one for one in reversed(held) if one.is_open(now)}
    return [Reader(key=key, name=name, link=opened.get(key)) for key, name in named]


def next_of(dates: Sequence[Activity], organisation: Any) -> Activity | None:
    """Return the date of today or the next one, else the last."""
    today = clock.today(organisation)
    return next((one for one in dates if one.on >= today), dates[-1] if dates else None)
