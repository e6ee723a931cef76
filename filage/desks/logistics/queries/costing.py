"""What travelling, sleeping and eating cost: nothing when the host provides it, and never what the budget already foresees."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from filage.core.rails.types import CostLine, Side, Stage
from filage.desks.logistics.enums import BookingState, HostingSide, MealProvider, ServiceState
from filage.desks.logistics.models import AccessService, Journey, Meal, Stay
from filage.desks.logistics.queries import rooming
from filage.desks.logistics.queries.held import Logistics, logistics, teams
from filage.productions.enums import FIRM, LIVE, PERFORMANCES, HostingMode, Phase
from filage.productions.models import Activity, Production
from filage.rules import accessibility
from filage.rules.accounting import fiscal_year_of
from filage.rules.engine import Explained, Law, given, quantity, unknown
from filage.rules.geography import costs
from filage.rules.payroll import allowances

TRAVEL, BEDS, MEALS, SERVICES = ("6251", "F"), ("6256", "F"), ("6256", "F"), ("611", "H")
RECHARGED = "7085"
PAID_BACK_AFTER = timedelta(days=30)
STAGES = {BookingState.CONFIRME: Stage.COMMITTED, BookingState.PAYE: Stage.PAID}
FORESEEN = (Stage.COMPUTED, Stage.QUOTED)
TYPED = "Saisi dans la logistique"


def cost_lines(season: Any) -> Iterator[CostLine]:
    """Yield what each journey, stay, meal and accessible service of the productions of a season costs."""
    held = logistics(season)
    for journey in held.journeys:
        yield from _with_recharge(_of_journey(season, held, journey), journey.hosting or _mode(season, journey, "travel"), season)
    for stay in held.stays:
        yield from _with_recharge(_of_stay(season, held, stay), stay.hosting or _mode(season, stay, "lodging"), season)
    for meal in held.meals:
        line = _of_meal(season, meal)
        if line is not None:
            yield from _with_recharge(line, season.activity(meal.activity_id).meals, season)
    for service in held.services:
        yield from _of_service(season, service)


def _mode(season: Any, row: Journey | Stay, name: str) -> str:
    """Return how the date that a row serves bears its travel or its lodging."""
    return str(getattr(season.activity(row.activity_id), name)) if row.activity_id else ""


def _of_journey(season: Any, held: Logistics, journey: Journey) -> CostLine | None:
    label = f"{journey.from_place} – {journey.to_place}"
    if journey.cost is None:
        people = len(held.seats_of(journey)) if journey.mode in costs.BY_SEAT else 0
        amount = costs.way(_law(season, journey), journey.mode, journey.km, people, journey.on, f"{label}, estimé")
    else:
        amount = given(journey.cost, label, source=TYPED)
    return _booked(season, journey, f"journey:{journey.pk}", amount, journey.on, TRAVEL, estimated=journey.cost is None)


def _law(season: Any, row: Journey | Stay) -> Law:
    found: Law = season.law(season.production(row.production_id).structure_id)
    return found


def _of_stay(season: Any, held: Logistics, stay: Stay) -> CostLine | None:
    if stay.price is None:
        price, label = costs.night(_law(season, stay), stay.arrives_on), f"{stay.hotel}, estimé"
    else:
        price, label = given(stay.price, "Chambre par nuit", source=TYPED), stay.hotel
    count = sum(night.rooms for night in rooming.nights(stay, held.beds_of(stay)))
    amount = (price * quantity(count, "Nuits de chambre")).named(label, "EUR")
    return _booked(season, stay, f"stay:{stay.pk}", amount, stay.arrives_on, BEDS, estimated=stay.price is None)


def _booked(
    season: Any, row: Journey | Stay, key: str, amount: Explained, on: date, account: tuple[str, str], *, estimated: bool
) -> CostLine | None:
    """Return the line of a journey or of a stay; an estimate never stands for what a budget line foresees, nor is it engaged."""
    stage = Stage.COMPUTED if estimated else STAGES.get(BookingState(row.state), Stage.QUOTED)
    if row.state == BookingState.ANNULE or (row.counted_in and (stage in FORESEEN or not amount.is_known)):
        return None
    activity = season.activity(row.activity_id) if row.activity_id else None
    if activity is not None and activity.status not in LIVE:
        return None
    production = season.production(row.production_id)
    return line_of(production, activity, key, amount, on, account, stage=stage, origin=row.counted_in)


def _of_meal(season: Any, meal: Meal) -> CostLine | None:
    activity = season.activity(meal.activity_id)
    if activity.status not in LIVE or meal.counted_in or meal.provider not in (MealProvider.NOUS, MealProvider.INDEMNITE):
        return None
    count = meal.headcount if meal.headcount is not None else len(teams(season).get(activity.pk, ()))
    label = f"{meal.get_moment_display()} du {meal.on:%d/%m/%Y}".capitalize()
    if meal.provider == MealProvider.INDEMNITE:
        structure = activity.production.structure
        amount = allowances.meals(season.law(structure.pk), structure.idcc, count, meal.on).owed
    elif meal.price is None:
        amount = unknown(label, gesture="Dire le prix d’un repas.")
    else:
        amount = given(meal.price, "Prix d’un repas", source=TYPED) * quantity(count, "Personnes")
    return line_of(activity.production, activity, f"meal:{meal.pk}", amount.named(label, "EUR"), meal.on, MEALS)


def _of_service(season: Any, service: AccessService) -> Iterator[CostLine]:
    activity = season.activity(service.activity_id)
    if service.hosting != HostingSide.NOUS or service.state == ServiceState.ANNULE or activity.status not in LIVE:
        return
    label = service.get_kind_display()
    if service.price is None:
        law = season.law(activity.production.structure_id)
        amount = accessibility.price(law, service.kind, activity.on).named(label, "EUR")
    else:
        amount = given(service.price, label, source=TYPED)
    yield line_of(activity.production, activity, f"access:{service.pk}", amount, activity.on, SERVICES)


def _with_recharge(line: CostLine | None, mode: str, season: Any) -> Iterator[CostLine]:
    """Yield a cost unless the host provides it, and what is charged to the host when it pays the real cost back.

    A lump sum is in the deal or in the budget already: nothing is charged here. What a budget line foresees, it charges.
    """
    if line is None or mode == HostingMode.FOURNI:
        return
    yield line
    if mode == HostingMode.REEL and line.origin == line.key and line.activity is not None:
        yield _recharged(line, season.activity(line.activity))


def _recharged(line: CostLine, activity: Activity) -> CostLine:
    deal = activity.deal
    return replace(
        line,
        key=f"{line.key}#refacture",
        origin=f"{line.key}#refacture",
        label=f"{line.label}, refacturé",
        stage=Stage.COMPUTED,
        side=Side.INCOME,
        vat_rate=deal.vat_rate if deal else None,
        pays_on=activity.on + (timedelta(days=deal.payment_days) if deal else PAID_BACK_AFTER),
        destination="P",
        account=RECHARGED,
        funder=deal.partner_id if deal else None,
        status="accorde_oral" if activity.status in FIRM else "idee",
    )


def line_of(
    production: Production,
    activity: Activity | None,
    key: str,
    amount: Explained,
    on: date,
    account: tuple[str, str],
    *,
    stage: Stage = Stage.QUOTED,
    origin: str = "",
    vat_rate: Decimal | None = None,
    pays_on: date | None = None,
) -> CostLine:
    """Return the cost line of a row of logistics, placed in the budget and the year where it falls."""
    made = production.creation_end is not None and on <= production.creation_end
    played = activity is not None and activity.kind in PERFORMANCES
    return CostLine(
        key=key,
        origin=origin or key,
        label=amount.label,
        stage=stage,
        side=Side.EXPENSE,
        amount=amount.rounded() if amount.is_known else amount,
        vat_rate=vat_rate,
        on=on,
        pays_on=pays_on or on,
        production=production.pk,
        activity=activity.pk if activity else None,
        destination=account[1],
        account=account[0],
        phase=(Phase.EXPLOITATION if played or not made else Phase.CREATION).value,
        fiscal_year=fiscal_year_of(on, starts_in=production.structure.fiscal_year_start),
        structure=production.structure_id,
        certain=activity is None or activity.status in FIRM,
        variable=played,
    )
