"""Which services an embauche attends when they name nobody: by what it is engaged for, within its dates."""

from collections.abc import Collection

from filage.productions.enums import PERFORMANCES, ActivityKind, EmploymentStatus, Phase
from filage.productions.models import Activity, Engagement

MAKING = (ActivityKind.REPETITION, ActivityKind.RESIDENCE, ActivityKind.MONTAGE)


def usual(engagement: Engagement) -> Collection[str]:
    """Return the kinds of services that an embauche attends when nobody is named there."""
    if engagement.per_performance:
        return PERFORMANCES
    if engagement.status == EmploymentStatus.INTERVENTION or engagement.phase == Phase.ACTION_CULTURELLE:
        return (ActivityKind.ATELIER,)
    return MAKING if engagement.phase == Phase.CREATION else ()


def within(engagement: Engagement, activity: Activity) -> bool:
    """Tell whether a service meets the dates typed on an embauche."""
    start, end = engagement.starts_on, engagement.ends_on
    return (start is None or (activity.until or activity.on) >= start) and (end is None or activity.on <= end)
