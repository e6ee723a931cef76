"""What the budget says of one date: what it leaves, and when its money comes in and goes out."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

from filage.core import access
from filage.core.rails import read
from filage.core.rails.types import Panel
from filage.desks.budget.queries.kept import KeptLine, kept_line
from filage.productions.enums import LIVE
from filage.productions.models import Activity
from filage.rules.budgeting.cash import with_tax
from filage.rules.budgeting.lines import EXPENSE, forecast, standing
from filage.rules.budgeting.tour import DateRow, date_rows
from filage.web import format as french
from filage.web.tables import Column, Row, Table, plain


def margin(request: Any, activity: Activity) -> Panel | None:
    """Give the margin of a date and its flows of cash, to whoever may read pay: both hold what the team earns."""
    if activity.status not in LIVE or not access.can_read_pay(request.user, activity):
        return None
    lines = [kept_line(row) for row in read.costs_of_date(activity)]
    found = date_rows(lines).get(activity.pk)
    if found is None:
        return None
    flows = _flows(lines)
    return Panel(
        slot="date.main",
        title="Ce qu’elle laisse",
        template="budget/panel_date.html",
        context={"margin": _margin(found), "flows": flows, "certain": found.certain},
        rank=30,
    )


def _margin(found: DateRow) -> Table:
    parts = (
        ("Produits", found.income),
        ("Plateau", -found.plateau),
        ("Voyages, hébergement, repas", -found.travel),
        ("Gestion et autres", -(found.others + found.overheads)),
    )
    rows = [Row(label, [amount.value]) for label, amount in parts if amount.value is None or amount.value]
    return plain(
        "Marge de la date", [Column("€", "amount", tone="plain")], rows, header="Part", total=Row("Marge", [found.margin.value])
    )


def _flows(lines: list[KeptLine]) -> Table | None:
    """Return what the date brings to the treasury and takes from it, month by month, taxes included."""
    months: dict[date, list[Decimal | None]] = defaultdict(list)
    for line in standing(forecast(lines)):
        day = line.pays_on or line.on
        if line.cash and day is not None:
            value = with_tax(line).value
            months[day.replace(day=1)].append(None if value is None else -value if line.side == EXPENSE else value)
    if not months:
        return None
    rows = [
        Row(french.month(month, year=True).capitalize(), [None if None in amounts else sum(filter(None, amounts), Decimal(0))])
        for month, amounts in sorted(months.items())
    ]
    return plain("Effet sur la trésorerie", [Column("€ TTC", "amount", signed=True)], rows, header="Mois")
