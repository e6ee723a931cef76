"""Which hours count toward the 507: twelve for a cachet, within the caps of a month, of teaching and of training."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from filage.rules.engine import Law

WINDOW = timedelta(days=365)
ZERO = Decimal(0)
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Work:
    """A contract: its days, and what it declares: cachets, or hours; `teaching` and `training` (followed) count apart."""

    first: date
    last: date
    cachets: int = 0
    hours: Decimal = ZERO
    teaching: bool = False
    training: bool = False


@dataclass(slots=True)
class Count:
    """The hours that count on a day, what is missing, the caps that played (French), and the day the threshold was reached."""

    hours: Decimal
    missing: Decimal
    caps: list[str] = field(default_factory=list)
    reached_on: date | None = None


def hours_at(law: Law, annex: int, works: Sequence[Work], on: date, *, several: bool = False, over_50: bool = False) -> Count:
    """Return the hours of the twelve months that end on a day; `several` employers lift the monthly cap of annexe 8."""
    wanted = law.read("benefit.heures_exigees", on).known()
    count, caps = worked_hours(law, annex, works, on, several=several, over_50=over_50)
    found = Count(count, max(wanted - count, ZERO), caps)
    ends = sorted({work.last for work in works if on - WINDOW < work.last <= on})
    for day in ends:
        if worked_hours(law, annex, works, day, several=several, over_50=over_50)[0] >= wanted:
            found.reached_on = day
            break
    return found


def worked_hours(
    law: Law, annex: int, works: Iterable[Work], on: date, *, several: bool = False, over_50: bool = False
) -> tuple[Decimal, list[str]]:
    """Return the hours retained over the twelve months that end on `on`, and the caps that played."""
    months: dict[tuple[int, int], Decimal] = defaultdict(Decimal)
    taught = followed = ZERO
    cachet = law.read("benefit.heures_du_cachet", on).known()
    for work in works:
        for month, hours in _spread(work, cachet, on):
            if work.teaching:
                taught += hours
            elif work.training:
                followed += hours
            else:
                months[month] += hours
    most, cap = _monthly_cap(law, annex, on, cachet, several=several)
    caps = [f"{year}-{month:02d} : {cap}" for (year, month), hours in sorted(months.items()) if hours > most]
    limit = law.read(f"benefit.heures_enseignement{'_50' if over_50 else ''}", on).known()
    if taught > limit:
        caps.append(f"enseignement : {limit:f} heures")
    learning, together = min(taught, limit) + followed, law.read("benefit.heures_enseignement_formation", on).known()
    if learning > together:
        caps.append(f"enseignement et formation : {together:f} heures")
    total = sum((min(hours, most) for hours in months.values()), ZERO) + min(learning, together)
    return total.quantize(CENT).normalize() + ZERO, caps


def _monthly_cap(law: Law, annex: int, on: date, cachet: Decimal, *, several: bool) -> tuple[Decimal, str]:
    if annex == 10:
        cachets = law.read("benefit.cachets_du_mois", on).known()
        return cachets * cachet, f"{cachets:f} cachets"
    hours = law.read(f"benefit.heures_du_mois{'_plusieurs' if several else ''}", on).known()
    return hours, f"{hours:f} heures"


def _spread(work: Work, cachet: Decimal, on: date) -> Iterator[tuple[tuple[int, int], Decimal]]:
    """Yield (month, hours) of a contract within the twelve months, its hours spread evenly over its days."""
    total = work.hours + work.cachets * cachet
    days = (work.last - work.first).days + 1
    kept: dict[tuple[int, int], int] = defaultdict(int)
    for rank in range(days):
        day = work.first + timedelta(days=rank)
        if on - WINDOW < day <= on:
            kept[day.year, day.month] += 1
    for month, count in kept.items():
        yield month, total * count / days
