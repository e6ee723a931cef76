"""The half-days of one day: what is taught, by whom, where, and how many have signed out of those who are expected."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from filage.school.attendance.enums import Gesture
from filage.school.programmes.enums import Hours, Moment
from filage.school.programmes.models import Learner, Slot


@dataclass(frozen=True, slots=True)
class Taught:
    """A half-day, those who are expected, and how many of them signed."""

    half: Slot
    expected: int
    signed: int


def taught(organisation: UUID, on: date) -> list[Taught]:
    """Return the half-days that are held on a day, mornings first; one query, two when there are some."""
    rows = Slot.objects.within(organisation).filter(on=on).exclude(kind=Hours.SELF_STUDY)
    signed = Count("attendance__learner", filter=Q(attendance__gesture=Gesture.PRESENCE), distinct=True)
    halves = list(
        rows.select_related("session", "module", "trainer__person", "room__venue", "track")
        .annotate(signed=signed)
        .order_by("rank", "id")
    )
    if not halves:
        return []
    halves.sort(key=lambda one: Moment.values.index(one.moment))
    learners = _learners(organisation, halves, on)
    return [Taught(one, _expected(one, learners[one.session_id]), one.signed) for one in halves]


def _learners(organisation: UUID, halves: Sequence[Slot], on: date) -> dict[Any, list[Any]]:
    """Return the tracks of those who are enrolled on a day, by session."""
    rows = Learner.objects.within(organisation).filter(session__in={one.session_id for one in halves})
    here = rows.filter(Q(entered_on=None) | Q(entered_on__lte=on), Q(left_on=None) | Q(left_on__gte=on))
    found: dict[Any, list[Any]] = defaultdict(list)
    for session, track in here.order_by().values_list("session_id", "track_id"):
        found[session].append(track)
    return found


def _expected(half: Slot, tracks: Sequence[Any]) -> int:
    return sum(half.track_id in (None, track) for track in tracks)
