"""What the season page shows: a month on its grid with its list and its map, or the whole season in a list, or on a map."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from filage.core import access
from filage.desks.schedule.queries.agenda_filters import Home
from filage.desks.schedule.queries.dates import Dated, premieres
from filage.desks.schedule.rails import panels, tables
from filage.desks.schedule.views import month as month_grid
from filage.desks.schedule.views import season_map
from filage.productions.enums import DateStatus
from filage.rules.planning.school import area_text
from filage.web import format as french
from filage.web.shapes import Link

FIRST_MONTH = 9  # a season runs from September to August
LIST, MAP = "liste", "carte"
OLDEST, LATEST = 1900, 2200


def month_asked(text: str) -> date | None:
    """Read a month written AAAA-MM; None when it is not one."""
    try:
        found = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return found if OLDEST <= found.year <= LATEST else None


def bounds(month: date) -> tuple[date, date]:
    """Return the days that the page may show: the season of the month, and the whole grid of the month."""
    start, end = _season(month)
    first, last = month_grid.bounds(month)
    return min(start, first), max(end, last)


def context(rows: Sequence[Dated], month: date, view: str, today: date, home: Home) -> dict[str, Any]:
    """Return what the template needs: month view, unless the list or the map is asked for."""
    start, end = _season(month)
    view = view if view in (LIST, MAP) else ""
    shown = [row for row in rows if _touches(row, start, end) and (view or _touches(row, month, _last(month)))]
    title, step = f"Saison {start.year}-{end.year}", 12 if view else 1
    named = {"": "Mois", LIST: "Liste", MAP: "Carte"}
    return {
        "title": title,
        "month": month,
        "view": view,
        "views": [Link(label=label, url=_url(month, code), current=code == view) for code, label in named.items()],
        "previous": _url(_shifted(month, -step), view),
        "next": _url(_shifted(month, step), view),
        "count": panels.counted(shown),
        "period": f"{start.year}-{end.year}" if view else french.month(month, year=True),
        **_drawn(shown, view, title),
        **({} if view else _month(rows, month, today, home)),
    }


def _drawn(shown: Sequence[Dated], view: str, title: str) -> dict[str, Any]:
    """Return the list of some dates, and their map when the view has one."""
    if view == MAP:
        return season_map.of_season(season_map.placed(shown), title)
    if view == LIST:
        return {"table": tables.by_month("Dates de la saison", shown, firsts=premieres(shown), works=True) if shown else None}
    near = season_map.of_month(season_map.placed(shown), "Dates du mois")
    return {"table": tables.short("Dates", shown, works=True) if shown else None, "near": near}


def _month(rows: Sequence[Dated], month: date, today: date, home: Home) -> dict[str, Any]:
    weeks = month_grid.grid(month, rows, today, home)
    known = month_grid.school_is_known(weeks)
    return {
        "weeks": weeks,
        "home_area": area_text(home.area) if home.area else "",
        "school_is_known": known,
        "day_names": french.DAYS,
    }


def movable(rows: Sequence[Dated], user: Any) -> dict[str, Any]:
    """Return the productions whose options the user may move, and whether there is one to move."""
    productions = {row.activity.production_id: row.activity for row in rows}
    editable = {pk for pk, activity in productions.items() if access.can_edit(user, activity)}
    options = (row.activity for row in rows if row.is_performance and row.activity.status == DateStatus.OPTION)
    return {"editable": editable, "movable": any(activity.production_id in editable for activity in options)}


def _season(month: date) -> tuple[date, date]:
    year = month.year if month.month >= FIRST_MONTH else month.year - 1
    return date(year, FIRST_MONTH, 1), date(year + 1, FIRST_MONTH, 1) - timedelta(days=1)


def _touches(row: Dated, start: date, end: date) -> bool:
    return row.activity.on <= end and (row.activity.until or row.activity.on) >= start


def _last(month: date) -> date:
    return _shifted(month, 1) - timedelta(days=1)


def _shifted(month: date, months: int) -> date:
    index = month.year * 12 + month.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def _url(month: date, view: str = "") -> str:
    return f"{reverse('schedule:season')}?mois={month:%Y-%m}{f'&vue={view}' if view else ''}"
