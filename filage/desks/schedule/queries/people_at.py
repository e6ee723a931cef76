"""Who is at each date: those it names, else those who were engaged for dates of its kind, within their days."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from filage.core.rails.season import once
from filage.productions.attendance import usual, within
from filage.productions.models import Activity, Engagement
from filage.productions.participants import namings

type People = dict[UUID, str]  # their names by their ids


@once
def people_at(season: Any) -> Mapping[UUID, People]:
    """Return the people of each date of a season, in order; a date where nobody is known is not there."""
    held: dict[UUID, People] = defaultdict(dict)
    for activity, person, name, _ in namings(season):
        held[activity][person] = name
    engaged = _engaged(season)
    for activity in season.activities:
        if activity.pk not in held:
            people = _usual(engaged.get((activity.production_id, activity.kind), []), activity)
            if people:
                held[activity.pk] = people
    return dict(held)


def usual_people(season: Any, activity: Activity) -> People:
    """Return who was engaged for the kind of a service, within their days, whoever it names."""
    return _usual(_engaged(season).get((activity.production_id, activity.kind), []), activity)


def _engaged(season: Any) -> Mapping[tuple[UUID, str], list[Engagement]]:
    found: dict[tuple[UUID, str], list[Engagement]] = defaultdict(list)
    for one in season.engagements:
        if one.person_id and not one.replaces_id:  # who replaces is named where she works
            for kind in usual(one):
                found[one.production_id, kind].append(one)
    return found


def _usual(engaged: list[Engagement], activity: Activity) -> People:
    return {one.person_id: one.person.name for one in engaged if one.person_id and one.person and within(one, activity)}
