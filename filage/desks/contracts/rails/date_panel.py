"""What contracts say of one date: what its partner pays for it, tax and all, when, and how far the contract is."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.html import format_html

from filage.core import access
from filage.core.kept import CostRow
from filage.core.rails.types import Panel, Side
from filage.desks.contracts.rails.panels import stage_text
from filage.productions.enums import DealKind
from filage.productions.models import Activity
from filage.rules.engine import to_cent
from filage.web import format as french
from filage.web.tables import Cell, Column, Row, Table, plain

PERCENT = Decimal(100)


def money(request: Any, activity: Activity) -> Panel | None:
    """Give what a date is sold for: its lines, VAT, the total, and when it is paid."""
    deal = activity.deal
    if deal is None:
        return None
    rows = CostRow.objects.within(activity.organisation_id).filter(activity=activity.pk, origin=f"deal:{deal.pk}")
    held = list(rows.filter(side=Side.INCOME))
    edits = access.can_edit(request.user, activity)
    partner = deal.partner.name if deal.partner else deal.label or "partenaire à préciser"
    return Panel(
        slot="date.main",
        title=DealKind(deal.kind).label.capitalize(),
        count=partner,
        more_label="Les conditions" if edits else "",
        more_url=reverse("contracts:deal", args=[activity.production.slug, deal.pk]) if edits else "",
        template="contracts/panel_date.html",
        context={"table": _table(held) if held else None, "stage": stage_text(deal), "paid": _paid(held)},
        rank=10,
    )


def _table(held: Sequence[CostRow]) -> Table:
    rows = [Row(row.label, [Cell(row.amount, because=row.key, gesture=row.unknown_reason)]) for row in held]
    known = [row for row in held if row.amount is not None]
    if len(known) == len(held):
        net = sum((row.amount or Decimal(0) for row in known), Decimal(0))
        taxed = [to_cent((row.amount or Decimal(0)) * (row.vat_rate or Decimal(0)) / PERCENT) for row in known]
        rates = {row.vat_rate for row in known}
        rate = rates.pop() if len(rates) == 1 else None
        label = format_html('TVA <span class="soft">{}</span>', french.percent(rate)) if rate else "TVA"
        rows += [Row("Total HT", [net]), Row(label, [Cell(sum(taxed, Decimal(0)))])]
        return plain(
            "Ce que paie le partenaire", [Column("€", "amount")], rows, header="Ligne", total=Row("Total TTC", [net + sum(taxed)])
        )
    return plain("Ce que paie le partenaire", [Column("€", "amount")], rows, header="Ligne")


def _paid(held: Sequence[CostRow]) -> str:
    """Say when the money is expected: « attendu le 16 mai 2027 »."""
    days = sorted({row.pays_on for row in held if row.pays_on is not None})
    return "attendu le " + ", puis le ".join(french.day_long(day, weekday=False) for day in days) if days else ""
