"""What an embauche is paid under: the grid of its agreement, read by the cachets of the month, and the minimum wage."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import Any

from filage.desks.payroll.queries import working
from filage.desks.payroll.queries.playing import paid
from filage.desks.payroll.queries.slips import units_of
from filage.productions.enums import GrossUnit
from filage.productions.models import Engagement
from filage.rules.engine import Explained, Law, sources, to_cent
from filage.rules.engine.explained import Source
from filage.rules.payroll import minima
from filage.rules.payroll.terms import FULL_WEEK

REHEARSAL = "minimum.ccneac.dramatique_repetition"  # a service; musicians' and choirs' depend on what else fills the day
SMIC = "payroll.smic_horaire"
SAID = {GrossUnit.HEURE: "l’heure", GrossUnit.SERVICE: "le service", GrossUnit.JOUR: "le jour", GrossUnit.MOIS: "le mois"}


@dataclass(frozen=True, slots=True)
class Grid:
    """The function of an embauche in the grid of its employer's agreement."""

    agreement: str
    function: minima.Function


@dataclass(frozen=True, slots=True)
class Short:
    """Cachets of a month, or units of an embauche, paid under a minimum; `lacking` is what is missing in all, in euros."""

    engagement: Engagement
    month: date | None  # first day, of cachets
    count: Decimal  # cachets of the month, or units of the embauche
    price: Decimal
    least: Explained
    lacking: Decimal

    @property
    def source(self) -> Source | None:
        """Return the text that the minimum comes from: the grid's, or the minimum wage's when it is the floor."""
        held = [node for node in (self.least, *self.least.inputs) if node.value == self.least.value]
        found = sources(held[-1] if held else self.least)
        return found[0] if found else None


def grid_of(engagement: Engagement) -> Grid | None:
    """Return where an embauche stands in the grid of its employer; None when nobody said it, or no grid is held."""
    agreement = engagement.production.structure.idcc
    function = minima.GRIDS.get(agreement, {}).get(engagement.position)
    return None if function is None else Grid(agreement, function)


def short_cachets(season: Any) -> Iterator[Short]:
    """Yield the months whose cachets are under the price that their number asks for, for one person and one employer."""
    months: dict[tuple[Any, ...], list[tuple[Engagement, Decimal]]] = defaultdict(list)
    for engagement in season.engagements:
        grid = grid_of(engagement)
        if grid is not None and grid.function.tiers and engagement.unit == GrossUnit.CACHET and engagement.gross is not None:
            for first, units in _by_month(season, engagement):
                who = engagement.person_id or engagement.pk
                months[engagement.production.structure_id, who, engagement.position, first].append((engagement, units))
    for (structure_id, _, _, first), held in months.items():
        short = _short_month(season.law(structure_id), first, held)
        if short is not None:
            yield short


def short_units(season: Any) -> Iterator[Short]:
    """Yield the embauches paid by the hour, the service, the day or the month under their grid, or under the minimum wage."""
    for engagement in season.engagements:
        unit = GrossUnit(engagement.unit)
        if engagement.gross is None or unit not in SAID:
            continue
        law = season.law(engagement.production.structure_id)
        least = _least(law, engagement, unit, _first_day(season, engagement))
        if least is not None and least.value is not None and engagement.gross < to_cent(least.value):
            units = sum((units for _, units in _by_month(season, engagement)), Decimal(0)) or engagement.quantity
            lacking = to_cent((to_cent(least.value) - engagement.gross) * units * engagement.headcount)
            yield Short(engagement, None, units * engagement.headcount, engagement.gross, least, lacking)


def unknown_minima(season: Any) -> Iterator[Engagement]:
    """Yield an embauche for each structure whose agreement has grids that stop before the work: the first that they concern."""
    seen = set()
    for engagement in season.engagements:
        grid, key = grid_of(engagement), engagement.production.structure_id
        if grid is None or key in seen:
            continue
        on, law = _first_day(season, engagement), season.law(key)
        known = minima.cachet(law, grid.agreement, grid.function, 1, on) if grid.function.tiers else None
        if grid.function.month and known is None:
            known = minima.month(law, grid.agreement, grid.function, on)
        if known is not None and known.value is None:
            seen.add(key)
            yield engagement


def _by_month(season: Any, engagement: Engagement) -> list[tuple[date, Decimal]]:
    """Return the first day of each month with the units of one person: those of the firm dates, or its share of the period."""
    if engagement.gross is None:
        return []
    law = season.law(engagement.production.structure_id)
    if engagement.per_performance:
        dated = [
            (each.activity.on, units_of(engagement, following=each.following)) for each in paid(season, engagement) if each.firm
        ]
        return [(month.first, month.units) for month in working.by_performance(engagement, dated, law)]
    return [(month.first, month.units) for month in working.by_period(engagement, law)]


def _short_month(law: Law, first: date, held: Sequence[tuple[Engagement, Decimal]]) -> Short | None:
    engagement = held[0][0]
    grid, on = grid_of(engagement), working.month_end(first)
    units = sum((each for _, each in held), Decimal(0))
    count = int(units.to_integral_value(ROUND_CEILING))
    if grid is None or not count:
        return None
    least = minima.cachet(law, grid.agreement, grid.function, count, on)
    total = minima.month_total(law, grid.agreement, grid.function, count, on)
    if least.value is None or total.value is None:
        return None
    each = sum((max(least.value - _price(one), Decimal(0)) * number for one, number in held), Decimal(0))
    whole = total.value - sum((_price(one) * number for one, number in held), Decimal(0)) if units == count else Decimal(0)
    lacking = to_cent(max(each, whole))
    if lacking <= 0:
        return None
    lowest = min(held, key=lambda pair: _price(pair[0]))[0]
    people = lowest.headcount if lowest.person_id is None else 1
    return Short(lowest, first, units, _price(lowest), least if each else total, lacking * people)


def _least(law: Law, engagement: Engagement, unit: GrossUnit, on: date) -> Explained | None:
    """Return the least pay of one unit; None when no text sets it."""
    grid = grid_of(engagement)
    if unit is GrossUnit.SERVICE and grid and grid.agreement == "1285" and grid.function.prefix == "dramatique":
        return law.read(REHEARSAL, on)
    if unit is GrossUnit.MOIS:
        if grid is None or not grid.function.month:
            return None
        share = min(engagement.weekly_hours or FULL_WEEK, FULL_WEEK) / FULL_WEEK
        least = minima.month(law, grid.agreement, grid.function, on)
        return least if share == 1 else (least * share).rounded().named(least.label)
    hour = minima.hour(law, grid.agreement, grid.function, on) if _has_hours(grid) and grid else None
    if hour is None or hour.value is None:
        hour = None if unit is GrossUnit.HEURE else law.read(SMIC, on)  # the minimum wage of an hour has its own control
    if hour is None or unit is GrossUnit.HEURE:
        return hour
    code = working.SERVICE_HOURS if unit is GrossUnit.SERVICE else working.DAY_HOURS
    return (hour * law.read(code, on)).named("Minimum des heures", "EUR")


def _has_hours(grid: Grid | None) -> bool:
    return grid is not None and grid.function.month == "self"


def _first_day(season: Any, engagement: Engagement) -> date:
    if engagement.starts_on is not None:
        return engagement.starts_on
    dates = paid(season, engagement) if engagement.per_performance else []
    return dates[0].activity.on if dates else season.today


def _price(engagement: Engagement) -> Decimal:
    return engagement.gross or Decimal(0)
