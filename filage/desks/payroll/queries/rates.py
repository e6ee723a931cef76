"""What multiplies a gross into an employer's cost in a workbook: a coefficient, or the engine's cost over its gross."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from filage.desks.payroll.queries.costing import Pricing, date_cost, estimated, reference_creation, reference_day
from filage.desks.payroll.queries.playing import paid
from filage.productions.models import Engagement, Production

PLACES = Decimal("1e-8")  # a gross under a million comes to the cent


@dataclass(frozen=True, slots=True)
class Rate:
    """Cost over gross; None when it is unknown. `exact` tells the engine's, true of the gross it was made from."""

    value: Decimal | None
    exact: bool = False


def whole_rate(season: Any, production: Production, engagement: Engagement, *, dates: int) -> Rate:
    """Return the rate of all the work of an embauche, counted for a number of performances."""
    slips = estimated(season, engagement)
    pricing = Pricing(engagement, season.law(production.structure_id), slips)
    if not slips or pricing.lacks:
        on = reference_day(season, production) if engagement.per_performance else engagement.starts_on
        return Rate(pricing.coefficient(on or reference_creation(production)).value)
    gross = sum((slip.gross.known() for slip in slips), Decimal(0))
    cost = sum((slip.cost or Decimal(0) for slip in slips), Decimal(0))
    more = dates - len(season.performances_of(production.pk))
    if engagement.per_performance and engagement.replaces_id is None and more > 0:
        first = date_cost(production, pricing.law, engagement, reference_day(season, production))
        people = engagement.headcount
        gross += first.gross.known() / people * more
        cost += first.whole.known() / people * more
    return _over(cost, gross)


def date_rates(season: Any, production: Production, engagement: Engagement) -> tuple[Rate, Rate]:
    """Return the rate of one performance: a first date in a place, then one the day after."""
    on, law = reference_day(season, production), season.law(production.structure_id)

    def of(following: bool) -> Rate:
        cost = date_cost(production, law, engagement, on, following=following)
        if cost.beside is None:
            return Rate(Pricing(engagement, law).coefficient(on).value)
        return _over(cost.whole.known(), cost.gross.known())

    return of(False), of(True)


def worked(season: Any, production: Production, engagement: Engagement, *, dates: int) -> Decimal:
    """Return the units of work of an embauche: in all, or for every date counted on (those of the calendar, then first dates)."""
    if not engagement.per_performance:
        return engagement.quantity * engagement.headcount
    every = season.performances_of(production.pk)
    counted = {each.pk for each in every[:dates]}
    held = [each for each in paid(season, engagement) if each.activity.pk in counted]
    after = engagement.quantity if engagement.quantity_following is None else engagement.quantity_following
    known = sum((after if each.following else engagement.quantity for each in held), Decimal(0))
    more = max(dates - len(every), 0) if engagement.replaces_id is None else 0
    return (known + engagement.quantity * more) * engagement.headcount


def _over(cost: Decimal, gross: Decimal) -> Rate:
    return Rate((cost / gross).quantize(PLACES) if gross else Decimal(1), exact=True)
