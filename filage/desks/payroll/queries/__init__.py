"""What each embauche costs, estimated from its terms and a coefficient de charges."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID

from filage.core.rails.types import CostLine, Side, Stage
from filage.productions.enums import FIRM, EmploymentStatus, GrossUnit
from filage.productions.models import Activity, Engagement, Production
from filage.rules.accounting import fiscal_year_of
from filage.rules.budgeting.price import PlateauItem
from filage.rules.engine import Explained, given, quantity, sum_of, unknown

GROSS_ACCOUNT, CHARGES_ACCOUNT = "6411", "645"
CONTRIBUTIONS_DAY = 15  # of the month after the work
LATEST = date.max  # an embauche without any date reads the latest coefficient
PLURALS = {unit: unit.label + ("" if unit is GrossUnit.MOIS else "s") for unit in GrossUnit}


@dataclass(frozen=True, slots=True)
class Played:
    """A live performance as pay reads it: whether it follows another in the same place, and when what it costs is paid."""

    activity: Activity
    key: str
    following: bool
    firm: bool
    fiscal_year: int


@dataclass(frozen=True, slots=True)
class Cost:
    """What an embauche costs: the gross, and what the employer adds to it (both rounded to the cent)."""

    gross: Explained
    charges: Explained

    @property
    def whole(self) -> Explained:
        """Return the employer's cost."""
        return self.gross + self.charges


def cost_lines(season: Any) -> Iterator[CostLine]:
    """Yield the cost lines of every embauche: per live performance, or per month of work, or once when it has no dates."""
    for production in season.productions:
        performances = played(season.performances_of(production.pk), starts_in=production.structure.fiscal_year_start)
        for engagement in season.engagements_of(production.pk):
            pricing = Pricing(engagement, season.law(production.structure_id))
            if engagement.per_performance:
                yield from _by_performance(pricing, production, performances)
            else:
                yield from _by_month(pricing, production)


def plateau_items(season: Any, production: Production) -> list[PlateauItem]:
    """Return what each embauche of a performance costs, on a first date and on a following one in the same place."""
    on = reference_day(season, production)
    items = []
    for engagement in season.engagements_of(production.pk):
        if engagement.per_performance:
            pricing = Pricing(engagement, season.law(production.structure_id))
            first, following = (_employer_cost(pricing.cost(on, following=rank)) for rank in (False, True))
            items.append(PlateauItem(f"engagement:{engagement.pk}", engagement.function, first, following))
    return items


def payslips(season: Any, production: Production) -> int:
    """Return how many payslips a performance asks for."""
    return sum(each.headcount for each in season.engagements_of(production.pk) if each.per_performance)


def reference_day(season: Any, production: Production) -> date:
    """Return the day whose rules price a performance: the first live date, else the end of the creation, else the latest."""
    performances = season.performances_of(production.pk)
    return performances[0].on if performances else production.creation_end or LATEST


def played(performances: list[Activity], *, starts_in: int = 1) -> list[Played]:
    """Return each performance with whether it is played where the last one was, a day before; years open in `starts_in`."""
    before: dict[UUID, date] = {}
    found = []
    for each in performances:
        last = before.get(each.venue_id) if each.venue_id else None
        follows = last is not None and each.on - last == timedelta(days=1)
        year = fiscal_year_of(each.on, starts_in=starts_in)
        found.append(Played(each, str(each.pk), follows, each.status in FIRM, year))
        if each.venue_id:
            before[each.venue_id] = each.on
    return found


class Pricing:
    """Prices one embauche; each distinct cost is computed once, however many dates share it."""

    def __init__(self, engagement: Engagement, law: Any):
        self.engagement = engagement
        self.law = law
        self.key = f"engagement:{engagement.pk}"
        self._costs: dict[tuple[Any, ...], Cost] = {}

    def coefficient(self, on: date) -> Explained:
        """Return the coefficient de charges: the embauche's own, else that of the structure or of the trade on the day."""
        if self.engagement.coefficient is not None:
            return given(self.engagement.coefficient, "Coefficient de charges", unit="", source="Saisi sur l’embauche")
        return self.law.read(f"employer.coefficient_{self.engagement.status}", on)

    def cost(self, on: date, *, following: bool = False) -> Cost:
        """Return gross and charges of the embauche, for one performance when it is paid by performance."""
        coefficient = self.coefficient(on)
        key = following, coefficient.value, coefficient.source, coefficient.gesture
        if key not in self._costs:
            gross = (self._units(following) * self._rate()).rounded().named(f"{self.engagement.function}, brut")
            charges = (gross * (coefficient - 1)).rounded().named(f"{self.engagement.function}, cotisations de l’employeur")
            self._costs[key] = Cost(gross, charges)
        return self._costs[key]

    def _units(self, following: bool) -> Explained:
        each, people = self.engagement.quantity, self.engagement.headcount
        if following and self.engagement.quantity_following is not None:
            each = self.engagement.quantity_following
        unit = PLURALS[GrossUnit(self.engagement.unit)] if each * people >= 2 else GrossUnit(self.engagement.unit).label
        if people == 1 or each == 1:
            return quantity(each * people, "Unités de travail", unit=unit)
        return quantity(people, "Personnes", unit="personnes") * quantity(each, "Unités de travail par personne", unit=unit)

    def _rate(self) -> Explained:
        label = f"Brut par {GrossUnit(self.engagement.unit).label}"
        if self.engagement.gross is None:
            return unknown(label, gesture=f"Saisir le brut de l’embauche « {self.engagement.function} ».")
        return given(self.engagement.gross, label, source="Saisi sur l’embauche")


