"""What multiplies a gross into an employer's cost in a workbook: a coefficient, or the engine's cost over its gross."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from filage.desks.payroll.queries.costing import Pricing, date_cost, estimated, reference_creation, reference_day
from filage.desks.payroll.queries.playing import paid
from filage.desks.payroll.queries.slips import units_of
from filage.desks.payroll.queries.working import endings
from filage.productions.models import Engagement, Production
from filage.rules.engine import to_cent

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
        return _at(pricing, on or reference_creation(production))
    gross = sum((slip.base or Decimal(0) for slip in slips), Decimal(0))
    cost = sum((slip.cost or Decimal(0) for slip in slips), Decimal(0))
    more = dates - len(season.performances_of(production.pk))
    if engagement.per_performance and engagement.replaces_id is None and more > 0:
        first = date_cost(production, pricing.law, engagement, reference_day(season, production))
        people = engagement.headcount
        gross += _paid(engagement) * more
        cost += first.whole.known() / people * more
    return _over(cost, gross)


def date_rates(season: Any, production: Production, engagement: Engagement) -> tuple[Rate, Rate]:
    """Return the rate of one performance: a first date in a place, then one the day after."""
    on, law = reference_day(season, production), season.law(production.structure_id)

    def of(following: bool) -> Rate:
        cost = date_cost(production, law, engagement, on, following=following)
        if cost.beside is None:
            return _at(Pricing(engagement, law), on)
        return _over(cost.whole.known(), _paid(engagement, following=following) * engagement.headcount)

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


def _at(pricing: Pricing, on: date) -> Rate:
    """Return the coefficient of an embauche, times what the end of its contract adds to its gross."""
    value, codes = pricing.coefficient(on).value, endings(pricing.engagement)
    for code in codes if value is not None else ():
        value *= 1 + pricing.law.read(code, on).known()
    return Rate(value)


def _paid(engagement: Engagement, *, following: bool = False) -> Decimal:
    """Return what one person is paid for a performance, before what the end of the contract adds."""
    return to_cent(units_of(engagement, following=following) * (engagement.gross or Decimal(0)))


def _over(cost: Decimal, gross: Decimal) -> Rate:
    return Rate((cost / gross).quantize(PLACES) if gross else Decimal(1), exact=True)
