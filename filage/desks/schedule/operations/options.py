"""What happens to the options that wait when one of them falls: each moves up, in the gesture that made it fall."""

from typing import Any

from filage.core import stages
from filage.core.changes import ChangeSet
from filage.core.journal import JournalEntry
from filage.core.refusal import Refusal
from filage.desks.schedule.queries import day_text
from filage.desks.schedule.queries.options import LAST, ranks, rivals
from filage.productions.enums import PERFORMANCES, DateStatus
from filage.productions.models import Activity
from filage.productions.operations import refuse_unless_editor
from filage.rules.booking import options


def moving_up(activity: Activity) -> ChangeSet:
    """Return what moves up when an option leaves its day; nothing for a date that is no option, or no performance."""
    if activity.status != DateStatus.OPTION or activity.kind not in PERFORMANCES:
        return ChangeSet()
    others = {one.pk: one for one in rivals(activity)}
    changes = ChangeSet()
    for key, rank in options.promoted(ranks(activity, others.values()), activity.pk).items():
        if one := others.get(key):
            changes += ChangeSet.on(one, option_rank=rank)
    return changes


def free_the_others(activity: Activity, *, by: Any) -> JournalEntry | None:
    """Cancel the options that wait behind a firm date, in one gesture; Refusal while it is itself an option."""
    refuse_unless_editor(by, activity)
    if activity.status == DateStatus.OPTION:
        raise Refusal("Cette date est encore une option : confirmez-la avant de libérer les autres.")
    waiting = [one for one in rivals(activity) if one.status == DateStatus.OPTION]
    for one in waiting:
        refuse_unless_editor(by, one)
    changes = sum((stages.step(one, DateStatus.ANNULE) for one in waiting), ChangeSet())
    return changes.apply(by=by, why=f"options libérées : {day_text(activity.on)}")


def put_first(activity: Activity, key: str, *, by: Any) -> JournalEntry | None:
    """Give rank 1 to one of the options that want the day of a performance, the others following in their order."""
    waiting = [one for one in (activity, *rivals(activity)) if one.status == DateStatus.OPTION]
    chosen = next((one for one in waiting if str(one.pk) == key), None)
    if chosen is None:
        raise Refusal("Cette option n’attend plus ce jour.")
    left = sorted((one for one in waiting if one is not chosen), key=lambda one: (one.option_rank or LAST, one.rank))
    changes = ChangeSet()
    for rank, one in enumerate([chosen, *left], options.FIRST):
        refuse_unless_editor(by, one)
        changes += ChangeSet.on(one, option_rank=rank)
    return changes.apply(by=by, why=f"rang des options : {day_text(activity.on)}")
