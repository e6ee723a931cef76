"""How half-days are laid on the page: the days of a week or of a month, each with its two halves, and what is left to plan."""

import calendar
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from filage.rules.planning.bank_holidays import bank_holiday
from filage.rules.schooling.feasibility import SATURDAY, Nature
from filage.rules.schooling.halves import SPOKEN, Half
from filage.rules.schooling.placement import monday_of
from filage.school.programmes.enums import Hours
from filage.school.programmes.models import Slot
from filage.school.programmes.queries.planning import Board, title_of
from filage.web import format as french
from filage.web.shapes import Link
from filage.web.tables import Cell, Column, Row, Table, plain

WEEK, MONTH = "semaine", "mois"
HOURS = [
    Column("Prévues", "number", decimals=1),
    Column("Planifiées", "number", decimals=1),
    Column("Signées", "number", decimals=1, wide=True),
    Column("Reste", "number", decimals=1),
]


@dataclass(frozen=True, slots=True)
class Chip:
    """A half-day as it is drawn: its module, for whom, by whom, where, and what clashes."""

    slot: Slot
    title: str
    code: str
    block: str
    trainer: str
    clashes: Sequence[str]

    @property
    def where(self) -> str:
        """Return the place, « 2025-12-01 matin »."""
        return f"{self.slot.on:%Y-%m-%d} {self.slot.moment}"


@dataclass(frozen=True, slots=True)
class HalfCell:
    """Half a day: what it holds."""

    half: Half
    on: date
    chips: Sequence[Chip]

    @property
    def where(self) -> str:
        """Return the place, « 2025-12-01 matin »."""
        return f"{self.on:%Y-%m-%d} {self.half}"

    @property
    def label(self) -> str:
        """Return the half in French."""
        return SPOKEN[self.half]


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day: why it is closed when it is, and its two halves."""

    on: date
    inside: bool
    is_today: bool
    closed: str
    halves: Sequence[HalfCell]


def days(board: Board, first: date, last: date, today: date, month: int | None = None) -> list[DayCell]:
    """Return the days between two, week-ends left out unless something is laid there."""
    held: dict[tuple[date, str], list[Chip]] = defaultdict(list)
    said = _said(board)
    for slot in board.slots:
        held[slot.on, slot.moment].append(_chip(slot, said, board))
    return [
        DayCell(
            on,
            month is None or on.month == month,
            on == today,
            closed(board, on),
            [HalfCell(half, on, held.get((on, half.value), ())) for half in Half],
        )
        for on in (first + timedelta(days=shift) for shift in range((last - first).days + 1))
        if on.weekday() < SATURDAY or any((on, half.value) in held for half in Half)
    ]


def closed(board: Board, on: date) -> str:
    """Return why nothing should be laid on a day, empty when the centre is open."""
    plan = board.told.plan
    if plan is None or not plan.periods:
        return ""
    if name := bank_holiday(on, plan.territory):
        return name
    if any(on in one for one in plan.closures):
        return "centre fermé"
    if not any(on in one for one in plan.of(Nature.CENTRE)):
        return "en entreprise" if any(on in one for one in plan.of(Nature.COMPANY)) else "hors session"
    return ""


def shown_from(board: Board, asked: str, today: date) -> date:
    """Return the day that the page opens on: the one asked, else today inside the session, else its first day."""
    try:
        return date.fromisoformat(asked)
    except ValueError:
        starts, ends = board.told.starts_on, board.told.ends_on
        return today if starts and ends and starts <= today <= ends else starts or today


def context(board: Board, on: date, view: str, today: date, brush: str) -> dict[str, Any]:
    """Return what the template draws of a week or of a month."""
    base, monday = reverse("programmes:planning", args=[board.session.pk]), monday_of(on)
    if view == MONTH:
        weeks = calendar.Calendar().monthdatescalendar(on.year, on.month)
        first, last = weeks[0][0], weeks[-1][-1]
        before, after = (on.replace(day=1) - timedelta(days=1)).replace(day=1), _next_month(on)
        drawn = [days(board, week[0], week[-1], today, on.month) for week in weeks]
        period = french.month(on, year=True)
    else:
        first, last, before, after = monday, monday + timedelta(days=6), monday - timedelta(days=7), monday + timedelta(days=7)
        drawn = [days(board, first, last, today)]
        period = f"{french.day(first, weekday=False)} – {french.day(last, weekday=False, year=True)}"

    def url(day: date, look: str) -> str:
        return f"{base}?le={day:%Y-%m-%d}&vue={look}{f'&{brush}' if brush else ''}"

    names = {WEEK: "Semaine", MONTH: "Mois"}
    return {
        "board": board,
        "view": view,
        "weeks": drawn,
        "period": period,
        "since": first,
        "until": last,
        "from": monday,
        "views": [Link(label=label, url=url(on, code), current=code == view) for code, label in names.items()],
        "previous": url(before, view),
        "next": url(after, view),
    }


def modules(board: Board) -> Table:
    """Return the hours of each module; what only holds parts says none."""
    found, parents = board.by_module(), {one.code.rpartition(".")[0] for one in board.modules}
    rows = [
        Row(f"{one.code} {one.title}", ["", "", "", ""] if one.code in parents else _volume(found[str(one.pk)]))
        for one in board.modules
        if one.kind != Hours.COMPANY  # said by its period, never by half-days
    ]
    return plain("Modules", HOURS, rows, header="Module")


def trainers(board: Board) -> Table:
    """Return the hours of each trainer of the session."""
    names = board.house.names
    rows = [Row(names.get(who, ""), [one.planned, one.signed]) for who, one in board.by_trainer().items()]
    return plain("Intervenant·es", [HOURS[1], HOURS[2]], sorted(rows, key=lambda row: str(row.header)), header="Intervenant·e")


def learners(board: Board) -> Table:
    """Return the hours of each learner."""
    rows = [
        Row(Cell(one.person.name, note=one.track.name if one.track else ""), _volume(volume))
        for one, volume in board.by_learner()
    ]
    return plain("Stagiaires", HOURS, rows, header="Stagiaire")


def _volume(one: Any) -> list[Any]:
    return ["" if one.asked is None else one.asked, one.planned, one.signed, "" if one.left is None else one.left]


def _said(board: Board) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for clash in board.clashes:
        for key in clash.keys:
            found[key].append(clash.text)
    return found


def _chip(slot: Slot, said: dict[str, list[str]], board: Board) -> Chip:
    code = slot.module.code if slot.module else ""
    trainer = board.house.names.get(str(slot.trainer_id), "") if slot.trainer_id else ""
    return Chip(slot, title_of(slot), code, code[:1], trainer, said.get(str(slot.pk), ()))


def _next_month(on: date) -> date:
    return date(on.year + on.month // 12, on.month % 12 + 1, 1)
