"""What the calendar page of a production shows, for each of its readings."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from filage.desks.schedule.queries import dates
from filage.desks.schedule.queries.dates import Dated
from filage.desks.schedule.rails import panels, tables
from filage.productions.models import Production
from filage.web import format as french
from filage.web.shapes import Link

PLAYED, WORK = "representations", "preparation"
READINGS = (("", "Tout"), (PLAYED, "Représentations"), (WORK, "Préparation"))


def context(production: Production, rows: Sequence[Dated], reading: str, today: date) -> dict[str, Any]:
    """Return what the template needs; an unknown reading shows everything."""
    shown = [row for row in rows if reading not in (PLAYED, WORK) or row.is_performance == (reading == PLAYED)]
    url = reverse("schedule:calendar", args=[production.slug])
    readings = [Link(label=label, url=f"{url}?voir={code}" if code else url, current=code == reading) for code, label in READINGS]
    return {
        "production": production,
        "tab": "organisation",
        "summary": _summary(rows, today),
        "readings": readings,
        "table": tables.by_month(f"Dates de {production.title}", shown, firsts=dates.premieres(rows)) if shown else None,
        "any": bool(rows),
        "share": f"?pour=spectacle:{production.pk}",
        "season_url": reverse("schedule:season"),
        "count": french.count(len(shown), "service"),
    }


def _summary(rows: Sequence[Dated], today: date) -> str:
    """Say the tour in a sentence: « 7 fermes, 3 options. Première le 12 mars 2027, Théâtre du Môle, Lorient. »."""
    firm, pending = dates.counts(rows)
    said = [f"{panels.counted(rows)}."] if firm or pending else []
    first = dates.premiere(rows)
    if first is not None:
        when = french.day_long(first.activity.on, weekday=False)
        said.append(", ".join(filter(None, [f"Première le {when}", first.place])) + ".")
    following = next((row for row in rows if row.activity.on >= today), None)
    if following is not None and following is not first:
        when = french.day_long(following.activity.on, weekday=True, year=False)
        said.append(", ".join(filter(None, [f"Prochain service {when}", following.place])) + ".")
    return " ".join(said)
