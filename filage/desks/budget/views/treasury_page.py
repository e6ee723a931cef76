"""What the treasury page shows: curve, months, low point, a scenario beside, what could move, and when sums are due."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from filage.desks.budget.forms import cash as forms
from filage.desks.budget.forms.cash import DuesForm, OpeningForm
from filage.desks.budget.operations.treasury import Step
from filage.desks.budget.queries.cash import cash
from filage.desks.budget.rails import curve
from filage.desks.budget.rails.entries import TEAM_LABEL
from filage.desks.budget.views import trying
from filage.productions.models import Production
from filage.rules.budgeting.cash import CashPlan, CashRow
from filage.rules.budgeting.lines import EXPENSE
from filage.rules.engine import Explained, Partial, total
from filage.web import format as french
from filage.web.tables import Column, Group, Row, Table, plain


def context(
    production: Production,
    asked: Mapping[str, str],
    today: date,
    *,
    pay: bool,
    edits: bool,
    opening: OpeningForm | None = None,
    dues: DuesForm | None = None,
    steps: Sequence[Step] = (),
) -> dict[str, Any]:
    """Return what the template needs; `asked` holds a scenario, what cannot be read of it is ignored.

    Who `edits` finds forms (`opening` and `dues` are those that were refused), and gestures; `steps` are those being tried.
    Without `pay`, what goes out is told by its total of the month: a single wage would give one person away.
    """
    found = cash(production, forms.scenario(asked), today, team="" if pay else TEAM_LABEL)
    shown, tried = found.shown, trying.ends(found, steps)
    return {
        "production": production,
        "tab": "budget",
        "plan": found.plan if found.plan.months else None,
        "points": curve.points_of(shown, tried) if tried else curve.points(shown),
        "today": today,
        "sentence": curve.sentence(found.plan),
        "scenario_said": curve.compared(found.plan, found.tried) if found.tried else "",
        "scenario": forms.ScenarioForm(asked, found.receipts, found.series) if found.receipts or found.series else None,
        "is_scenario": found.tried is not None,
        "asked": f"?{urlencode(dict(asked.items()))}" if found.tried else "",
        "opening": (opening or OpeningForm(opening=found.opening, months=found.months)) if edits else None,
        "dues": (dues or DuesForm(dues=found.dues)) if edits and found.dues else None,
        "overdraft": shown.overdraft,
        "gestures": trying.gestures(found) if edits else [],
        "plans": trying.plans(found) if edits else [],
        "trying": trying.title(found, steps) if steps else "",
        "kept": {"gestes": trying.sent(steps), "confirme": "1"},
        "months": _months(found.plan, found.tried, tried),
        "flows_note": "avec le scénario" if found.tried else "",
        "flows": _flows(shown, pay=pay) if shown.rows else None,
        "later": _reported("Ce qui tombe après le plan", shown.later),
        "undated": _reported("Ce qui n’a pas de date", shown.undated),
        "hypotheses": shown.hypotheses,
        "missing": sorted({item.label for item in shown.missing}),
        "url": reverse("budget:treasury", args=[production.slug]),
        "budget_url": reverse("budget:budget", args=[production.slug]),
    }


def _months(plan: CashPlan, tried: CashPlan | None, done: Sequence[Decimal]) -> Table:
    """Return the plan month by month; a scenario, then the gestures being tried, stand beside it."""
    columns = [
        Column("Ouverture, €", "amount", wide=True),
        Column("Entrées, €", "amount", tone="plain", dash=True),
        Column("Sorties, €", "amount", tone="plain", dash=True),
        Column("Clôture, €", "amount"),
    ]
    beside: list[dict[date, Decimal | None]] = []
    if tried:
        columns.append(Column("Avec le scénario, €", "amount"))
        beside.append({month.month: month.balance.value for month in tried.months})
    if done:
        columns.append(Column("Avec les gestes, €", "amount"))
        beside.append({month.month: end for month, end in zip((tried or plan).months, done, strict=True)})
    rows = [
        Row(
            french.month(month.month, year=True).capitalize(),
            [
                month.opening.value,
                _known(month.cash_in),
                _known(month.cash_out),
                month.balance.value,
                *(ends.get(month.month) for ends in beside),
            ],
        )
        for month in plan.months
    ]
    unknown = sum(len(month.cash_in.missing) + len(month.cash_out.missing) for month in plan.months)
    into = sum((month.cash_in.known for month in plan.months), Decimal(0))
    out = sum((month.cash_out.known for month in plan.months), Decimal(0))
    foot = Row("Ensemble", ["", into, out, "", *[""] * len(beside)])
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
