"""Which dates want the same day: those of one show wherever they are, or those of one of our own rooms, whatever is played."""

from collections import defaultdict
from collections.abc import Iterable
from copy import copy
from datetime import date
from typing import Any
from uuid import UUID

from filage.productions.enums import LIVE, PERFORMANCES, DateStatus
from filage.productions.models import Activity
from filage.rules.booking.options import next_rank

LAST = 99  # where an option without a rank waits

type Contest = tuple[str, Any, Any, Any]


def contest_of(activity: Activity) -> Contest:
    """Return what a performance wants that another may want: our room on that day, else its show on that day."""
    venue = activity.venue
    if venue is not None and venue.structure is not None and venue.structure.ours:
        return ("salle", venue.pk, activity.room_id, activity.on)
    return ("spectacle", activity.production_id, None, activity.on)


def contests(activities: Iterable[Activity]) -> dict[Contest, list[Activity]]:
    """Return the live performances that want the same thing, firm ones first, then the options by rank; alone is left out."""
    held: dict[Contest, list[Activity]] = defaultdict(list)
    for each in activities:
        if each.kind in PERFORMANCES and each.status in LIVE:
            held[contest_of(each)].append(each)
    return {key: sorted(rows, key=_order) for key, rows in held.items() if len(rows) > 1 and _disagree(key, rows)}


def rivals(activity: Activity) -> list[Activity]:
    """Return the other live performances that want what this one wants, firm ones first, then by rank; one query."""
    rows = Activity.objects.within(activity.organisation_id).filter(on=activity.on, kind__in=PERFORMANCES, status__in=LIVE)
    rows = rows.exclude(pk=activity.pk).select_related("production", "venue__structure", "room", "deal__partner")
    mine = contest_of(activity)
    same = [one for one in rows if contest_of(one) == mine]
    return sorted(same, key=_order) if _disagree(mine, [activity, *same]) else []


def rank_on(activity: Activity, on: date) -> int | None:
    """Return the rank that an option takes when it is brought to another day: behind those that wait there."""
    if activity.option_rank is None or activity.status != DateStatus.OPTION:
        return activity.option_rank
    there = copy(activity)
    there.on = on
    return next_rank([one.option_rank for one in rivals(there) if one.status == DateStatus.OPTION])


def ranks(activity: Activity, others: Iterable[Activity]) -> dict[UUID, int | None]:
    """Return the rank of each option that waits for the same thing, this one included."""
    options = (one for one in others if one.status == DateStatus.OPTION)
    return {activity.pk: activity.option_rank} | {one.pk: one.option_rank for one in options}


def _disagree(key: Contest, rows: list[Activity]) -> bool:
    """Tell whether several cannot all be played: two places for one show, two shows in one room, one of them an option."""
    if all(one.status != DateStatus.OPTION for one in rows):
        return False
    if key[0] == "salle":
        return len({one.production_id for one in rows} | {one.deal_id for one in rows if one.deal_id}) > 1
    return len({one.venue_id or one.pk for one in rows}) > 1


def _order(activity: Activity) -> tuple[bool, int, Any, Any]:
    return (activity.status == DateStatus.OPTION, activity.option_rank or LAST, activity.rank, activity.pk)
