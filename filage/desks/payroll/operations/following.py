"""What moves at the dates of a replacement when the person who replaces changes: who is named there."""

from filage.core.changes import ChangeSet
from filage.desks.payroll.queries import replacing as queries
from filage.productions.models import Engagement, Person


def follow_person(engagement: Engagement, person: Person | None) -> ChangeSet:
    """Return what moves at the dates of a replacing embauche when its person changes: who is named there."""
    if engagement.replaces_id is None or person == engagement.person:
        return ChangeSet()
    team = queries.team(engagement)
    mine = next(one for one in team.engagements if one.pk == engagement.pk)
    changes = ChangeSet()
    for activity in team.dates_of(mine):
        kept = [one for one in team.people_at(activity) if one.pk != engagement.person_id]
        changes += ChangeSet.on(activity, participants=[*kept, *([person] if person else [])])
    return changes
