"""What the tableau de tournée shows: a line a date, cells that one writes in, sums, filters."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from filage.core import access, marks
from filage.core.marks import Mark, Marks
from filage.desks.schedule.queries import tour
from filage.desks.schedule.queries.dates import Dated
from filage.desks.schedule.queries.tour import TourDate
from filage.desks.schedule.rails import tables
from filage.productions.enums import FIRM, DateStatus, DealStage
from filage.productions.models import Production
from filage.productions.queries import production_to_read, productions_to_read
from filage.web import atoms
from filage.web import format as french
from filage.web.shapes import Link

OLDEST, LATEST = 1900, 2200
FIRST_MONTH = 9  # a season runs from September to August
FALLEN = (DateStatus.REPORTE, DateStatus.ANNULE)
STATES: dict[str, tuple[str, tuple[str, ...]]] = {
    "": ("Toutes", tuple(DateStatus.values)),
    "fermes": ("Fermes", tuple(FIRM)),
    "options": ("Options", (DateStatus.OPTION,)),
    "tombees": ("Reportées, annulées", FALLEN),
}
HOSTED = ("travel", "lodging", "meals")
GAPS: dict[str, tuple[str, Callable[[TourDate], bool]]] = {
    "": ("Tout", lambda line: True),
    "prix": ("Sans prix", lambda line: line.money.sold is None),
    "contrat": ("Contrat à signer", lambda line: line.activity.deal is None or line.activity.deal.stage != DealStage.SIGNE),
    "accueil": ("Accueil à préciser", lambda line: not all(getattr(line.activity, field) for field in HOSTED)),
    "droits": ("Droits à préciser", lambda line: not line.activity.rights_payer),
}
NOT_SAID = SafeString('<span class="faint" aria-hidden="true">?</span><span class="sr">à préciser</span>')
SHORT = {"fourni": "fourni", "reel": "réel", "forfait": "forfait", "compris": "compris"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the field it writes (empty: read only), its heading, what the heading stands for, its classes."""

    field: str
    label: str
    title: str = ""
    css: str = ""


def columns(*, works: bool, margins: bool) -> list[Column]:
    """Return the columns: the work when there are several, the margin for whoever may read pay."""
    return [
        Column("", "Jour"),
        *([Column("", "Spectacle")] if works else []),
        Column("venue", "Lieu"),
        Column("status", "État"),
        Column("price", "Prix, € HT", css="n"),
        Column("travel", "V", "Voyages"),
        Column("lodging", "H", "Hébergement"),
        Column("meals", "R", "Repas"),
        Column("rights_payer", "Droits", "Droits d’auteur payés par"),
        Column("stage", "Contrat"),
        Column("", "Acompte, €", "Acompte, et le jour où il est attendu", css="n"),
        Column("", "Solde, €", "Solde, et le jour où il est attendu", css="n"),
        Column("", "Facturé, €", css="n"),
        Column("", "Payé, €", css="n"),
        *([Column("", "Marge, €", css="n")] if margins else []),
    ]


def season_of(text: str, today: date) -> int:
    """Read the year a season starts in; that of today when it is not one."""
    if text.isdigit() and OLDEST <= int(text) <= LATEST:
        return int(text)
    return today.year if today.month >= FIRST_MONTH else today.year - 1


def bounds(year: int) -> tuple[date, date]:
    """Return the first and last days of a season."""
    return date(year, FIRST_MONTH, 1), date(year + 1, FIRST_MONTH, 1) - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Held:
    """What a page of the table holds: whose dates, of which season and state, and what the user may do with them."""

    production: Production | None  # none: every spectacle of the organisation
    year: int
    state: str
    gap: str  # what the lines shown lack
    margins: bool
    editable: frozenset[UUID]
    lines: Sequence[TourDate]
    worn: Marks

    @property
    def works(self) -> bool:
        """Tell whether each line names its work."""
        return self.production is None

    @property
    def shown(self) -> list[TourDate]:
        """Return the lines of the state asked for that lack what is asked; a date that fell lacks nothing."""
        held = [line for line in self.lines if line.activity.status in STATES[self.state][1]]
        lacks = GAPS[self.gap][1]
        return [line for line in held if not self.gap or (line.activity.status not in FALLEN and lacks(line))]

    def row(self, line: TourDate) -> str:
        """Return one line in HTML."""
        edits = line.activity.production_id in self.editable
        worn = marks.on(self.worn, tables.about(line.activity))
        return row(line, works=self.works, margins=self.margins, edits=edits, worn=worn)


