"""What the page of a retroplanning shows: the tasks that match, as a list or as bars, and what may be done to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from filage.desks.schedule.enums import TaskPriority, TaskState
from filage.desks.schedule.operations.premiere import premiere_day, premiere_of
from filage.desks.schedule.queries import what
from filage.desks.schedule.queries.tasks import Planned
from filage.desks.schedule.views import gantt
from filage.productions.enums import PerformanceType
from filage.productions.models import Activity, Production
from filage.web import format as french
from filage.web.shapes import Link

LIST, BARS = "", "gantt"
SHOW, ALL = "spectacle", "tout"
ORDERS = (("", "échéance"), ("responsable", "responsable"), ("priorite", "priorité"))
URGENT = {TaskPriority.HAUTE: 0, TaskPriority.NORMALE: 1, TaskPriority.BASSE: 2}


@dataclass(frozen=True, slots=True)
class Line:
    """A task in the list: what it says, in words."""

    row: Planned
    url: str
    where: str  # the date it is for
    when: str
    presses: str  # how far its day is, while it is open
    late: bool
    notes: Sequence[tuple[str, str]]  # (tone, words)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks: for what, by whom, in which order, as what."""

    about: str = ""
    owner: str = ""
    order: str = ""
    view: str = ""
    over: bool = False

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "Asked":
        """Read the address; what means nothing asks for nothing."""
        order = given.get("tri", "")
        return cls(
            about=given.get("pour", ""),
            owner=given.get("qui", ""),
            order=order if order in dict(ORDERS) else "",
            view=BARS if given.get("vue") == BARS else LIST,
            over=given.get("faites") == "1",
        )

    def url(self, page: str, view: str) -> str:
        """Return the address of the same tasks seen otherwise."""
        said = {"pour": self.about, "qui": self.owner, "tri": self.order, "vue": view, "faites": "1" if self.over else ""}
        kept = urlencode({name: value for name, value in said.items() if value})
        return f"{page}?{kept}" if kept else page


def context(season: Any, production: Production, rows: Sequence[Planned], asked: Asked, *, may_edit: bool) -> dict[str, Any]:
    """Return what the template needs."""
    today, page = season.today, reverse("schedule:retroplanning", args=[production.slug])
    chosen = [row for row in rows if _about(row, asked.about) and (asked.owner in ("", row.task.owner))]
    shown = _ordered([row for row in chosen if asked.over or not row.over], asked.order)
    labels = {row.task.pk: row.task.label for row in rows}
    bars = gantt.drawn(shown, today) if asked.view == BARS else None
    return {
        "production": production,
        "tab": "organisation",
        "asked": asked,
        "any": bool(rows),
        "count": french.count(len(shown), "tâche"),
        "hidden": len(chosen) - len(shown),
        "summary": _summary(season, production, rows),
        "views": [Link(label=label, url=asked.url(page, code), current=asked.view == code) for code, label in VIEWS],
        "abouts": _abouts(rows),
        "owners": sorted({row.task.owner for row in rows if row.task.owner}),
        "orders": ORDERS,
        "groups": _groups([_line(row, labels, today) for row in shown], asked.order),
        "gantt": bars,
        "undated": [row for row in shown if row.due_on is None] if asked.view == BARS else [],
        "may_edit": may_edit,
        "has_creation": any(row.task.template == "creation" for row in rows),
        "premiere": premiere_day(season, production),
        "dates": _dates(season, production, rows),
        "first": premiere_of(season, production),
    }


VIEWS = ((LIST, "Liste"), (BARS, "Gantt"))


def _about(row: Planned, about: str) -> bool:
    if about in ("", ALL):
        return True
    return row.activity is None if about == SHOW else row.activity is not None and str(row.activity.pk) == about


def _abouts(rows: Sequence[Planned]) -> list[tuple[str, str]]:
    """Return what the tasks are for: the show, then each date that has some."""
    dates = {row.activity.pk: row.activity for row in rows if row.activity is not None}
    found = [(SHOW, "Le spectacle")] if any(row.activity is None for row in rows) else []
    return found + [(str(pk), where(one)) for pk, one in sorted(dates.items(), key=lambda pair: (pair[1].on, pair[0]))]


