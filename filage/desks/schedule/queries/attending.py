"""Who is at a service and which hours it takes of them: named there, or engaged for its kind within their dates."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from filage.productions.attendance import usual, within
from filage.productions.enums import PERFORMANCES, ActivityKind
from filage.productions.models import Activity, Engagement
from filage.rules.engine import Law
from filage.rules.working_time import Service

REHEARSED = timedelta(days=15)  # before the première, when a day of work may last twelve hours

type Engaged = Mapping[tuple[UUID, str], Sequence[Engagement]]


def hours_of(activity: Activity, *, rehearsal: timedelta | None = None) -> tuple[datetime, datetime] | None:
    """Return the local start and end of a service of one day; None when they cannot be told.

    A performance without an end lasts as long as its show, any other service as long as `rehearsal`.
    """
    found = _instants(activity, rehearsal)
    return found and _on_clocks(activity, *found)


def _on_clocks(activity: Activity, start: datetime, end: datetime) -> tuple[datetime, datetime]:
    zone = ZoneInfo(activity.zone)
    return start.astimezone(zone).replace(tzinfo=None), end.astimezone(zone).replace(tzinfo=None)


def _instants(activity: Activity, rehearsal: timedelta | None) -> tuple[datetime, datetime] | None:
    """Return when a service of one day begins and ends, None when it cannot be told."""
    if activity.starts_at is None or activity.until not in (None, activity.on):
        return None
    end = activity.ends_at
    if end is None and activity.kind in PERFORMANCES and activity.production.duration_minutes:
        end = activity.starts_at + timedelta(minutes=activity.production.duration_minutes)
    elif end is None and rehearsal is not None:
        end = activity.starts_at + rehearsal
    return None if end is None or end <= activity.starts_at else (activity.starts_at, end)


def service_of(activity: Activity, law: Any) -> Service | None:
    """Return a service as the rules of working time read it, None while its hours are unknown; `law(structure)` gives one."""
    found = _instants(activity, _rehearsal(activity, law))
    if found is None:
        return None
    start, end = _on_clocks(activity, *found)
    return Service(
        activity.pk,
        start,
        end,
        extended=_may_last(activity),
        travel=activity.kind == ActivityKind.VOYAGE,
        from_instant=found[0],
        to_instant=found[1],
    )


def engaged(engagements: Iterable[Engagement]) -> Engaged:
    """Return the embauches with a name by production and by kind of service that they attend."""
    held: dict[tuple[UUID, str], list[Engagement]] = defaultdict(list)
    for engagement in engagements:
        if engagement.person_id and not engagement.replaces_id:  # who replaces is named where she works
            for kind in usual(engagement):
                held[engagement.production_id, kind].append(engagement)
    return held


def attending(held: Engaged, activity: Activity) -> list[UUID]:
    """Return who attends a service that names nobody."""
    there = held.get((activity.production_id, activity.kind), ())
    return list(dict.fromkeys(each.person_id for each in there if each.person_id and within(each, activity)))


def _rehearsal(activity: Activity, law: Any) -> timedelta | None:
    """Return how long a service of the structure lasts, for a rehearsal whose end is not said."""
    if activity.ends_at is not None or activity.kind != ActivityKind.REPETITION:
        return None
    read: Law = law(activity.production.structure_id)
    length = read.read("working_time.service_hours", activity.on).value
    return None if length is None else timedelta(hours=float(length))


def _may_last(activity: Activity) -> bool:
    """Tell whether a day may last twelve hours: on tour, when the stage is set, or just before the première."""
    if activity.kind in (*PERFORMANCES, ActivityKind.MONTAGE, ActivityKind.VOYAGE):
        return True
    premiere = activity.production.creation_end
    return premiere is not None and timedelta() <= premiere - activity.on <= REHEARSED