def read(request: HttpRequest, slug: str, given: Mapping[str, str], today: date) -> Held:
    """Read the table that a request is about; 404 for a production that is not hers."""
    production = production_to_read(request, slug) if slug else None
    found = [production] if production else productions_to_read(request)
    year = season_of(given.get("saison", ""), today)
    margins = all(access.can_read_pay(request.user, one) for one in found)
    organisation = access.organisation_of(request)
    state, gap = given.get("etat", ""), given.get("manque", "")
    return Held(
        production=production,
        year=year,
        state=state if state in STATES else "",
        gap=gap if gap in GAPS else "",
        margins=margins,
        editable=frozenset(one.pk for one in found if access.can_edit(request.user, one)),
        lines=tour.dates(organisation, [one.pk for one in found], *bounds(year), margins=margins),
        worn=marks.of(marks.found(organisation, production, readable=access.readable_productions(request.user, organisation))),
    )


def context(held: Held) -> dict[str, Any]:
    """Return what the template needs."""
    production = held.production
    base = reverse("schedule:show_tour", args=[production.slug]) if production else reverse("schedule:tour")
    return {
        "production": production,
        "tab": "organisation",
        "columns": columns(works=held.works, margins=held.margins),
        "rows": [held.row(line) for line in held.shown],
        "totals": totals(held),
        "any": bool(held.lines),
        "held": held,
        "period": f"{held.year}-{held.year + 1}",
        "states": [
            Link(label=label, url=_url(base, held.year, code, held.gap), current=code == held.state)
            for code, (label, _) in STATES.items()
        ],
        "gaps": [
            Link(label=label, url=_url(base, held.year, held.state, code), current=code == held.gap)
            for code, (label, _) in GAPS.items()
        ],
        "previous": _url(base, held.year - 1, held.state, held.gap),
        "next": _url(base, held.year + 1, held.state, held.gap),
        "choices": [(field, list(said.values())) for field, said in tour.CHOICES.items()],
    }


def row(line: TourDate, *, works: bool, margins: bool, edits: bool, worn: Mark | None = None) -> str:
    """Return one row in HTML, the way it is first drawn and drawn again after an edit."""
    activity, money = line.activity, line.money
    cells = {field: (_shown(field, line), tour.written(field, line)) for field in tour.FIELDS}
    return render_to_string(
        "schedule/tour_row.html",
        {
            "line": line,
            "activity": activity,
            "url": reverse("schedule:date", args=[activity.pk]),
            "day": atoms.ordinal(french.day(activity.on)),
            "cells": cells,
            "works": works,
            "margins": margins,
            "edits": edits,
            "fields": [(field, cells[field]) for field in (*HOSTED, "rights_payer", "stage")],
            "money": money,
            "mark": atoms.mark(worn, focusable=False),
        },
    )


def totals(held: Held) -> dict[str, Any]:
    """Return the sums of the lines that still stand, what is unknown among them counted."""
    live = [line for line in held.shown if line.activity.status not in FALLEN]
    sold = [line.money.sold for line in live if line.money.is_sold]
    return {
        "count": french.count(len(held.shown), "date"),
        "firm": french.count(sum(line.activity.status in FIRM for line in live), "ferme"),
        "sold": _sum(sold),
        "unknown": atoms.plus_unknown(sold.count(None)),
        "deposit": _sum([line.money.deposit for line in live]),
        "balance": _sum([line.money.balance for line in live]),
        "invoiced": _sum([line.money.invoiced for line in live]),
        "paid": _sum([line.money.paid for line in live]),
        "margin": _sum([line.money.margin for line in live if line.money.is_sold]),
        "works": held.works,
        "margins": held.margins,
    }


def _sum(amounts: Sequence[Decimal | None]) -> Decimal:
    return sum((amount for amount in amounts if amount is not None), Decimal(0))


def _shown(field: str, line: TourDate) -> Any:
    activity = line.activity
    if field == "status":
        return atoms.status(activity.status, rank=activity.option_rank)
    if field == "venue":
        return Dated(activity).place or atoms.unknown("à trouver", gesture="Taper le nom du lieu.")
    if field == "price":
        return atoms.amount(line.money.sold, unit="", gesture="Taper le prix.") if line.money.is_sold else ""
    if field in HOSTED:
        return SHORT.get(getattr(activity, field)) or NOT_SAID
    return tour.written(field, line) or (NOT_SAID if field == "rights_payer" else "")


def _url(base: str, year: int, state: str, gap: str) -> str:
    return f"{base}?saison={year}{f'&etat={state}' if state else ''}{f'&manque={gap}' if gap else ''}"