def _dates(season: Any, production: Production, rows: Sequence[Planned]) -> list[tuple[UUID, str]]:
    """Return the performances to come on which no retroplanning is laid."""
    laid = {row.activity.pk for row in rows if row.activity is not None and row.task.template == "date"}
    coming = [one for one in season.performances_of(production.pk) if one.on >= season.today and one.pk not in laid]
    return [(one.pk, where(one)) for one in coming if one.type != PerformanceType.GENERALE]


def where(activity: Activity) -> str:
    """Say a date: « ven. 16 avr. 2027, Lorient »."""
    place = activity.venue.city or activity.venue.name if activity.venue else what(activity)
    return f"{french.day(activity.on, year=True)}, {place}"


def _ordered(rows: Sequence[Planned], order: str) -> list[Planned]:
    if order == "responsable":
        return sorted(rows, key=lambda row: (row.task.owner == "", row.task.owner, row.due_on or date.max))
    if order == "priorite":
        return sorted(rows, key=lambda row: (URGENT[TaskPriority(row.task.priority)], row.due_on or date.max))
    return list(rows)


def _groups(lines: Sequence[Line], order: str) -> list[tuple[str, list[Line]]]:
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(_group(line, order), []).append(line)
    return list(found.items())


def _group(line: Line, order: str) -> str:
    task, due = line.row.task, line.row.due_on
    if order == "responsable":
        return task.owner or "Sans responsable"
    if order == "priorite":
        return f"Priorité {TaskPriority(task.priority).label}"
    if line.row.over:
        return "Faites"
    if line.late:
        return "En retard"
    return french.month(due, year=True).capitalize() if due else "Sans date"


def _line(row: Planned, labels: Mapping[UUID, str], today: date) -> Line:
    task, due = row.task, row.due_on
    since = row.starts_on if row.starts_on and due and row.starts_on < due else None
    return Line(
        row=row,
        url=reverse("schedule:task", args=[task.pk]),
        where=where(row.activity) if row.activity else "",
        when=french.day(due, year=True) if due else f"inconnu : {row.unknown}" if row.unknown else "sans date",
        presses=french.distance(due, today) if due and not row.over else "",
        late=row.late(today),
        notes=list(_notes(row, labels, since)),
    )


def _notes(row: Planned, labels: Mapping[UUID, str], since: date | None) -> Any:
    task = row.task
    if row.pushes:
        yield (
            "neg",
            f"retient la date de {french.count(row.pushes, 'jour')}"
            if row.activity
            else (f"retient la première de {french.count(row.pushes, 'jour')}"),
        )
    elif row.margin is not None:
        yield (
            ("crit" if row.margin <= 0 else "soft"),
            (f"marge {french.count(row.margin, 'jour')}" if row.margin > 0 else "chemin critique : aucune marge"),
        )
    if task.state == TaskState.BLOQUEE:
        yield "neg", f"bloquée : {task.blocker}"
    if since is not None:
        yield "soft", f"dès le {french.day(since, weekday=False, year=True)}"
    if waits := [labels[key] for key in row.after if key in labels]:
        yield "soft", f"après {', '.join(f'« {one} »' for one in waits)}"
    if task.fixed:
        yield "soft", "figée"


def _summary(season: Any, production: Production, rows: Sequence[Planned]) -> str:
    """Say in a line how it stands: « Première le 12 mars 2027. 14 tâches, 5 faites, 2 en retard, 1 bloquée. »."""
    day = premiere_day(season, production)
    said = [f"Première le {french.day_long(day, weekday=False)}."] if day else []
    if rows:
        counts = (
            (sum(row.over for row in rows), "faite"),
            (sum(row.late(season.today) for row in rows), "en retard"),
            (sum(row.task.state == TaskState.BLOQUEE for row in rows), "bloquée"),
        )
        told = [f"{count} {word}{'s' * (count > 1 and word != 'en retard')}" for count, word in counts if count]
        said.append(f"{', '.join([french.count(len(rows), 'tâche'), *told])}.")
    return " ".join(said)
