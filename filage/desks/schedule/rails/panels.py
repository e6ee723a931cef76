"""What the schedule shows on the pages of the shells: next dates, the week, options about to lapse, the calendar."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from filage.core import access
from filage.core.rails import pages
from filage.core.rails.types import MenuEntry, Panel
from filage.desks.schedule.queries import dates
from filage.desks.schedule.queries.dates import Dated
from filage.desks.schedule.rails import tables
from filage.productions.enums import DateStatus
from filage.web import format as french
from filage.web.shapes import Day, Event

OPTIONS_SHOWN = 3
DAYS_SHOWN = 7


def next_dates(request: Any, production: Any) -> Panel | None:
    """Give the next performances of a production."""
    rows = dated(request, production)
    shown = dates.next_dates(rows, timezone.localdate())
    if not shown:
        return None
    table = tables.short("Prochaines dates", shown, first=dates.premiere(rows))
    coming = shown[0].activity.on >= timezone.localdate()
    return Panel(
        slot="projet.budget.main",
        title="Prochaines dates" if coming else "Dernières dates",
        count=counted(rows),
        more_label="Calendrier",
        more_url=reverse("schedule:calendar", args=[production.slug]),
        template="schedule/panel_dates.html",
        context={"table": table},
        rank=20,
    )


def calendar(request: Any, production: Any) -> Panel | None:
    """Give the services to come of a production: rehearsals, residencies, get-ins, performances."""
    rows = dated(request, production)
    coming = [row for row in rows if (row.activity.until or row.activity.on) >= timezone.localdate()]
    if not rows:
        return None
    return Panel(
        slot="projet.organisation.main",
        title="Calendrier",
        count=f"{french.count(len(coming), 'service')} à venir" if coming else french.count(len(rows), "service"),
        more_label="Tout le calendrier",
        more_url=reverse("schedule:calendar", args=[production.slug]),
        template="schedule/panel_dates.html",
        context={"table": tables.by_month("Services à venir", coming[:20] or rows[-20:])},
        rank=10,
    )


def options(request: Any, production: Any) -> Panel | None:
    """Give the options about to lapse, with the one that waits behind."""
    today = timezone.localdate()
    found = dates.lapsing(_of_season(request), today)
    if not found:
        return None
    return Panel(
        slot="aujourdhui.side",
        title="Options qui tombent",
        count=len(found),
        more_label="Toutes",
        more_url=reverse("schedule:season"),
        template="schedule/panel_options.html",
        context={"options": [_option(row, rival, today) for row, rival in found[:OPTIONS_SHOWN]]},
        rank=30,
    )


def week(request: Any, production: Any) -> Panel | None:
    """Give the seven days from today."""
    today = timezone.localdate()
    days = [today + timedelta(days=shift) for shift in range(DAYS_SHOWN)]
    held = _held(_of_season(request), days)
    return Panel(
        slot="aujourdhui.wide",
        title="La semaine",
        count=french.period(days[0], days[-1]),
        more_label="Toute la saison",
        more_url=reverse("schedule:season"),
        template="schedule/panel_week.html",
        context={"days": [Day(day, [_event(row) for row in held[day]]) for day in days], "today": today},
        rank=10,
    )


def dated(request: Any, production: Any) -> list[Dated]:
    """Return the dates of a production, read once a request."""
    kept: dict[Any, list[Dated]] = request.__dict__.setdefault("_dated", {})
    if production.pk not in kept:
        kept[production.pk] = dates.of_productions(production.organisation_id, [production.pk])
    return kept[production.pk]


def counted(rows: Sequence[Dated]) -> str:
    """Say how many dates are firm and how many are options: « 7 fermes, 3 options »."""
    firm, pending = dates.counts(rows)
    said = [french.count(firm, "ferme"), *([french.count(pending, "option")] if pending else [])]
    return ", ".join(said)


def _of_season(request: Any) -> list[Dated]:
    if "_season" not in request.__dict__:
        organisation = access.organisation_of(request)
        readable = access.readable_productions(request.user, organisation)
        request._season = dates.of_productions(organisation, readable, since=timezone.localdate())
    kept: list[Dated] = request._season
    return kept


def _held(rows: Sequence[Dated], days: Sequence[date]) -> dict[date, list[Dated]]:
    held: dict[date, list[Dated]] = defaultdict(list)
    for row in rows:
        if row.activity.status in (DateStatus.ANNULE, DateStatus.REPORTE):
            continue
        for day in days:
            if row.activity.on <= day <= (row.activity.until or row.activity.on):
                held[day].append(row)
    return held


def _event(row: Dated) -> Event:
    activity = row.activity
    state = activity.status if row.is_performance else ""
    return Event(
        title="" if row.is_performance else tables.what(activity),
        hour=tables.hours(activity),
        work=activity.production.title,
        place=row.place,
        url=reverse("schedule:calendar", args=[activity.production.slug]),
        state=state,
        rank=activity.option_rank,
    )


def _option(row: Dated, rival: Dated | None, today: date) -> dict[str, Any]:
    lapses = row.activity.option_until
    assert lapses is not None  # lapsing() keeps only these
    place = "Option" if rival is None or not rival.activity.option_rank else f"Option de rang {rival.activity.option_rank}"
    said = "Aucune autre demande sur cette date." if rival is None else f"{place} : {rival.place or 'lieu à préciser'}."
    return {
        "row": row,
        "url": reverse("schedule:calendar", args=[row.activity.production.slug]),
        "lapse": "tombe ce soir" if lapses == today else "échue" if lapses < today else french.day(lapses),
        "urgent": lapses <= today,
        "said": said,
    }


def plug() -> None:
    """Give the panels, and an entry of the menu."""
    pages.panel("projet.budget.main", "next_dates", next_dates)
    pages.panel("projet.organisation.main", "calendar", calendar)
    pages.panel("aujourdhui.side", "options", options)
    pages.panel("aujourdhui.wide", "week", week)
    pages.menu(MenuEntry(label="Saison", url_name="schedule:season", rank=20))