def _employer_cost(cost: Cost) -> Explained:
    return sum_of((cost.gross, cost.charges), "Coût employeur")


def _by_performance(pricing: Pricing, production: Production, performances: list[Played]) -> Iterator[CostLine]:
    for performance in performances:
        cost = pricing.cost(performance.activity.on, following=performance.following)
        yield from _pair(pricing, production, cost, on=performance.activity.on, performance=performance)


def _by_month(pricing: Pricing, production: Production) -> Iterator[CostLine]:
    engagement = pricing.engagement
    start, end = engagement.starts_on, engagement.ends_on or engagement.starts_on
    cost = pricing.cost(start or reference_creation(production))
    months = list(_months(start, end)) if start and end else []
    if len(months) < 2:
        yield from _pair(pricing, production, cost, on=start)
        return
    gross, charges = ([*_shares(part, [days for _, days in months])] for part in (cost.gross, cost.charges))
    for (month, _), own_gross, own_charges in zip(months, gross, charges, strict=True):
        yield from _pair(pricing, production, Cost(own_gross, own_charges), on=month, suffix=f"@{month:%Y-%m}")


def reference_creation(production: Production) -> date:
    """Return the day whose rules price an embauche without dates."""
    return production.creation_start or production.creation_end or LATEST


def _pair(
    pricing: Pricing,
    production: Production,
    cost: Cost,
    *,
    on: date | None,
    performance: Played | None = None,
    suffix: str = "",
) -> Iterator[CostLine]:
    engagement = pricing.engagement
    place = f"@{performance.key}" if performance else suffix
    year = fiscal_year_of(on, starts_in=production.structure.fiscal_year_start) if on else None
    for part, amount, account, pays_on in (
        ("brut", cost.gross, GROSS_ACCOUNT, on and _month_end(on)),
        ("charges", cost.charges, CHARGES_ACCOUNT, on and _month_after(on)),
    ):
        yield CostLine(
            key=f"{pricing.key}{place}#{part}",
            origin=pricing.key,
            label=engagement.function if part == "brut" else f"{engagement.function}, cotisations de l’employeur",
            stage=Stage.COEFFICIENT,
            side=Side.EXPENSE,
            amount=amount,
            on=on,
            pays_on=pays_on,
            production=production.pk,
            activity=performance.activity.pk if performance else None,
            destination=engagement.destination,
            account=account,
            phase=engagement.phase,
            fiscal_year=performance.fiscal_year if performance else year,
            structure=production.structure_id,
            certain=performance is None or performance.firm,
            variable=engagement.per_performance,
        )


def _months(start: date, end: date) -> Iterator[tuple[date, int]]:
    """Yield the first day worked in each month, with how many days of the period fall in it."""
    day = start
    while day <= end:
        last = min(_month_end(day), end)
        yield day, (last - day).days + 1
        day = last + timedelta(days=1)


def _shares(whole: Explained, days: list[int]) -> Iterator[Explained]:
    """Yield the part of each month by its days, in whole cents; the last month takes what is left."""
    before: list[Explained] = []
    for count in days[:-1]:
        before.append(
            (whole * Decimal(count) / Decimal(sum(days))).rounded().named(f"{whole.label}, {count} jours sur {sum(days)}")
        )
        yield before[-1]
    yield (whole - sum_of(before, "Mois d’avant")).named(f"{whole.label}, solde")


@cache
def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


@cache
def _month_after(day: date) -> date:
    return (_month_end(day) + timedelta(days=1)).replace(day=CONTRIBUTIONS_DAY)


def default_coefficient(law: Any, status: EmploymentStatus, on: date) -> Explained:
    """Return the coefficient de charges that an embauche of this status takes on a day when it has none of its own."""
    return law.read(f"employer.coefficient_{status}", on)
