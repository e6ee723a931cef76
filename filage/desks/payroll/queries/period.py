"""When an embauche works: the dates typed on it, else the first and the last of the services it attends."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from filage.core.rails.season import once
from filage.core.remembering import Again, values_of
from filage.productions.attendance import usual, within
from filage.productions.enums import FIRM, LIVE, PERFORMANCES, ActivityKind, EmploymentStatus, Phase
from filage.productions.models import Activity, Engagement
from filage.productions.participants import namings

ON_THE_ROAD = (*PERFORMANCES, ActivityKind.MONTAGE, ActivityKind.VOYAGE)
TAUGHT = (ActivityKind.ATELIER,)

_VERSIONS: Again[object] = Again()
_PERIODS: Again[tuple[date, date] | None] = Again()  # by embauche, until it or the services of its show move

type Named = Mapping[UUID, Collection[UUID | None]]  # who is named at each activity that names somebody


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

    A service that names its participants is attended by them, under the embauche that covers its kind; otherwise the
    performances are attended by whoever is engaged for each of them, the services of creation by whoever is engaged for it,
    the workshops by whoever is engaged for a workshop.
    A post without a name attends what its terms say.
    """
    return [
        one for one in activities if one.status in statuses and within(engagement, one) and _attends(engagement, one, named or {})
    ]


def named_at(season: Any) -> Named:
    """Return who is named at each activity of a season that names somebody; one query, asked once."""
    return _kept_for(season).named


def period_in(season: Any, engagement: Engagement, *, statuses: tuple[str, ...] = FIRM) -> tuple[date, date] | None:
    """Return the period of an embauche of a season; only the firm dates make it unless others are asked for."""
    kept = _kept_for(season)
    key = engagement.pk, statuses
    if key not in kept.periods:
        absent = values_of(engagement.replaces) if engagement.replaces_id and engagement.replaces else None
        told = values_of(engagement), absent, _version(season, engagement.production_id)
        found = partial(period_of, engagement, season.activities_of(engagement.production_id), kept.named, statuses=statuses)
        kept.periods[key] = _PERIODS.given(key, told, found)
    return kept.periods[key]


def _version(season: Any, production: UUID) -> object:
    """Return the same object for as long as the services of a production, and who is named there, stay the same."""
    kept = _kept_for(season)
    if production not in kept.versions:
        services = season.activities_of(production)
        told = [(one.pk, one.on, one.until, one.status, one.kind, kept.named.get(one.pk)) for one in services]
        kept.versions[production] = _VERSIONS.given(production, told, object)
    return kept.versions[production]


def days_in(season: Any, engagement: Engagement, *, statuses: Collection[str] = LIVE) -> list[Activity]:
    """Return the services that an embauche of a season attends."""
    return days_of(engagement, season.activities_of(engagement.production_id), named_at(season), statuses=statuses)


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is read once of a season: who is named where, and the periods already deduced."""

    named: Named
    periods: dict[tuple[UUID, tuple[str, ...]], tuple[date, date] | None]
    versions: dict[UUID, object]  # of the services of each production


@once
def _kept_for(season: Any) -> _Kept:
    return _Kept(_read(season), {}, {})


def _read(season: Any) -> Named:
    found: dict[UUID, set[UUID | None]] = {}
    for activity, person, *_ in namings(season):
        found.setdefault(activity, set()).add(person)
    return found


def _attends(engagement: Engagement, activity: Activity, named: Named) -> bool:
    people = named.get(activity.pk, ())
    absent = engagement.replaces if engagement.replaces_id else None
    if absent is not None and engagement.person_id is None and (not people or absent.person_id in people):
        return False  # a post still open replaces at the dates that name the others, the absentee left out
    if (people or absent is not None) and engagement.person_id is not None:
        return engagement.person_id in people and activity.kind in _possible(engagement)
    return activity.kind in usual(engagement)


def _possible(engagement: Engagement) -> Collection[str]:
    """Return the kinds of services that an embauche covers when its person is named there: she may have another embauche."""
    if engagement.status == EmploymentStatus.INTERVENTION or engagement.phase == Phase.ACTION_CULTURELLE:
        return TAUGHT
    if engagement.per_performance:
        return ON_THE_ROAD
    return (
        [kind for kind in ActivityKind if kind not in (*PERFORMANCES, *TAUGHT)]
        if engagement.phase == Phase.CREATION
        else ActivityKind
    )
