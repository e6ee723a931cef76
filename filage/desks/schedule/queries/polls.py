"""What a poll asks and what was answered: who can come on which day, and which days suit the most."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils import timezone

from filage.core import links
from filage.core.links import Link
from filage.core.rails import season as seasons
from filage.desks.schedule.enums import PollReply
from filage.desks.schedule.models import Poll, PollAnswer, PollDay
from filage.desks.schedule.queries.people_at import people_at
from filage.productions.models import Activity, Person, Production

PURPOSE = "sondage"  # of the links that open polls: of one person, or of a group who say who they are
EARLIEST = datetime.min.replace(tzinfo=UTC)  # of a day that is asked whole
WEIGHT = {PollReply.OUI: 2, PollReply.SI_BESOIN: 1, PollReply.NON: 0}


@dataclass(frozen=True, slots=True)
class Asked:
    """One day of a poll, and how many answered what."""

    day: PollDay
    counts: Mapping[str, int]
    answers: Mapping[UUID, str]
    best: bool
    by_group: frozenset[UUID] = frozenset()  # who answered through the link of the group

    @property
    def yes(self) -> int:
        """Return how many can come."""
        return self.counts.get(PollReply.OUI, 0)


@dataclass(frozen=True, slots=True)
class Whole:
    """A poll, its people and its days."""

    poll: Poll
    people: Sequence[Person]
    days: Sequence[Asked]
    opened: Mapping[UUID, Link]  # the link that each person holds
    group: Link | None

    @property
    def answered(self) -> int:
        """Return how many people answered at least one day."""
        return len({person for asked in self.days for person in asked.answers})


def of_production(production: Production) -> list[Whole]:
    """Return the polls of a show, the newest first; five queries."""
    rows = Poll.objects.within(production.organisation_id).filter(production=production).select_related("production")
    return [_whole(one, {}, None) for one in rows.prefetch_related("people", "days__answers").order_by("-rank", "-id")]


def whole(poll: Poll) -> Whole:
    """Return everything of a poll; five queries."""
    held = Poll.objects.within(poll.organisation_id).select_related("production", "organisation")
    found = held.prefetch_related("people", "days__answers").get(pk=poll.pk)
    people = list(found.people.all())
    keys = {f"{poll.pk}:{one.pk}": one.pk for one in people}
    now = timezone.now()
    rows = [one for one in links.held(found.organisation, PURPOSE, [str(poll.pk), *keys]) if one.is_open(now)]
    opened = {keys[one.target]: one for one in reversed(rows) if one.target in keys}
    return _whole(found, opened, next((one for one in rows if one.target == str(poll.pk)), None))


def is_open(poll: Poll, today: date) -> bool:
    """Tell whether a poll still takes answers."""
    return poll.closed_on is None and (poll.until is None or today <= poll.until)


def team(production: Production) -> list[Person]:
    """Return who may be asked: those engaged by a show or named at its dates, by name; the others by search."""
    rows = Person.objects.within(production.organisation_id)
    here = Q(engagements__production=production) | Q(activities__production=production)
    return list(rows.filter(here).distinct().order_by("name", "id"))


def taken(production: Production, people: Sequence[Person], days: Sequence[PollDay]) -> Mapping[tuple[UUID, date], str]:
    """Return what people already do on some days, anywhere in the house: it is said before a day is kept."""
    season = seasons.load(production.organisation_id, ())
    wanted, asked = {one.pk for one in people}, {one.on for one in days}
    found: dict[tuple[UUID, date], str] = {}
    for activity in season.activities:
        for on in asked:
            if activity.on <= on <= (activity.until or activity.on):
                for person in wanted & set(people_at(season).get(activity.pk, ())):
                    found[person, on] = activity.production.title
    return found


def zones(production: Production) -> Mapping[date, str]:
    """Return the clocks of the places where a show is, by day; one query."""
    rows = Activity.objects.within(production.organisation_id).filter(production=production).order_by("on", "rank", "id")
    return dict(rows.values_list("on", "zone"))


def hours(day: PollDay) -> tuple[datetime | None, datetime | None]:
    """Return the hours of a day on the clocks of its place."""
    zone = ZoneInfo(day.zone)
    return (day.starts_at and day.starts_at.astimezone(zone), day.ends_at and day.ends_at.astimezone(zone))


def answers_of(poll: Poll, person: UUID) -> Mapping[UUID, str]:
    """Return what one person answered, by day; one query."""
    rows = PollAnswer.objects.within(poll.organisation_id).filter(day__poll=poll, person=person)
    return dict(rows.values_list("day", "answer"))


def _whole(poll: Poll, opened: Mapping[UUID, Link], group: Link | None) -> Whole:
    people = sorted(poll.people.all(), key=lambda one: one.name)
    days: list[Any] = []
    for day in sorted(poll.days.all(), key=lambda one: (one.on, one.starts_at or EARLIEST, one.rank)):
        answers = {one.person_id: one.answer for one in day.answers.all()}
        group_said = frozenset(one.person_id for one in day.answers.all() if one.by_group)
        days.append((day, Counter(answers.values()), answers, group_said))
    weights = [sum(WEIGHT[PollReply(code)] * count for code, count in counts.items()) for _, counts, *_ in days]
    most = max(weights, default=0)
    asked = [
        Asked(day, counts, answers, most > 0 and weight == most, group_said)
        for (day, counts, answers, group_said), weight in zip(days, weights, strict=True)
    ]
    return Whole(poll, people, asked, opened, group)
