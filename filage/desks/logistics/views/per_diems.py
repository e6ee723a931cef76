"""The table of per diems of a tour: person by person, what the rule gives, what is provided, what is left to pay."""

from datetime import timedelta
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from filage.desks.logistics.queries import pages
from filage.desks.logistics.queries.per_diems import PerDiem, per_diems
from filage.rules.engine import Partial, total
from filage.web import editing
from filage.web import format as french
from filage.web.tables import Cell, Column, Group, Row, Table

BEFORE = timedelta(days=62)  # what is being paid this month and the one before
COLUMNS = (
    Column("Où", wide=True),
    Column("Départ – retour"),
    Column("Repas", "number", decimals=0),
    Column("Nuit"),
    Column("Dû, €", "amount"),
)
GRAND = {True: "grand déplacement", False: "petit déplacement", None: ""}  # not settled: the page says what is missing


@require_GET
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Read the per diems of a show."""
    production = editing.production_to_edit(request, slug)  # what people are paid back is theirs
    season, held, _ = pages.of_production(production)
    found = per_diems(season, production, season.today - BEFORE)
    shown = {
        "production": production,
        "tab": "organisation",
        "table": table(found) if found else None,
        "unsaid": sorted({one.person.name for one in found if one.trip.returns is None}),
        "silent": any(not one.due.sure for one in found),
        "journeys": bool(held.journeys),
    }
    return render(request, "logistics/per_diems.html", shown)


def table(found: list[PerDiem]) -> Table:
    """Return the days of each person under her name, with what they come to."""
    groups = []
    for person, days in groupby(found, key=lambda one: one.person):
        rows = list(days)
        whole = _whole(rows)
        cells = ("", "", sum(one.meals for one in rows), _nights(rows), whole.known)
        groups.append(Group([_row(one) for one in rows], title=person.name, cells=cells, unknown=len(whole.missing)))
    whole = _whole(found)
    last = Row("En tout", ["", "", sum(one.meals for one in found), _nights(found), whole.known])
    return Table("Indemnités de déplacement", COLUMNS, groups, header="Jour", total=last, total_unknown=len(whole.missing))


def _whole(found: list[PerDiem]) -> Partial:
    return total([part for one in found for part in one.owed], "Indemnités")


def _nights(found: list[PerDiem]) -> str:
    many = sum(one.night for one in found)
    return french.count(many, "nuit") if many else ""


def _row(one: PerDiem) -> Row:
    place = one.activity.venue if one.activity else None
    where = (place.city or place.name) if place else "en route"
    given = one.due.meals - one.meals
    meals = Cell(one.meals, note=f"{given} fourni{'s' * (given > 1)}" if given > 0 else "" if one.due.sure else "à décider")
    night = "à payer" if one.night else "prise" if one.due.room else ""
    if one.due.breakfast:
        night = ", ".join(filter(None, [night, "petit déjeuner sur justificatif"]))
    amount = one.amount
    worth = Cell(amount.value, gesture=amount.missing[0].gesture if amount.missing else "") if one.owed else ""
    return Row(french.day(one.on), [Cell(where, note=GRAND[one.grand] if one.activity else ""), _hours(one), meals, night, worth])


def _hours(one: PerDiem) -> str:
    trip = one.trip
    leaves = french.hour(trip.leaves) if trip.leaves and trip.leaves.date() == one.on else ""
    returns = french.hour(trip.returns) if trip.returns and trip.returns.date() == one.on else ""
    last = "retour non dit" if trip.returns is None and one.on == trip.until else returns
    return " – ".join(filter(None, [leaves, last]))
