"""What the treasury page shows: the curve, the months, the low point in a sentence, and a late funder beside."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse

from filage.desks.budget import forms
from filage.desks.budget.queries.pages import cash
from filage.desks.budget.rails import curve
from filage.desks.budget.rails.entries import TEAM_LABEL
from filage.productions.models import Production
from filage.rules.budgeting.cash import CashMonth, CashPlan, CashRow
from filage.rules.budgeting.lines import EXPENSE
from filage.rules.engine import Explained, Partial, total
from filage.web import format as french
from filage.web.tables import Column, Group, Row, Table, plain


def context(production: Production, asked: Mapping[str, str], today: date, *, pay: bool) -> dict[str, Any]:
    """Return what the template needs; `asked` holds `financeur` and `retard` (months), an unreadable one is ignored.

    Without `pay`, what goes out is told by its total of the month: a single wage would give one person away.
    """
    found = cash(production, forms.delays(asked), team="" if pay else TEAM_LABEL)
    plan, late = found.plan, found.late
    shown = late or plan
    return {
        "production": production,
        "tab": "budget",
        "plan": plan if plan.months else None,
        "points": curve.points(shown),
        "today": today,
        "sentence": curve.sentence(plan),
        "late_sentence": curve.compared(plan, late) if late else "",
        "form": forms.LateFunder(asked, found.receipts) if found.receipts else None,
        "flows_note": "avec le retard" if late else "",
        "is_late": late is not None,
        "months": _months(plan, late),
        "flows": _flows(shown, pay=pay) if shown.rows else None,
        "later": _reported("Ce qui tombe après le plan", shown.later),
        "undated": _reported("Ce qui n’a pas de date", shown.undated),
        "hypotheses": shown.hypotheses,
        "missing": sorted({item.label for item in shown.missing}),
        "url": reverse("budget:treasury", args=[production.slug]),
        "budget_url": reverse("budget:budget", args=[production.slug]),
    }


def _months(plan: CashPlan, late: CashPlan | None) -> Table:
    """Return the plan month by month; with a late funder, its balance stands beside the planned one."""
    columns = [
        Column("Ouverture, €", "amount", wide=True),
        Column("Entrées, €", "amount", tone="plain", dash=True),
        Column("Sorties, €", "amount", tone="plain", dash=True),
        Column("Clôture, €", "amount"),
    ]
    after: dict[date, CashMonth] = {}
    if late:
        columns.append(Column("Avec le retard, €", "amount"))
        after = {month.month: month for month in late.months}
    rows = [
        Row(
            french.month(month.month, year=True).capitalize(),
            [
                month.opening.value,
                _known(month.cash_in),
                _known(month.cash_out),
                month.balance.value,
                *([after[month.month].balance.value if month.month in after else None] if late else []),
            ],
        )
        for month in plan.months
    ]
    unknown = sum(len(month.cash_in.missing) + len(month.cash_out.missing) for month in plan.months)
    into = sum((month.cash_in.known for month in plan.months), Decimal(0))
    out = sum((month.cash_out.known for month in plan.months), Decimal(0))
    foot = Row("Ensemble", ["", into, out, "", *([""] if late else [])])
    return plain("Plan de trésorerie", columns, rows, header="Mois", total=foot, total_unknown=unknown, sheet=True)


def _flows(plan: CashPlan, *, pay: bool) -> Table:
    """Return each flow through the months: who pays, what is paid."""
    columns = [Column(french.month(month.month, short=True), "amount", tone="plain", dash=True) for month in plan.months]
    columns.append(Column("Total, €", "amount", tone="plain"))
    into = [row for row in plan.rows if row.side != EXPENSE]
    out = [row for row in plan.rows if row.side == EXPENSE]
    paid = _side("Décaissements", out)
    groups = [_side("Encaissements", into), paid if pay else replace(paid, rows=())]
    return Table("Flux par mois", columns, [group for group in groups if group.cells], header="Flux", sheet=True)


def _side(title: str, rows: list[CashRow]) -> Group:
    written = [Row(row.label, [*map(_known, row.amounts), sum((part.known for part in row.amounts), Decimal(0))]) for row in rows]
    unknown = sum(len(part.missing) for row in rows for part in row.amounts)
    return Group(written, title, cells=_subtotals(rows), unknown=unknown)


def _subtotals(rows: list[CashRow]) -> list[Decimal]:
    if not rows:
        return []
    sums = [sum((part.known for part in parts), Decimal(0)) for parts in zip(*(row.amounts for row in rows), strict=True)]
    return [*sums, sum(sums, Decimal(0))]


def _reported(caption: str, held: Any) -> Table | None:
    """Return what stands outside the months of the plan; None when nothing does."""
    if not held:
        return None
    told: dict[str, list[Explained]] = defaultdict(list)
    for label, amount in held:
        told[label].append(amount)
    rows = [Row(label, [_known(total(amounts, label))]) for label, amounts in told.items()]
    return plain(caption, [Column("Montant, €", "amount", signed=True)], rows, header="Flux")


def _known(part: Partial) -> Decimal | None:
    return None if part.missing and not part.known else part.known
