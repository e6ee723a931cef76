"""What each embauche costs: by the pay engine when it knows enough, else by a coefficient de charges, for the same origins."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache, lru_cache, partial
from typing import Any

from filage.core.rails.types import CostLine, Side, Stage
from filage.core.remembering import Again, values_of
from filage.desks.payroll.queries import slips as payslips_of
from filage.desks.payroll.queries.employers import coefficient_because
from filage.desks.payroll.queries.playing import Played, paid
from filage.desks.payroll.queries.slips import Slip
from filage.desks.payroll.queries.unmoved import told
from filage.desks.payroll.queries.working import endings, month_end, months_between
from filage.productions.enums import GrossUnit
from filage.productions.models import Engagement, Production
from filage.rules.accounting import fiscal_year_of
from filage.rules.budgeting.price import PlateauItem
from filage.rules.engine import Explained, given, quantity, sum_of, unknown
from filage.rules.engine.explained import Source
from filage.rules.payroll import ending

GROSS_ACCOUNT, CHARGES_ACCOUNT = "6411", "645"
CONTRIBUTIONS_DAY = 15  # of the month after the work
LATEST = date.max  # an embauche without any date reads the latest coefficient
PLURALS = {unit: unit.label + ("" if unit is GrossUnit.MOIS else "s") for unit in GrossUnit}


# the lines of each embauche, what it costs at the plateau and what its payslips lack, until something that they come from moves
_AGAIN: Again[tuple[CostLine, ...]] = Again()
_ON_A_DATE: Again[PlateauItem] = Again()
_LACKS: Again[tuple[str, ...]] = Again()


@dataclass(frozen=True, slots=True)
class Cost:
    """What an embauche costs: the gross, and what the employer adds to it (both rounded to the cent).

    `beside` is what the coefficient would add, when it is the engine that was followed.
    """

    gross: Explained
    charges: Explained
    beside: Explained | None = None

    @property
    def whole(self) -> Explained:
        """Return the employer's cost."""
        return self.gross + self.charges


def cost_lines(season: Any) -> Iterator[CostLine]:
    """Yield the cost lines of every embauche: per live performance, or per month of work, or once when it has no dates."""
    for production in season.productions:
        for engagement in season.engagements_of(production.pk):
            made = partial(_lines_of, season, production, engagement)
            yield from _AGAIN.given(engagement.pk, told(season, engagement), made)


def lacks(season: Any, engagement: Engagement) -> tuple[str, ...]:
    """Return what the engine waits for to price an embauche, in French; nothing when its coefficient is kept."""

    def waits() -> tuple[str, ...]:
        return tuple(dict.fromkeys(text for slip in estimated(season, engagement) for text in slip.missing))

    return _LACKS.given(engagement.pk, told(season, engagement), waits)


def _lines_of(season: Any, production: Production, engagement: Engagement) -> tuple[CostLine, ...]:
    dates = paid(season, engagement) if engagement.per_performance else []
    pricing = Pricing(engagement, season.law(production.structure_id), estimated(season, engagement))
    made = _by_performance(pricing, production, dates) if engagement.per_performance else _by_month(pricing, production)
    return tuple(made)


def plateau_items(season: Any, production: Production) -> list[PlateauItem]:
    """Return what each embauche of a performance costs, first date then following one in one place; no replacement is there."""
    on, law = reference_day(season, production), season.law(production.structure_id)
    around = values_of(production), values_of(production.structure), law, on
    return [
        _ON_A_DATE.given(each.pk, (values_of(each), around), partial(_plateau_item, production, law, each, on))
        for each in season.engagements_of(production.pk)
        if each.per_performance and each.replaces_id is None
    ]


def _plateau_item(production: Production, law: Any, engagement: Engagement, on: date) -> PlateauItem:
    first, following = (date_cost(production, law, engagement, on, following=rank).whole for rank in (False, True))
    named = (each.named("Coût employeur") for each in (first, following))
    return PlateauItem(f"engagement:{engagement.pk}", engagement.function, *named)


def date_cost(production: Production, law: Any, engagement: Engagement, on: date, *, following: bool = False) -> Cost:
    """Return what an embauche costs for one performance on a day, alone in its month."""
    if coefficient_because(engagement, law, on):
        return Pricing(engagement, law).cost(on, following=following)
    slip = payslips_of.one_date(production.structure, law, engagement, on, following=following)
    cost = Pricing(engagement, law, (slip,)).cost(on, following=following)
    if slip.charges is None:
        return cost
    return Cost(cost.gross, _of_people(slip.charges, engagement.headcount), cost.charges)


