"""One estimated payslip for each month worked of an embauche, computed once for all those alike."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

from filage.core.rails.season import once
from filage.desks.payroll.queries import working
from filage.desks.payroll.queries.employers import employer_for, unsaid
from filage.desks.payroll.queries.playing import paid
from filage.desks.payroll.queries.working import Month
from filage.productions.enums import EmploymentStatus, GrossUnit
from filage.productions.models import Engagement, Structure
from filage.rules.engine import Deferred, Explained, Law, UnknownValue, given, sum_of, unknown
from filage.rules.engine.explained import EURO
from filage.rules.payroll.payslip import Payslip, payslip
from filage.rules.payroll.scale import ARTIST_DAYS, UNIFIED, Scales
from filage.rules.payroll.terms import FULL_WEEK, Contract, Employer, ImpossibleTerms, Status, Terms

NOTICE = "Filage estime et prépare ; il n’émet pas de bulletin de paie."
NO_GROSS, NO_HOURS = "le brut de l’embauche", "les heures de travail"
HEALTH = "employer.health_month"
KEPT_PAYSLIPS = 4096


@dataclass(frozen=True, slots=True)
class Slip:
    """The estimated payslip of one person of an embauche for a month.

    `terms` and `payslip` are None when nothing can be computed; `payslip.cost` may be None when a rate of the employer is
    unknown. `missing` says in French what prevents a whole cost: it is empty when `cost` is known.
    """

    engagement: Engagement
    month: date  # its first day
    terms: Terms | None
    payslip: Payslip | None
    gross: Explained
    days: int
    cachets: int
    hours: Decimal | None
    missing: tuple[str, ...]
    base: Decimal | None = None  # its gross before what the end of a contract adds; None is unknown
    grosses: tuple[Decimal, ...] = ()  # of each performance, in order
    dates: tuple[date, ...] = ()  # days worked, or under contract

    @property
    def cost(self) -> Decimal | None:
        """Return the employer's cost of one person, in euros."""
        return None if self.payslip is None or self.missing else self.payslip.cost

    @property
    def charges(self) -> Explained | None:
        """Return what the employer adds to the gross of one person, with its tree."""
        return None if self.payslip is None or self.missing else charges_of(self.payslip)


@once
def _by_engagement(_: Any) -> dict[UUID, tuple[Slip, ...]]:
    return {}


def slips(season: Any, engagement: Engagement) -> tuple[Slip, ...]:
    """Return the payslips of an embauche, one for each month worked, in order; those of a season are computed once.

    Empty when the embauche has no dates.
    """
    kept = _by_engagement(season)
    found = kept.get(engagement.pk)
    if found is None:
        found = kept[engagement.pk] = _slips(season, engagement)
    return found


def units_of(engagement: Engagement, *, following: bool) -> Decimal:
    """Return the units of work of one person for a performance."""
    after = engagement.quantity_following
    return engagement.quantity if after is None or not following else after


def one_date(structure: Structure, law: Law, engagement: Engagement, on: date, *, following: bool = False) -> Slip:
    """Return the payslip of a single performance on a day, as if nothing else was worked in the month."""
    if engagement.gross is None:
        return _unpriced(engagement, on.replace(day=1))
    (month,) = working.by_performance(engagement, [(on, units_of(engagement, following=following))], law)
    return priced(structure, law, engagement, month)


def priced(structure: Structure, law: Law, engagement: Engagement, month: Month) -> Slip:
    """Return the payslip of a month of work."""
    hours = working.paid_hours(engagement, month, law)
    unknown_employer = missing = unsaid(structure, law, month.on)
    terms, made = None, None
    try:
        terms = _terms(engagement, month, hours, law)
        made = computed(law, employer_for(structure, month.on), terms)
        missing += _unknown_rates(made)
    except ImpossibleTerms as impossible:
        missing += (str(impossible),)
    except UnknownValue as value:
        missing += tuple(f"le réglage « {item.label} »" for item in value.missing)
    if hours is None and _needs_hours(engagement, month.on):
        missing += (NO_HOURS,)
        made = None
    if unknown_employer:
        made = None
    cachets = int(month.units) if engagement.unit == GrossUnit.CACHET else 0
    return Slip(
        engagement=engagement,
        month=month.first,
        terms=terms,
        payslip=made,
        gross=_gross(month.gross),
        base=month.base,
        days=len(month.days),
        cachets=cachets,
        hours=hours,
        missing=missing,
        grosses=month.grosses,
        dates=month.days,
    )


@lru_cache(maxsize=KEPT_PAYSLIPS)
def computed(law: Law, employer: Employer, terms: Terms) -> Payslip:
    """Return the payslip of some terms; equal terms under the same law share one, whoever works."""
    return payslip(scales_of(law), employer, terms)


