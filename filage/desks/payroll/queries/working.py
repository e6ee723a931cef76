"""How much one person of an embauche works in each month: which dates, how many units and hours, for what gross."""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from filage.productions.enums import GrossUnit
from filage.productions.models import Engagement
from filage.rules.engine import Law, to_cent
from filage.rules.payroll import ending
from filage.rules.payroll.terms import FULL_WEEK, HOURS_OF_A_CACHET, WEEKS_OF_A_MONTH, Contract, Status

ONE_DAY = timedelta(days=1)
SERVICE_HOURS, DAY_HOURS = "working_time.service_hours", "working_time.day_hours"


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """The work of one person in a month: `grosses` are what each of its dates is paid (one when it has no single dates)."""

    first: date  # first day of the month
    days: tuple[date, ...]  # the days worked, each once; the calendar days of the contract when it is no matter of dates
    units: Decimal
    bases: tuple[Decimal, ...]  # the pay of each of its dates, before what the end of a contract adds
    grosses: tuple[Decimal, ...]
    isolated: bool  # each run of days is a contract of its own

    @property
    def on(self) -> date:
        """Return the day whose law prices the month: its last one."""
        return month_end(self.first)

    @property
    def gross(self) -> Decimal:
        """Return the gross of the month, in euros."""
        return sum(self.grosses, Decimal(0))

    @property
    def base(self) -> Decimal:
        """Return the gross of the month before what the end of a contract adds to it."""
        return sum(self.bases, Decimal(0))

    @property
    def length(self) -> int:
        """Return how many days the month has."""
        return month_end(self.first).day

    def runs(self) -> Iterator[int]:
        """Yield how many days each run of consecutive days lasts."""
        held = 0
        for rank, day in enumerate(self.days):
            held += 1
            if rank + 1 == len(self.days) or self.days[rank + 1] - day > ONE_DAY:
                yield held
                held = 0


def endings(engagement: Engagement) -> tuple[str, ...]:
    """Return what the end of an embauche adds to its gross; a coefficient of its own holds everything already."""
    if engagement.coefficient is not None:
        return ()
    return ending.added(Status(engagement.status), Contract(engagement.contract_type))


def by_performance(engagement: Engagement, dated: Iterable[tuple[date, Decimal]], law: Law) -> list[Month]:
    """Return the months of an embauche paid by the date, from each date and its units, in order; the gross must be known."""
    rate, codes = _gross(engagement), endings(engagement)
    months: dict[date, list[tuple[date, Decimal]]] = {}
    for day, units in dated:
        months.setdefault(day.replace(day=1), []).append((day, units))
    return [
        Month(
            first=first,
            days=tuple(sorted({day for day, _ in held})),
            units=sum((units for _, units in held), Decimal(0)),
            bases=(bases := tuple(to_cent(units * rate) for _, units in held)),
            grosses=tuple(ending.raised(law, codes, each, first) for each in bases) if codes else bases,
            isolated=True,
        )
        for first, held in months.items()
    ]


def by_period(engagement: Engagement, law: Law) -> list[Month]:
    """Return the months of an embauche that has dates of its own, shared by calendar days; the last takes what is left."""
    start, end = engagement.starts_on, engagement.ends_on or engagement.starts_on
    if start is None or end is None or end < start:
        return []
    whole, codes = to_cent(engagement.quantity * _gross(engagement)), endings(engagement)
    raised = ending.raised(law, codes, whole, end)
    slices = [*months_between(start, end)]
    total = (end - start).days + 1
    left, found = [whole, raised], []
    for rank, (day, count) in enumerate(slices, start=1):
        last = rank == len(slices)
        shares = left if last else [to_cent(each * count / total) for each in (whole, raised)]
        left = [rest - share for rest, share in zip(left, shares, strict=True)]
        found.append(
            Month(
                first=day.replace(day=1),
                days=_running(day, count),
                units=engagement.quantity * count / total,
                bases=(shares[0],),
                grosses=(shares[1],),
                isolated=False,
            )
        )
    return found


@lru_cache(maxsize=512)
def _running(first: date, count: int) -> tuple[date, ...]:
    return tuple(first + timedelta(days=each) for each in range(count))


def months_between(start: date, end: date) -> Iterator[tuple[date, int]]:
    """Yield the first day worked in each month, with how many days of the period fall in it."""
    day = start
    while day <= end:
        last = min(month_end(day), end)
        yield day, (last - day).days + 1
        day = last + ONE_DAY


def paid_hours(engagement: Engagement, month: Month, law: Law) -> Decimal | None:
    """Return the hours paid in a month, None when nothing says them: a forfait without weekly hours, a technician's cachet."""
    unit = GrossUnit(engagement.unit)
    match unit:
        case GrossUnit.HEURE:
            return month.units
        case GrossUnit.CACHET:
            return month.units * HOURS_OF_A_CACHET if engagement.status == "artiste" else None
        case GrossUnit.SERVICE:
            return _times(month.units, law, SERVICE_HOURS, month.on)
        case GrossUnit.JOUR:
            return _times(month.units, law, DAY_HOURS, month.on)
        case GrossUnit.MOIS:
            return (engagement.weekly_hours or FULL_WEEK) * WEEKS_OF_A_MONTH * month.units
    if engagement.weekly_hours is None:
        return None
    return engagement.weekly_hours * WEEKS_OF_A_MONTH * len(month.days) / month.length


def contract_months(engagement: Engagement, days: Sequence[date]) -> Decimal:
    """Return how many months the contract lasts, from day to day; dates taken one by one are short contracts."""
    if engagement.per_performance or engagement.starts_on is None:
        return Decimal(1)
    start, after = engagement.starts_on, (engagement.ends_on or days[-1]) + ONE_DAY
    whole = (after.year - start.year) * 12 + after.month - start.month
    return whole + Decimal(after.day - start.day) / 31


@cache
def month_end(day: date) -> date:
    """Return the last day of the month of a day."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def _times(units: Decimal, law: Law, code: str, on: date) -> Decimal | None:
    each = law.read(code, on).value
    return None if each is None else units * each


def _gross(engagement: Any) -> Decimal:
    found: Decimal | None = engagement.gross
    if found is None:
        raise ValueError("le brut est inconnu")
    return found