def estimated(season: Any, engagement: Engagement) -> tuple[Slip, ...]:
    """Return the payslips that an embauche is priced by; empty when its coefficient is kept, whatever the engine finds."""
    law = season.law(engagement.production.structure_id)
    on = engagement.starts_on or reference_creation(engagement.production)
    return () if coefficient_because(engagement, law, on) else payslips_of.slips(season, engagement)


def payslips(season: Any, production: Production) -> int:
    """Return how many payslips a performance asks for."""
    engaged = season.engagements_of(production.pk)
    return sum(each.headcount for each in engaged if each.per_performance and each.replaces_id is None)


def reference_day(season: Any, production: Production) -> date:
    """Return the day whose rules price a performance: the first live date, else the end of the creation, else the latest."""
    performances = season.performances_of(production.pk)
    return performances[0].on if performances else production.creation_end or LATEST


class Pricing:
    """Prices one embauche; each distinct cost is computed once, however many dates share it."""

    def __init__(self, engagement: Engagement, law: Any, slips: Sequence[Slip] = ()):
        self.engagement = engagement
        self.law = law
        self.key = f"engagement:{engagement.pk}"
        self.slips = slips
        self.lacks = tuple(dict.fromkeys(text for slip in slips for text in slip.missing))
        self.stage = Stage.COMPUTED if slips and not self.lacks else Stage.COEFFICIENT
        self._costs: dict[tuple[bool, int], Cost] = {}
        self._own = self._typed()
        self._warned: dict[int, Explained] = {}
        self._lines: tuple[Callable[..., CostLine], Callable[..., CostLine]] | None = None

    def coefficient(self, on: date) -> Explained:
        """Return the coefficient de charges: the embauche's own, else that of the structure or of the trade on the day."""
        if self._own is not None:
            return self._own
        found: Explained = self.law.read(f"employer.coefficient_{self.engagement.status}", on)
        if not self.lacks or self.engagement.gross is None:
            return found
        return self._warned.setdefault(id(found), _warned(found, self.lacks))

    def cost(self, on: date, *, following: bool = False) -> Cost:
        """Return gross and charges of the embauche at its coefficient, for one performance when it is paid by performance."""
        coefficient = self.coefficient(on)
        key = following, id(coefficient)  # the law gives one node for each value, and keeps it
        if key not in self._costs:
            base = (self._units(following) * self._rate()).rounded().named(f"{self.engagement.function}, brut")
            gross = self._ended(base, on)
            charges = (gross * (coefficient - 1)).rounded().named(f"{self.engagement.function}, cotisations de l’employeur")
            self._costs[key] = Cost(gross, charges)
        return self._costs[key]

    def _ended(self, base: Explained, on: date) -> Explained:
        """Return the gross with what the end of the contract adds to it, when it adds something."""
        codes = endings(self.engagement)
        if not codes:
            return base
        day = min(on, self.engagement.ends_on or on)
        return ending.explained(self.law, codes, base, day).named(f"{self.engagement.function}, brut et fin de contrat")

    def dated(self, performances: Sequence[Played]) -> Iterator[Cost]:
        """Yield what each performance costs: its share of the payslip of its month, or its gross at the coefficient."""
        costs = (self.cost(each.activity.on, following=each.following) for each in performances)
        if self.stage is Stage.COEFFICIENT:
            yield from costs
            return
        for cost, charges in zip(costs, self._shares(), strict=True):
            yield Cost(cost.gross, charges, cost.charges)

    def lines(self, production: Production) -> tuple[Callable[..., CostLine], Callable[..., CostLine]]:
        """Return what makes a line of gross and one of contributions: what all those of the embauche share is said once."""
        if self._lines is None:
            engagement = self.engagement
            line = partial(
                CostLine,
                origin=self.key,
                stage=self.stage,
                side=Side.EXPENSE,
                production=production.pk,
                destination=engagement.destination,
                phase=engagement.phase,
                structure=production.structure_id,
                variable=engagement.per_performance,
            )
            label = f"{engagement.function}, cotisations de l’employeur"
            gross = partial(line, label=engagement.function, account=GROSS_ACCOUNT)
            self._lines = gross, partial(line, label=label, account=CHARGES_ACCOUNT)
        return self._lines

    def _shares(self) -> Iterator[Explained]:
        for slip in self.slips:
            if slip.charges is not None:
                yield from _shares_of(slip.charges, slip.gross, slip.grosses, self.engagement.headcount, slip.month)

    def _units(self, following: bool) -> Explained:
        each, people = payslips_of.units_of(self.engagement, following=following), self.engagement.headcount
        unit = PLURALS[GrossUnit(self.engagement.unit)] if each * people >= 2 else GrossUnit(self.engagement.unit).label
        if people == 1 or each == 1:
            return quantity(each * people, "Unités de travail", unit=unit)
        return quantity(people, "Personnes", unit="personnes") * quantity(each, "Unités de travail par personne", unit=unit)

    def _typed(self) -> Explained | None:
        if self.engagement.coefficient is None:
            return None
        return given(self.engagement.coefficient, "Coefficient de charges", unit="", source="Saisi sur l’embauche")

    def _rate(self) -> Explained:
        label = f"Brut par {GrossUnit(self.engagement.unit).label}"
        if self.engagement.gross is None:
            return unknown(label, gesture=f"Saisir le brut de l’embauche « {self.engagement.function} ».")
        return given(self.engagement.gross, label, source="Saisi sur l’embauche")


