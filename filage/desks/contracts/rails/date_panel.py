"""What contracts say of one date: what its partner pays for it, tax and all, when, and how far the contract is."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.html import format_html

from filage.core import access
from filage.core.kept import CostRow
from filage.core.rails import read
from filage.core.rails.types import ESTIMATES, Panel, Side
from filage.desks.contracts.models import Agreement
from filage.desks.contracts.operations import agreements
from filage.desks.contracts.queries.agreements import stage_of
from filage.desks.contracts.rails.panels import stage_text
from filage.productions.enums import LIVE, PERFORMANCES, ActivityKind, DealKind, DealStage
from filage.productions.models import Activity, Deal
from filage.rules.engine import to_cent
from filage.web import format as french
from filage.web.tables import Cell, Column, Row, Table, plain

PERCENT = Decimal(100)
SOLD = (*PERFORMANCES, ActivityKind.ATELIER)


def money(request: Any, activity: Activity) -> Panel | None:
    """Give what a date is sold for: its lines, VAT, the total, and when it is paid."""
    deal = activity.deal
    if deal is None:
        return _none(request, activity)
    mine = [row for row in read.costs_of_date(activity) if row.origin == f"deal:{deal.pk}"]
    held = [row for row in mine if row.side == Side.INCOME and row.stage in ESTIMATES]
    edits = access.can_edit(request.user, activity)
    partner = deal.partner.name if deal.partner else deal.label or "partenaire à préciser"
    return Panel(
        slot="date.main",
        title=DealKind(deal.kind).label.capitalize(),
        count=partner,
        more_label="Le contrat",
        more_url=reverse("contracts:agreement", args=[activity.production.slug, deal.pk]),
        template="contracts/panel_date.html",
        context={
            "table": _table(held) if held else None,
            "stage": stage_text(deal),
            "paid": _paid(held),
            "text": _text(deal),
            "lacks": agreements.lacks(deal) if edits and deal.stage != DealStage.SIGNE else (),
            "terms_url": reverse("contracts:deal", args=[activity.production.slug, deal.pk]) if edits else "",
        },
        rank=10,
    )


def _none(request: Any, activity: Activity) -> Panel | None:
    """Give a date without terms the gesture that begins its contract."""
    if activity.status not in LIVE or activity.kind not in SOLD or not access.can_edit(request.user, activity):
        return None
    begin = reverse("contracts:begin", args=[activity.production.slug])
    return Panel(
        slot="date.main",
        title="Contrat",
        count="aucun",
        more_label="Nouveau contrat",
        more_url=f"{begin}?date={activity.pk}",
        template="contracts/panel_date.html",
        context={"none": True},
        rank=10,
    )


def _text(deal: Deal) -> str:
    """Say how far the text of the contract is, and since when: « en négociation, envoyé le 12 mars 2027 »."""
    kept = Agreement.objects.within(deal.organisation_id).filter(deal=deal).first()
    said = [stage_of(deal, kept).label]
    if kept is not None and kept.signed_on:
        said.append(f"signé le {french.day_long(kept.signed_on, weekday=False)}")
    elif kept is not None and kept.sent_on:
        said.append(f"envoyé le {french.day_long(kept.sent_on, weekday=False)}")
    return said[-1] if said[-1].startswith(f"{said[0]} le ") else ", ".join(said)


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
