"""The first hour of the hirings that a date needs (E), as a day: what the prior declarations are counted from."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from filage.core.rails.season import once
from filage.productions.attendance import usual, within
from filage.productions.enums import FIRM, EmploymentStatus
from filage.productions.models import Activity, Engagement
from filage.productions.participants import namings


def attending(season: Any, activity: Activity) -> list[Engagement]:
    """Return the embauches with a name that a date needs; a permanent is hired once and for all, apart from any date."""
    return [
        engagement
        for engagement in season.engagements_of(activity.production_id)
        if engagement.status != EmploymentStatus.PERMANENT and engagement.person_id and _attends(season, engagement, activity)
    ]


def first_day_of(season: Any, activity: Activity, engaged: Iterable[Engagement]) -> date | None:
    """Return the first day of work of the earliest of some embauches of a date, None while there is none.

    Travel, get-in and rehearsals count: it often comes before the date.
    """
    days = [day for engagement in engaged if (day := _first_day(season, engagement, activity)) is not None]
    return min(days, default=None)


def _attends(season: Any, engagement: Engagement, activity: Activity) -> bool:
    if not within(engagement, activity):
        return False
    named = _named(season).get(activity.pk)
    return engagement.person_id in named if named else activity.kind in usual(engagement)


def _first_day(season: Any, engagement: Engagement, activity: Activity) -> date | None:
    if engagement.starts_on is not None:
        return engagement.starts_on
    held = [one for one in season.activities_of(engagement.production_id) if one.status in FIRM or one.pk == activity.pk]
    return min((one.on for one in held if _attends(season, engagement, one)), default=None)


@once
def _named(season: Any) -> Mapping[UUID, frozenset[UUID]]:
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for activity, person, *_ in namings(season):
        found[activity].add(person)
    return {activity: frozenset(people) for activity, people in found.items()}
