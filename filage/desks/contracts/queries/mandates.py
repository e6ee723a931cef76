"""What a mandate of diffusion costs, or brings: a share of each sale of its show, due when the contract says."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from filage.core.rails.types import CostLine, Side
from filage.desks.contracts import queries
from filage.desks.contracts.queries import flat
from filage.desks.contracts.queries.terms_said import terms_by_deal
from filage.productions.enums import DealKind, DealStage
from filage.productions.models import Deal, Production
from filage.rules.contracts.terms import value_of
from filage.rules.engine import percent

PRICED = "prix"  # the part of a sale that its guaranteed price is
SALES = {
    "cession": ((DealKind.CESSION, DealKind.PREACHAT), (PRICED,)),
    "ventes": ((DealKind.CESSION, DealKind.PREACHAT, DealKind.ATELIER, DealKind.COREALISATION), (PRICED, "variable", "part")),
}  # by what the commission is counted on: which contracts, and which parts of what they bring
ON_PAYMENT = "encaissement"


def cost_lines(season: Any) -> Iterator[CostLine]:
    """Yield the commissions of the mandates of a season, a line for each sale, paid as the sale is or on its day."""
    for production in season.productions:
        mandates = [(deal, values) for deal in season.deals_of(production.pk) if (values := _commissioned(season, deal))]
        if mandates:
            sales = _sales(season, production)
            for deal, values in mandates:
                yield from _commissions(season, deal, values, sales)


def _commissioned(season: Any, deal: Deal) -> Mapping[str, str]:
    """Return what a mandate says, nothing when it is no mandate or shares no sale."""
    if deal.kind != DealKind.MANDAT or deal.stage == DealStage.ROMPU:
        return {}
    values = terms_by_deal(season).get(deal.pk, {})
    return values if values.get("commission") else {}


def _sales(season: Any, production: Production) -> list[tuple[Deal, str, CostLine]]:
    """Return what the deals of a production sell, date by date: the deal, the part of its price, the line."""
    deals = {each.pk: each for each in season.deals_of(production.pk)}
    found = []
    for line in queries.cost_lines(season):
        if line.production == production.pk and line.side is Side.INCOME:
            part = line.key.rpartition("#")[2].partition("-")[0]
            found.append((deals[UUID(line.origin.partition(":")[2])], part, line))
    return found


def _commissions(
    season: Any, deal: Deal, values: Mapping[str, str], sales: list[tuple[Deal, str, CostLine]]
) -> Iterator[CostLine]:
    kinds, parts = SALES[value_of(values, "commission_base")]
    rate = percent(Decimal(values["commission"]), "Commission", source="Mandat de diffusion")
    label = f"Commission, {deal.partner.name}" if deal.partner else "Commission de diffusion"
    place = flat.PLACES[DealKind.MANDAT]
    since, until = _period(values)
    for sold, part, line in sales:
        if sold.kind not in kinds or part not in parts or line.on is None or not since <= line.on <= until:
            continue
        due = line.pays_on if value_of(values, "commission_due") == ON_PAYMENT else line.on
        made = replace(
            line,
            key=f"deal:{deal.pk}#commission:{line.key.removeprefix('deal:')}",
            origin=f"deal:{deal.pk}",
            label=label,
            amount=(line.amount * rate).rounded().named(label),
            vat_rate=flat.vat_of(season, deal, line.on),
            pays_on=due,
            account=place.received,
            funder=deal.partner_id,
        )
        yield flat.paid(made, place) if deal.buys else made


def _period(values: Mapping[str, str]) -> tuple[date, date]:
    """Return the days of a mandate; without them, every sale of the show is its own."""
    since, until = values.get("debut"), values.get("fin")
    return (date.fromisoformat(since) if since else date.min), (date.fromisoformat(until) if until else date.max)
