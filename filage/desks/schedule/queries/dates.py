"""Which dates a page shows, and what each of them brings."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models

from filage.core.models import CostRow
from filage.core.rails.types import ESTIMATES
from filage.productions.enums import FIRM, PERFORMANCES, DateStatus, PerformanceType
from filage.productions.models import Activity

CREATED_WITHIN = timedelta(days=62)  # between the last day of a creation and its première


@dataclass(frozen=True, slots=True)
class Sale:
    """What a date brings, net of VAT: None is unknown."""

    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class Dated:
    """A dated service and what its deal brings; no sale without a deal."""

    activity: Activity
    sale: Sale | None = None

    @property
    def is_performance(self) -> bool:
        """Tell whether a public is there."""
        return self.activity.kind in PERFORMANCES

    @property
    def place(self) -> str:
        """Return where it happens: « Théâtre du Môle, Lorient »."""
        venue = self.activity.venue
        if venue is None:
            return ""
        return f"{venue.name}, {venue.city}" if venue.city and venue.city not in venue.name else venue.name


def of_productions(
    organisation: Any, productions: Iterable[UUID] | None = None, *, since: date | None = None, until: date | None = None
) -> list[Dated]:
    """Return the services of some productions (None: all) that touch a period, by day and hour; two queries."""
    rows = Activity.objects.within(organisation).select_related("production", "venue", "room", "deal__partner")
    if productions is not None:
        rows = rows.filter(production__in=list(productions))
    if until is not None:
        rows = rows.filter(on__lte=until)
    found = [row for row in rows.order_by("on", "starts_at", "rank", "id") if since is None or (row.until or row.on) >= since]
    sales = _sales(organisation, {row.production_id for row in found})
    return [Dated(row, sales.get(row.pk)) for row in found]


def next_month(organisation: Any, productions: Iterable[UUID] | None, today: date) -> date:
    """Return the first day of the month that a season opens on: that of the service under way or next, else of the last."""
    rows = Activity.objects.within(organisation)
    if productions is not None:
        rows = rows.filter(production__in=list(productions))
    coming = models.Q(on__gte=today) | models.Q(on__lte=today, until__gte=today)
    ends = rows.aggregate(coming=models.Min("on", filter=coming), last=models.Max("on"))
    found: date = max(ends["coming"], today.replace(day=1)) if ends["coming"] else ends["last"] or today
    return found.replace(day=1)


def counts(rows: Sequence[Dated]) -> tuple[int, int]:
    """Return how many performances are firm, and how many are options."""
    performances = [row.activity.status for row in rows if row.is_performance]
    return sum(status in FIRM for status in performances), performances.count(DateStatus.OPTION)


def next_dates(rows: Sequence[Dated], today: date, limit: int = 8) -> list[Dated]:
    """Return the next performances that still stand; the last ones played when the tour is over."""
    standing = [row for row in rows if row.is_performance and row.activity.status not in (DateStatus.ANNULE, DateStatus.REPORTE)]
    coming = [row for row in standing if row.activity.on >= today]
    return coming[:limit] or standing[-limit:]


def premiere(rows: Sequence[Dated]) -> Dated | None:
    """Return the performance that opens a production, from all its dates; None when it was created long before them."""
    firsts = premieres(rows)
    return next((row for row in rows if row.activity.pk in firsts), None)


def premieres(rows: Sequence[Dated]) -> frozenset[UUID]:
    """Return the performance that opens each production of these dates: the first that still stands and is not a générale."""
    first: dict[UUID, Activity] = {}
    for row in next_dates(rows, date.min, len(rows)):
        if row.activity.type != PerformanceType.GENERALE:
            first.setdefault(row.activity.production_id, row.activity)
    return frozenset(activity.pk for activity in first.values() if opens(activity))


def opens(activity: Activity) -> bool:
    """Tell whether the first date of a production is its première: one that was created months before tours again."""
    created = activity.production.creation_end
    return created is None or activity.on <= created + CREATED_WITHIN


def _sales(organisation: Any, productions: set[UUID]) -> dict[UUID, Sale]:
    rows = CostRow.objects.within(organisation).filter(
        side="income", activity__isnull=False, production__in=productions, origin__startswith="deal:", stage__in=ESTIMATES
    )
    groups: dict[UUID, list[Decimal | None]] = defaultdict(list)
    for activity, amount in rows.values_list("activity", "amount"):
        assert activity is not None  # asked for above
        groups[activity].append(amount)
    return {activity: _sale(amounts) for activity, amounts in groups.items()}


def _sale(amounts: Sequence[Decimal | None]) -> Sale:
    known = [amount for amount in amounts if amount is not None]
    return Sale(sum(known, Decimal(0)) if len(known) == len(amounts) else None)
