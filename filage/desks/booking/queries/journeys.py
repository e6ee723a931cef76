"""How far a date is from the one before and the one after, and whether the team can be there in time: always « à vérifier »."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from filage.core import own_settings
from filage.productions.enums import LIVE, PERFORMANCES, ActivityKind
from filage.productions.models import Activity, Venue
from filage.productions.placing import town_of
from filage.rules.booking.journey import SETTLED, Feasible, Journey, journey
from filage.rules.engine import Law

AROUND = timedelta(days=15)  # beyond, the team is home again: nothing joins two dates
NEXT_TO = 3  # days between two dates: beyond, the road is no question


@dataclass(frozen=True, slots=True)
class Leg:
    """The road between two dates of a show; no journey while a town is unknown, which `why` says."""

    first: Activity
    second: Activity
    journey: Journey | None
    why: str = ""
    venue: Venue | None = None  # the place whose town is to be said

    @property
    def feasible(self) -> Feasible:
        """Tell whether the team can be at its next call."""
        return self.journey.feasible if self.journey else Feasible.UNKNOWN


def legs_of(activity: Activity) -> list[Leg]:
    """Return the road from the date before and to the date after a performance; two queries at most."""
    rows = Activity.objects.within(activity.organisation_id).filter(production=activity.production_id, status__in=LIVE)
    near = rows.filter(on__range=(activity.on - AROUND, activity.on + AROUND)).select_related("venue", "production")
    held = [one for one in near.order_by("on", "starts_at", "rank", "id") if one.kind != ActivityKind.REUNION]
    if not any(activity.pk in (first.pk, second.pk) for first, second in _neighbours(held)):
        return []  # the law is not even read
    law = own_settings.law_for(activity.production.structure, organisation=activity.organisation_id)
    return [leg for leg in legs(held, law) if activity.pk in (leg.first.pk, leg.second.pk)]


def legs(activities: Sequence[Activity], law: Law) -> list[Leg]:
    """Return the road between the performances of one show that follow each other within a few days, in two different places."""
    return [
        _leg(first, second, _call(second, activities), law, (second.on - first.on).days)
        for first, second in _neighbours(activities)
    ]


def _neighbours(activities: Sequence[Activity]) -> list[tuple[Activity, Activity]]:
    """Return the performances that follow each other within a few days, in two different places."""
    played = [one for one in activities if one.kind in PERFORMANCES and one.venue_id]
    return [
        (first, second)
        for first, second in pairwise(played)
        if first.venue_id != second.venue_id and 0 < (second.on - first.on).days <= NEXT_TO
    ]


def _leg(first: Activity, second: Activity, due: datetime | None, law: Law, nights: int) -> Leg:
    one, other = town_of(first.venue), town_of(second.venue)
    for where, venue in ((one, first.venue), (other, second.venue)):
        if where.town is None:
            return Leg(first, second, None, where.why, venue)
    assert one.town is not None and other.town is not None  # told above otherwise
    made = journey(law, one.town, other.town, leaves=_end(first), due=due, on=first.on, nights=nights)
    return Leg(first, second, made)


def _end(activity: Activity) -> datetime | None:
    if activity.ends_at is not None:
        return _local(activity, activity.ends_at)
    minutes = activity.production.duration_minutes
    return _local(activity, activity.starts_at) + timedelta(minutes=minutes) if activity.starts_at and minutes else None


def _call(activity: Activity, around: Sequence[Activity]) -> datetime | None:
    """Return when the team is expected at a date: its first service there that day, else some hours before it is played."""
    earlier = [
        _local(one, one.starts_at)
        for one in around
        if one.on == activity.on and one.venue_id == activity.venue_id and one.kind not in PERFORMANCES and one.starts_at
    ]
    if earlier:
        return min(earlier)
    return _local(activity, activity.starts_at) - SETTLED if activity.starts_at else None


def _local(activity: Activity, at: Any) -> datetime:
    found: datetime = at.astimezone(ZoneInfo(activity.zone)).replace(tzinfo=None)
    return found
