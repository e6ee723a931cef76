"""When an embauche works: the dates typed on it, else the first and the last of the services it attends."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

from filage.productions.enums import FIRM, LIVE, PERFORMANCES, ActivityKind, EmploymentStatus, Phase
from filage.productions.models import Activity, Engagement

MAKING = (ActivityKind.REPETITION, ActivityKind.RESIDENCE, ActivityKind.MONTAGE)

type Named = Mapping[UUID, Collection[UUID]]  # who is named at each activity that names somebody


def period_of(
    engagement: Engagement,
    activities: Iterable[Activity],
    named: Named | None = None,
    *,
    statuses: Collection[str] = LIVE,
) -> tuple[date, date] | None:
    """Return the first and the last day of work of an embauche, None while nothing tells them.

    Typed dates win; one typed alone is completed by the services attended. A permanent is engaged apart from any service.
    """
    start, end = engagement.starts_on, engagement.ends_on
    if start is not None and end is not None:
        return start, end
    if engagement.status == EmploymentStatus.PERMANENT:
        only = start or end
        return (only, only) if only else None
    attended = days_of(engagement, activities, named, statuses=statuses)
    days = [day for one in attended for day in (one.on, one.until or one.on)]
    days += [day for day in (start, end) if day is not None]
    return (start or min(days), end or max(days)) if days else None


def days_of(
    engagement: Engagement,
    activities: Iterable[Activity],
    named: Named | None = None,
    *,
    statuses: Collection[str] = LIVE,
) -> list[Activity]:
    """Return the services of its production that an embauche attends, by date, within the dates typed on it.

    A service that names its participants is attended by them; otherwise the performances are attended by whoever is engaged
    for each of them, the services of creation by whoever is engaged for it, the workshops by whoever is engaged for a workshop.
    A post without a name attends what its terms say.
    """
    return [
        one
        for one in activities
        if one.status in statuses and _within(engagement, one) and _attends(engagement, one, named or {})
    ]


def named_at(season: Any) -> Named:
    """Return who is named at each activity of a season that names somebody; one query, asked once."""
    if season not in _named:
        rows = Activity.participants.through.objects.filter(activity__organisation_id=season.organisation_id)
        if season.production_ids:
            rows = rows.filter(activity__production__in=season.production_ids)
        found: dict[UUID, set[UUID]] = {}
        for activity, person in rows.values_list("activity_id", "person_id"):
            found.setdefault(activity, set()).add(person)
        _named[season] = found
    return _named[season]


def period_in(season: Any, engagement: Engagement, *, statuses: Collection[str] = FIRM) -> tuple[date, date] | None:
    """Return the period of an embauche of a season; only the firm dates make it unless others are asked for."""
    return period_of(engagement, season.activities_of(engagement.production_id), named_at(season), statuses=statuses)


def days_in(season: Any, engagement: Engagement, *, statuses: Collection[str] = LIVE) -> list[Activity]:
    """Return the services that an embauche of a season attends."""
    return days_of(engagement, season.activities_of(engagement.production_id), named_at(season), statuses=statuses)


_named: WeakKeyDictionary[Any, Named] = WeakKeyDictionary()


def _within(engagement: Engagement, activity: Activity) -> bool:
    start, end = engagement.starts_on, engagement.ends_on
    return (start is None or (activity.until or activity.on) >= start) and (end is None or activity.on <= end)


def _attends(engagement: Engagement, activity: Activity, named: Named) -> bool:
    people = named.get(activity.pk, ())
    if people and engagement.person_id is not None:
        return engagement.person_id in people
    return activity.kind in _usual(engagement)


def _usual(engagement: Engagement) -> Collection[str]:
    """Return the kinds of services that an embauche attends when nobody is named there."""
    if engagement.per_performance:
        return PERFORMANCES
    if engagement.status == EmploymentStatus.INTERVENTION or engagement.phase == Phase.ACTION_CULTURELLE:
        return (ActivityKind.ATELIER,)
    return MAKING if engagement.phase == Phase.CREATION else ()
