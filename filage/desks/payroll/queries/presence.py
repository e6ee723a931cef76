"""Who is paid at a performance when somebody replaces somebody: the replacing embauche at the dates it covers, and only there."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from filage.core.rails.season import once
from filage.desks.payroll.queries.period import named_at
from filage.productions.enums import AbsencePay
from filage.productions.models import Activity, Engagement

type Named = Mapping[UUID, frozenset[UUID | None]]  # the people named at an activity


@dataclass(frozen=True, slots=True)
class Presence:
    """The replacements of some embauches, and who is named at each date they may cover."""

    replacements: Mapping[UUID, Sequence[Engagement]] = field(default_factory=dict)  # by the embauche replaced
    named: Named = field(default_factory=dict)

    def paid(self, engagement: Engagement, activity: Activity) -> bool:
        """Tell whether an embauche paid by the performance is paid at this one."""
        if engagement.replaces_id is not None and not self.covers(engagement, activity):
            return False
        return all(
            other.absence_pay == AbsencePay.MAINTENUE or not self.covers(other, activity)
            for other in self.replacements.get(engagement.pk, ())
        )

    def away(self, engagement: Engagement, activity: Activity) -> bool:
        """Tell whether somebody else works this date in the place of an embauche, paid or not, from its first to its last day."""
        if engagement.person_id in self.named.get(activity.pk, ()):
            return False
        return any(self.covers(other, activity) for other in self.replacements.get(engagement.pk, ()))

    def covers(self, replacement: Engagement, activity: Activity) -> bool:
        """Tell whether a replacing embauche works a date: within its days, where its person is named instead of the other."""
        first, last = replacement.starts_on, replacement.ends_on
        if (first and (activity.until or activity.on) < first) or (last and activity.on > last):
            return False
        if self.away(replacement, activity):
            return True  # by whoever replaces her in turn
        named = self.named.get(activity.pk, frozenset())
        if replacement.person_id is not None:
            return replacement.person_id in named
        absent = replacement.replaces
        if absent is None or absent.person_id in named:
            return False
        return not any(other.person_id in named for other in self.replacements.get(absent.pk, ()) if other.person_id)


NOBODY = Presence()


@once
def presence(season: Any) -> Presence:
    """Return the replacements of a season; a query only when there are some."""
    return among(season.engagements, season)


def among(engagements: Sequence[Engagement], season: Any = None) -> Presence:
    """Return the replacements among some embauches of one organisation, or season; a query only when there are some."""
    by_id = {one.pk: one for one in engagements}
    held: dict[UUID, list[Engagement]] = defaultdict(list)
    for one in engagements:
        if one.replaces_id is not None:
            if one.replaces_id in by_id:
                one.replaces = by_id[one.replaces_id]
            held[one.replaces_id].append(one)
    if not held:
        return NOBODY
    if season is not None:
        return Presence(held, {key: frozenset(people) for key, people in named_at(season).items()})
    productions = {one.production_id for many in held.values() for one in many}
    rows = Activity.participants.through.objects.filter(activity__production__in=productions)
    named: dict[UUID, set[UUID]] = defaultdict(set)
    for activity, person in rows.values_list("activity_id", "person_id"):
        named[activity].add(person)
    return Presence(held, {key: frozenset(people) for key, people in named.items()})