@lru_cache(maxsize=128)
def scales_of(law: Law) -> Scales:
    """Return the scales of a law, read once."""
    return Scales(law)


@lru_cache(maxsize=KEPT_PAYSLIPS)
def charges_of(slip: Payslip) -> Explained:
    """Return what the employer adds to the gross of a payslip: its contributions less the reduction, line by line when asked."""

    def borne() -> tuple[Explained, ...]:
        _gross, *parts = slip.explained_cost().inputs
        if not slip.reduction:
            return tuple(parts)
        *lines, eased = parts
        return sum_of(lines, "Cotisations avant réduction"), eased.inputs[0]

    return Deferred(slip.employer, "sub" if slip.reduction else "sum", borne, "Cotisations de l’employeur", EURO)


@lru_cache(maxsize=KEPT_PAYSLIPS)
def _gross(amount: Decimal) -> Explained:
    return given(amount, "Brut du mois")  # the same node for the same amount: what is shared by it is shared once


def _slips(season: Any, engagement: Engagement) -> tuple[Slip, ...]:
    production = engagement.production
    structure, law = production.structure, season.law(production.structure_id)
    if engagement.gross is None:
        return tuple(_unpriced(engagement, first) for first in _firsts(season, engagement))
    return tuple(priced(structure, law, engagement, month) for month in months_of(season, engagement))


def months_of(season: Any, engagement: Engagement) -> list[Month]:
    """Return the months that an embauche works, with the gross of each; empty while its gross is unknown."""
    if engagement.gross is None:
        return []
    law = season.law(engagement.production.structure_id)
    if engagement.per_performance:
        return working.by_performance(engagement, _dated(season, engagement), law)
    return working.by_period(engagement, law)


def _dated(season: Any, engagement: Engagement) -> Iterable[tuple[date, Decimal]]:
    for each in paid(season, engagement):
        yield each.activity.on, units_of(engagement, following=each.following)


def _firsts(season: Any, engagement: Engagement) -> list[date]:
    days = [each.activity.on for each in paid(season, engagement)] if engagement.per_performance else [engagement.starts_on]
    return sorted({day.replace(day=1) for day in days if day is not None})


def _unpriced(engagement: Engagement, first: date) -> Slip:
    gross = unknown("Brut du mois", gesture=f"Saisir le brut de l’embauche « {engagement.function} ».")
    return Slip(engagement, first, None, None, gross, 0, 0, None, (NO_GROSS,))


def _needs_hours(engagement: Engagement, on: date) -> bool:
    """Tell whether the hours change the payslip: an artist's matter to the DFS, and to the reduced rates until 2025."""
    return engagement.status != EmploymentStatus.ARTISTE or bool(engagement.deduction) or on < UNIFIED


def _terms(engagement: Engagement, month: Month, hours: Decimal | None, law: Law) -> Terms:
    status = Status(engagement.status)
    cachets = int(month.units) if engagement.unit == GrossUnit.CACHET and status is Status.ARTISTE else 0
    return Terms(
        status=status,
        contract=Contract(engagement.contract_type),
        on=month.on,
        gross=month.gross,
        executive=engagement.executive,
        hours=hours,
        weekly_hours=engagement.weekly_hours or FULL_WEEK,
        cachets=cachets,
        days=len(month.days),
        month_days=month.length,
        months=working.contract_months(engagement, month.days),
        ceiling=_ceiling(status, engagement, month, law),
        deduction=engagement.deduction,
        health=law.read(HEALTH, month.on).known() if status is Status.PERMANENT else Decimal(0),
    )


def _ceiling(status: Status, engagement: Engagement, month: Month, law: Law) -> Decimal | None:
    """Return the ceiling that the engine cannot know: separate contracts in one month, a part of a month; None otherwise."""
    monthly = law.read("payroll.pmss", month.on)
    if status is Status.ARTISTE and month.isolated and len(month.days) >= ARTIST_DAYS:
        hourly = law.read("payroll.plafond_horaire", month.on) * law.read("payroll.artist.heures_plafond", month.on)
        parts = [hourly * days if days < ARTIST_DAYS else monthly * days / month.length for days in month.runs()]
    elif not status.is_intermittent and len(month.days) < month.length:
        share = min(engagement.weekly_hours or FULL_WEEK, FULL_WEEK) / FULL_WEEK
        parts = [monthly * share * len(month.days) / month.length]
    else:
        return None
    return sum((part.rounded().known() for part in parts), Decimal(0))


def _unknown_rates(made: Payslip) -> tuple[str, ...]:
    """Return the rates of the employer that nobody gave, each once."""
    if made.cost is not None:
        return ()
    levies = [levy.rate for levy in made.scale.levies if levy.employer and levy.rate.value is None]
    return tuple(dict.fromkeys(f"le taux « {rate.label} »" for rate in levies))
