"""What concerts and evenings cost or bring beside their deals: what we provide, and the tickets of our own house."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from filage.core.prepared import Prepared
from filage.core.rails import rare
from filage.core.rails.types import CostLine, Side, Stage
from filage.desks.booking.enums import HostKind, Provider
from filage.desks.booking.models import HostRequest
from filage.desks.booking.queries import programme
from filage.productions.enums import FIRM, LIVE, VatStatus
from filage.productions.models import Activity
from filage.rules.accounting import fiscal_year_of
from filage.rules.engine import Explained, given, percent
from filage.rules.pricing import ticketing

PERCENT = Decimal(100)
BEDS_AND_MEALS = ("6256", "F")
ACCOUNTS = {
    HostKind.BACKLINE: ("6135", "C"),
    HostKind.REPAS: BEDS_AND_MEALS,
    HostKind.REGIMES: BEDS_AND_MEALS,
    HostKind.CHAMBRES: BEDS_AND_MEALS,
}
HOSPITALITY = ("6257", "H")
TICKETS_ACCOUNT, TAX_ACCOUNT = "7061", "637"
PAID_AFTER = timedelta(days=30)


rare.declare(HostRequest)


@Prepared
def PROVIDED(organisation: UUID, ids: Sequence[UUID]) -> Any:
    rows = HostRequest.objects.within(organisation).filter(activity__production__in=ids, provider=Provider.NOUS)
    return rows.filter(estimated_cost__isnull=False).order_by("rank", "id")


def cost_lines(season: Any) -> Iterator[CostLine]:
    """Yield what we provide at each concert, and the tickets of each evening that we programme ourselves."""
    shows = [production.pk for production in season.productions]
    for request in PROVIDED(season.organisation_id, shows) if rare.held(season, HostRequest) else ():
        activity = season.activity(request.activity_id)
        if activity.status in LIVE:
            yield _provided(request, activity)
    for activity_id in programme.slots(season):
        activity = season.activity(activity_id)
        if activity.deal_id is None and activity.status in LIVE and activity.average_price is not None:
            yield from _own_tickets(season, activity)


def _provided(request: HostRequest, activity: Activity) -> CostLine:
    account, destination = ACCOUNTS.get(HostKind(request.kind), HOSPITALITY)
    amount = given(request.estimated_cost or Decimal(0), request.label, source="Demandes d’accueil du concert")
    return _line(activity, f"demande:{request.pk}", request.label, amount, account, destination)


def _own_tickets(season: Any, activity: Activity) -> Iterator[CostLine]:
    capacity = activity.capacity or (activity.room.capacity if activity.room else None)
    if capacity is None or activity.fill_rate is None or activity.average_price is None:
        return
    law = season.law(activity.production.structure_id)
    house = ticketing.House(capacity, 1, held_back=activity.reserved_seats)
    seats = ticketing.admissions_from_filling(house, percent(activity.fill_rate, "Taux de remplissage"))
    vat, tax = law.read("vat.taux_billetterie", activity.on), law.read("taxes.taux_taxe_spectacle", activity.on)
    taxed = season.vat_status(activity.production.structure_id, activity.on) == VatStatus.ASSUJETTI
    price = given(activity.average_price, "Prix moyen d’une place, TTC")
    found = ticketing.takings(seats, price, ticketing.Deductions(vat if taxed else vat * 0, tax))
    origin = f"soiree:{activity.pk}"
    income = _line(activity, f"{origin}#recette", "Billetterie", found.net_of_vat.rounded(), TICKETS_ACCOUNT, "P")
    rate = vat.value * PERCENT if taxed and vat.value is not None else None
    yield _as_income(income, rate)
    yield _line(activity, f"{origin}#taxe", "Taxe sur les spectacles", found.tax.rounded(), TAX_ACCOUNT, "G")


def _as_income(line: CostLine, vat: Decimal | None) -> CostLine:
    return replace(line, side=Side.INCOME, vat_rate=vat, status="idee", pays_on=line.on)


def _line(activity: Activity, key: str, label: str, amount: Explained, account: str, destination: str) -> CostLine:
    production = activity.production
    return CostLine(
        key=key,
        origin=key,
        label=label,
        stage=Stage.COMPUTED,
        side=Side.EXPENSE,
        amount=amount.named(label),
        on=activity.on,
        pays_on=activity.on + PAID_AFTER,
        production=activity.production_id,
        activity=activity.pk,
        destination=destination,
        account=account,
        phase="exploitation",
        fiscal_year=fiscal_year_of(activity.on, starts_in=production.structure.fiscal_year_start),
        structure=production.structure_id,
        certain=activity.status in FIRM,
        variable=True,
    )