def _warned(coefficient: Explained, lacks: tuple[str, ...]) -> Explained:
    """Return a coefficient that says what the engine lacks to take its place."""
    source = coefficient.source or Source("")
    said = f"estimation au coefficient, faute de connaître {', '.join(lacks)}"
    source = Source(source.text, source.url, source.since, source.confidence, source.warning or said)
    kept = (coefficient.label, coefficient.unit, source, coefficient.gesture, coefficient.parameter)
    return Explained(coefficient.value, coefficient.op, coefficient.inputs, *kept)


def _of_people(charges: Explained, people: int) -> Explained:
    if people == 1:
        return charges
    return (charges * quantity(people, "Personnes", unit="personnes")).named(f"{charges.label}, {people} personnes")


@lru_cache(maxsize=payslips_of.KEPT_PAYSLIPS)
def _shares_of(
    charges: Explained, gross: Explained, grosses: tuple[Decimal, ...], people: int, month: date
) -> tuple[Explained, ...]:
    """Return the part of the month's contributions that each date bears, by its gross; the last takes what is left."""
    label = f"Cotisations de l’employeur, {month:%m/%Y}"
    whole = _of_people(charges, people).named(label)
    if len(grosses) == 1:
        return (whole,)
    if not gross.value:
        return tuple(given(0, label) for _ in grosses)
    parts: dict[Decimal, Explained] = {}
    found = []
    for each in grosses[:-1]:
        if each not in parts:
            parts[each] = (whole * given(each, "Brut de la date") / gross).rounded().named(f"{label}, part de la date")
        found.append(parts[each])
    return (*found, (whole - sum_of(found, "Dates d’avant")).named(f"{label}, solde"))


def _by_performance(pricing: Pricing, production: Production, performances: list[Played]) -> Iterator[CostLine]:
    for performance, cost in zip(performances, pricing.dated(performances), strict=True):
        yield from _pair(pricing, production, cost, on=performance.activity.on, performance=performance)


def _by_month(pricing: Pricing, production: Production) -> Iterator[CostLine]:
    engagement = pricing.engagement
    start, end = engagement.starts_on, engagement.ends_on or engagement.starts_on
    cost = pricing.cost(start or reference_creation(production))
    months = list(months_between(start, end)) if start and end else []
    if len(months) < 2:
        yield from _pair(pricing, production, _computed(pricing, [cost])[0], on=start)
        return
    days = [count for _, count in months]
    shared = [Cost(*parts) for parts in zip(*(_shares(part, days) for part in (cost.gross, cost.charges)), strict=True)]
    for (month, _), part in zip(months, _computed(pricing, shared), strict=True):
        yield from _pair(pricing, production, part, on=month, suffix=f"@{month:%Y-%m}")


def _computed(pricing: Pricing, costs: list[Cost]) -> list[Cost]:
    """Return the costs of the months with the contributions of their payslips, when the engine knows them."""
    if pricing.stage is Stage.COEFFICIENT:
        return costs
    found = (_month_charges(slip, pricing.engagement.headcount) for slip in pricing.slips)
    return [Cost(cost.gross, charges, cost.charges) for cost, charges in zip(costs, found, strict=True)]


def _month_charges(slip: Slip, people: int) -> Explained:
    charges = slip.charges or unknown("Cotisations de l’employeur")
    return _of_people(charges, people).named(f"Cotisations de l’employeur, {slip.month:%m/%Y}")


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
    gross, charges = pricing.lines(production)
    key = f"{pricing.key}@{performance.key}" if performance else f"{pricing.key}{suffix}"
    if performance:
        year: int | None = performance.fiscal_year
        placed = {"activity": performance.activity.pk, "certain": performance.firm}
    else:
        year = fiscal_year_of(on, starts_in=production.structure.fiscal_year_start) if on else None
        placed = {}
    placed |= {"on": on, "fiscal_year": year}
    yield gross(key=f"{key}#brut", amount=cost.gross, pays_on=on and month_end(on), **placed)
    yield charges(key=f"{key}#charges", amount=cost.charges, beside=cost.beside, pays_on=on and _month_after(on), **placed)


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
def _month_after(day: date) -> date:
    return (month_end(day) + timedelta(days=1)).replace(day=CONTRIBUTIONS_DAY)
