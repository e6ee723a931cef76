"""What each date of the tour brings and leaves, one line a date; a date sold under its plateau says why."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.html import format_html

from filage.desks.budget.queries import Figures
from filage.desks.budget.queries.pricing import SoldUnder
from filage.productions.models import Activity
from filage.rules.budgeting.tour import DateRow
from filage.web import atoms
from filage.web import format as french
from filage.web.tables import Cell, Column, Row, Table, plain


def table(found: Figures, under: Iterable[SoldUnder]) -> Table | None:
    """Return the live dates with income, plateau, travel, management and margin; None without any date.

    `under` are those whose cession is below their coût plateau.
    """
    short = {each.activity.pk: each for each in under}
    held = [(each, found.dates[each.pk]) for each in found.performances if each.pk in found.dates]
    if not held:
        return None
    columns = [
        Column("Lieu"),
        Column("État", "status", wide=True),
        Column("Produits, €", "amount", tone="plain", dash=True),
        Column("Plateau, €", "amount", tone="plain", wide=True),
        Column("Voyages, repas, €", "amount", tone="plain", dash=True, wide=True),
        Column("Gestion, autres, €", "amount", tone="plain", dash=True, wide=True),
        Column("Marge, €", "amount"),
    ]
    rows = [
        Row(
            atoms.ordinal(french.day(activity.on)),
            [
                Cell(_place(activity), note=_note(activity, short)),
                Cell(activity.status, rank=activity.option_rank),
                date.income.value,
                date.plateau.value,
                date.travel.value,
                (date.others + date.overheads).value,
                date.margin.value,
            ],
        )
        for activity, date in held
    ]
    return plain("Marge de chaque date", columns, rows, header="Jour", total=_total(held), sheet=True)


def _total(held: list[tuple[Activity, DateRow]]) -> Row:
    def whole(name: str) -> Decimal | None:
        amounts = [getattr(date, name).value for _, date in held]
        return None if None in amounts else sum(amounts, Decimal(0))

    others, overheads = whole("others"), whole("overheads")
    both = None if others is None or overheads is None else others + overheads
    cells: list[Any] = ["", "", whole("income"), whole("plateau"), whole("travel"), both, whole("margin")]
    return Row(french.count(len(held), "date"), cells)


def _place(activity: Activity) -> Any:
    venue = activity.venue
    if venue is None:
        return "Lieu à préciser"
    return format_html("{}", f"{venue.name}, {venue.city}" if venue.city and venue.city not in venue.name else venue.name)


def _note(activity: Activity, short: Mapping[Any, SoldUnder]) -> str:
    if activity.deal_id is None:
        return "sans conditions de vente"
    if activity.pk not in short:
        return ""
    reason = short[activity.pk].reason
    return f"date vitrine : {reason}" if reason else "vendue sous son coût plateau, sans motif"
