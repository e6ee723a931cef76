"""What somebody reads of her own work: the days to tell, those told, the next ones, and her counters of the month."""

from dataclasses import dataclass
from datetime import date, timedelta

from filage.desks.payroll.queries.hours import Counters, Day, between, count
from filage.desks.payroll.queries.working import month_end
from filage.productions.models import Engagement, Person

AHEAD = timedelta(days=14)
AT_ONCE = 10  # days to tell that are not folded


@dataclass(frozen=True, slots=True)
class OwnHours:
    """The days of one person, over all her embauches here, between the month before and a fortnight ahead."""

    today: date
    engagements: tuple[Engagement, ...]
    days: tuple[Day, ...]

    @property
    def since(self) -> date:
        """Return the first day that may be told here: that of the month before."""
        return (self.today.replace(day=1) - timedelta(days=1)).replace(day=1)

    @property
    def to_tell(self) -> list[Day]:
        """Return the days gone by that nobody told, the last first."""
        return [day for day in reversed(self.days) if day.on <= self.today and not day.is_told]

    @property
    def lately(self) -> list[Day]:
        """Return those of the days to tell that stand on the page at once."""
        return self.to_tell[:AT_ONCE]

    @property
    def before(self) -> list[Day]:
        """Return the older ones, folded."""
        return self.to_tell[AT_ONCE:]

    @property
    def oldest(self) -> date | None:
        """Return the day before which they are folded."""
        return self.lately[-1].on if self.lately else None

    @property
    def at_once(self) -> list[Day]:
        """Return those that may be told as foreseen in one gesture."""
        return [day for day in self.to_tell if day.planned.is_known]

    @property
    def told(self) -> list[Day]:
        """Return the days told, the last first."""
        return [day for day in reversed(self.days) if day.is_told]

    @property
    def coming(self) -> list[Day]:
        """Return the next days of work."""
        return [day for day in self.days if day.on > self.today]

    @property
    def month(self) -> Counters:
        """Return the counters of the present month."""
        first = self.today.replace(day=1)
        return count(day for day in self.days if first <= day.on <= month_end(first))

    def day(self, key: str) -> Day | None:
        """Return the day that a page names, None when it is not there."""
        return next((day for day in self.days if day.key == key), None)


def own_hours(person: Person, today: date) -> OwnHours:
    """Return the days of a person; her embauches are one query, what they ask a season."""
    rows = Engagement.objects.within(person.organisation_id).filter(person=person).select_related("production__structure")
    engagements = tuple(rows)
    if not engagements:
        return OwnHours(today, (), ())
    since = OwnHours(today, (), ()).since
    held = between({one.production_id for one in engagements}, person.organisation_id, since, today + AHEAD)
    days = sorted((day for one in engagements for day in held.of(one)), key=lambda day: (day.on, day.engagement.rank))
    return OwnHours(today, engagements, tuple(days))
