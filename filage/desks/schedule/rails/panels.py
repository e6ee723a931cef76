"""What the schedule shows on the page of a project: its next dates, and its calendar."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from filage.core import access, clock
from filage.core.rails import pages, read
from filage.core.rails.types import MenuEntry, Panel
from filage.desks.schedule.queries import dates
from filage.desks.schedule.queries.dates import Dated
from filage.desks.schedule.rails import tables, tasks_due
from filage.web import format as french

SERVICES_SHOWN = 20
TASKS_SHOWN = 6


def next_dates(request: Any, production: Any) -> Panel | None:
    """Give the next performances of a production."""
    rows = dates.of_productions(production.organisation_id, [production.pk])
    today = clock.today_for(request)
    shown = dates.next_dates(rows, today)
    if not shown:
        return None
    table = tables.short("Prochaines dates", shown, first=dates.premiere(rows))
    coming = shown[0].activity.on >= today
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
    rows = dates.of_productions(production.organisation_id, [production.pk])
    today = clock.today_for(request)
    coming = [row for row in rows if (row.activity.until or row.activity.on) >= today]
    add_url = reverse("schedule:add_dates", args=[production.slug]) if access.can_edit(request.user, production) else ""
    if not rows and not add_url:
        return None
    shown = coming[:SERVICES_SHOWN] or rows[-SERVICES_SHOWN:]
    return Panel(
        slot="projet.organisation.main",
        title="Calendrier",
        count=f"{french.count(len(coming), 'service')} à venir" if coming else french.count(len(rows), "service"),
        more_label="Tout le calendrier" if rows else "",
        more_url=reverse("schedule:calendar", args=[production.slug]) if rows else "",
        template="schedule/panel_dates.html",
        context={
            "table": tables.by_month("Services à venir", shown, firsts=dates.premieres(rows)) if shown else None,
            "add_url": add_url,
        },
        rank=10,
    )


def retroplanning(request: Any, production: Any) -> Panel | None:
    """Give the next tasks of a production, and how many are late; one query."""
    today = clock.today_for(request)
    rows = [row for row in read.deadlines(production.organisation_id, production) if row.key.startswith(tasks_due.KEY)]
    if not rows and not access.can_edit(request.user, production):
        return None
    late = sum(row.on < today for row in rows)
    return Panel(
        slot="projet.organisation.main",
        title="Rétroplanning",
        count=(french.count(len(rows), "tâche") + (f", {late} en retard" if late else "")) if rows else None,
        more_label="Tout le rétroplanning" if rows else "Poser un rétroplanning",
        more_url=reverse("schedule:retroplanning", args=[production.slug]),
        template="schedule/panel_tasks.html",
        context={"rows": [(row, row.on < today) for row in rows[:TASKS_SHOWN]], "today": today},
        rank=15,
    )


def counted(rows: Sequence[Dated]) -> str:
    """Say how many dates are firm and how many are options: « 7 fermes, 3 options »."""
    firm, pending = dates.counts(rows)
    if not firm and not pending:
        return french.count(len(rows), "service") if rows else ""
    said = [french.count(firm, "ferme"), *([french.count(pending, "option")] if pending else [])]
    return ", ".join(said)


def plug() -> None:
    """Give the panels, and an entry of the menu."""
    pages.panel("projet.budget.main", "next_dates", next_dates)
    pages.panel("projet.organisation.main", "calendar", calendar)
    pages.panel("projet.organisation.main", "retroplanning", retroplanning)
    pages.menu(
        MenuEntry(label="Saison", url_name="schedule:season", rank=20, also=("/agenda/", "/tableau-de-service/", "/dates/"))
    )
