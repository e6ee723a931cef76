"""What the budget shows on the pages of the shells: how a creation is paid for, and the treasury."""

from decimal import Decimal
from typing import Any

from django.urls import reverse

from filage.core import access, clock
from filage.core.rails import pages
from filage.core.rails.types import Panel
from filage.desks.budget import queries
from filage.desks.budget.rails import curve, entries
from filage.productions.enums import Phase
from filage.rules.budgeting.balances import RECOVERED, Budget
from filage.rules.budgeting.lines import REFUSED, is_voluntary
from filage.web.tables import Cell, Column, Row, Table, plain

FUNDED = {Phase.CREATION: "Financements de la création", Phase.STRUCTURE: "Financements de la structure"}


def funding(request: Any, production: Any) -> Panel | None:
    """Give who pays for the creation (or for the structure): a bar of what is secured, hoped for, left, and a line a funder."""
    kept = queries.lines(production)
    found = next(((phase, held) for phase in FUNDED if (held := [line for line in kept if line.phase == phase])), None)
    if found is None:
        return None
    phase, held = found
    budget = queries.budgets(held)[phase]
    rows = [entry for entry in entries.produits(held) if not entries.own_money(entry) and not is_voluntary(entry.first)]
    return Panel(
        slot="projet.budget.main",
        title=FUNDED[phase],
        count=len(rows),
        more_label="Le plan de financement",
        more_url=reverse("budget:funding", args=[production.slug]),
        template="budget/panel_funding.html",
        context={"parts": _parts(budget), "whole": _whole(budget), "table": _funders(FUNDED[phase], rows) if rows else None},
        rank=10,
    )


def _whole(budget: Budget) -> Decimal:
    return max(budget.previsionnel.expense.known, budget.previsionnel.income.known)


def _parts(budget: Budget) -> list[tuple[str, Decimal, str]]:
    secured, hoped = budget.securise.income.known, budget.previsionnel.income.known
    left = _whole(budget) - hoped
    parts = [("Sécurisé", secured, "full"), ("Espéré", hoped - secured, "part")]
    return [*parts, (RECOVERED if budget.closing else "Reste à trouver", left, "hole")] if left else parts


def treasury(request: Any, production: Any) -> Panel | None:
    """Give the treasury of a production: the curve, and its low point in a sentence."""
    plan = queries.treasury(production)
    return _treasury(request, plan, "projet.budget.side", reverse("budget:treasury", args=[production.slug]))


def all_treasuries(request: Any, production: Any) -> Panel | None:
    """Give the treasury of everything the user may read."""
    organisation = access.organisation_of(request)
    plan = queries.organisation_treasury(organisation, access.readable_productions(request.user, organisation))
    return _treasury(request, plan, "aujourdhui.side", "")


def _treasury(request: Any, plan: Any, slot: str, url: str) -> Panel | None:
    if not any(month.balance.value is not None for month in plan.months):
        return None
    return Panel(
        slot=slot,
        title="Trésorerie",
        count="fin de mois",
        more_label="Le plan" if url else "",
        more_url=url,
        template="budget/panel_treasury.html",
        context={"points": curve.points(plan), "today": clock.today_for(request), "sentence": curve.sentence(plan)},
        rank=10,
    )


def _funders(title: str, rows: list[entries.Entry]) -> Table:
    columns = [
        Column("Avancement", "steps"),
        Column("Prévisionnel, €", "amount", tone="plain"),
        Column("Sécurisé, €", "amount", dash=True),
    ]
    kept = [entry for entry in rows if entry.first.status != REFUSED]
    hoped = sum((entry.amount.known for entry in kept), Decimal(0))
    foot = Row("Total", ["", hoped, sum((entry.secured for entry in kept), Decimal(0))])
    unknown = sum(len(entry.amount.missing) for entry in kept)
    lines = [_funder(entry) for entry in sorted(rows, key=lambda entry: -entry.amount.known)]
    return plain(title, columns, lines, header="Financeur", total=foot, total_unknown=unknown)


def _funder(entry: entries.Entry) -> Row:
    status, label = entries.state(entry)
    refused = status == REFUSED
    value = Cell(Decimal(0) if refused else entry.value, gesture=entry.gesture)
    return Row(entry.label, [Cell(status, label=label), value, entry.secured])


def plug() -> None:
    """Give the panels."""
    pages.panel("projet.budget.main", "funding", funding)
    pages.panel("projet.budget.side", "treasury", treasury)
    pages.panel("aujourdhui.side", "treasury", all_treasuries)
