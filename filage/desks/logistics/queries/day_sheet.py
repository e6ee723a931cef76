"""Builds the feuille de route of a date from what is known of it, for the team or for the venue: nothing of it is typed."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from filage.desks.directory.queries import house
from filage.desks.logistics.queries import day_blocks, day_changes, day_moments
from filage.desks.logistics.queries.day_held import road
from filage.desks.logistics.queries.day_moments import Day
from filage.desks.logistics.queries.day_vocabulary import clocks
from filage.desks.logistics.queries.day_words import WORDS, said
from filage.desks.logistics.queries.held import teams
from filage.documents.day_sheet_shapes import Audience, DaySheetData, Paper
from filage.documents.paper_shapes import Head
from filage.documents.shapes import Document, Lang
from filage.productions.enums import DateStatus
from filage.productions.models import Activity


def day_sheet(
    season: Any,
    activity: Activity,
    *,
    audience: Audience = "equipe",
    lang: Lang = "fr",
    paper: Paper = "a4",
    on: date,
    logo: bool = True,
) -> DaySheetData:
    """Return the feuille de route of a date of the season, as it would be issued on the day `on`; a page shows no logo."""
    team = teams(season)
    day = Day(season, activity, team.get(activity.pk, ()), team, road(season), audience, lang)
    venue = activity.venue
    return DaySheetData(
        head=_head(day, on, logo),
        audience=audience,
        paper=paper,
        on=activity.on,
        what=day_moments.title(activity, lang),
        venue=said(venue.name) if venue else "",
        town=said(venue.city) if venue else "",
        address=day_blocks.address(day),
        map_query=_map_query(day),
        zone=activity.zone,
        clocks=_clocks(activity, lang),
        status=WORDS[lang]["option"] if activity.status == DateStatus.OPTION else "",
        moments=day_moments.moments(day),
        calls=day_blocks.calls(day),
        blocks=day_blocks.blocks(day),
        people=day_blocks.people(day),
        unknown=day_blocks.unknown(day),
    )


def since(data: DaySheetData, issued: DaySheetData | None, issued_on: date | None = None) -> DaySheetData:
    """Return a sheet that says what changed since the one last issued; as it is when none was."""
    if issued is None:
        return data
    return replace(data, changes=day_changes.between(issued, data), since=issued_on)


def _head(day: Day, on: date, logo: bool) -> Head:
    """Return the head of the sheet: the house as it signs, without its numbers nor its story."""
    production = day.season.production(day.activity.production_id)
    document = Document(kind=day.words[f"kind_{day.audience}"], issued=on)
    signed = house.signature(production.structure, logo=logo)
    return Head(company=signed, document=document, title=production.title, lang=day.lang)


def _clocks(activity: Activity, lang: Lang) -> str:
    noon = datetime.combine(activity.on, time(12), ZoneInfo(activity.zone))
    return clocks(activity.starts_at or noon, activity.zone, lang)


def _map_query(day: Day) -> str:
    """Return what a map looks for: the coordinates of the venue, else its name and address."""
    venue = day.activity.venue
    if venue is None:
        return ""
    if venue.latitude is not None and venue.longitude is not None:
        return f"{venue.latitude.normalize():f},{venue.longitude.normalize():f}"
    return ", ".join(part for part in (said(venue.name), day_blocks.address(day)) if part) if venue.city or venue.address else ""
