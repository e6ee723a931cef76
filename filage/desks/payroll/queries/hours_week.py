"""What the office reads of the hours of a production: a week, person by person, and where its month stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from filage.core import links
from filage.desks.payroll.enums import HoursState
from filage.desks.payroll.models import HoursEntry
from filage.desks.payroll.queries.hours import Counters, Day, Hours, between, count
from filage.desks.payroll.queries.working import month_end
from filage.productions.models import Engagement, Person, Production

DAYS = 7
SEASONS = timedelta(days=3 * 365)  # around today, where the next work is looked for
PURPOSE = "heures"  # of the links that open somebody's own hours


@dataclass(frozen=True, slots=True)
class Row:
    """An embauche: its seven days, and what it has done in the month."""

    engagement: Engagement
    days: tuple[Day, ...]
    month: tuple[Day, ...]

    @property
    def name(self) -> str:
        """Return who it is."""
        person = self.engagement.person
        return person.name if person else self.engagement.placeholder or "À pourvoir"

    @property
    def is_asked(self) -> bool:
        """Tell whether the week asks for this embauche, or something was told of it."""
        return any(day.activities or day.entry for day in self.days)

    @property
    def week_counters(self) -> Counters:
        """Return what was told of the week."""
        return count(self.days)

    @property
    def counters(self) -> Counters:
        """Return what was told of the month."""
        return count(self.month)

    def at(self, state: HoursState) -> int:
        """Return how many days of the month are at a state."""
        return sum(day.entry is not None and day.state == state for day in self.month)

    @property
    def waiting(self) -> int:
        """Return how many days of the month wait to be checked."""
        return self.at(HoursState.SAISI)

    @property
    def checked(self) -> int:
        """Return how many days of the month were checked and not sent."""
        return self.at(HoursState.VALIDE)

    @property
    def sent(self) -> int:
        """Return how many days of the month were sent."""
        return self.at(HoursState.TRANSMIS)


@dataclass(frozen=True, slots=True)
class Week:
    """A week of a production, and the month its Thursday belongs to."""

    monday: date
    today: date
    rows: tuple[Row, ...]
    season: Any  # that of the production alone

    @property
    def days(self) -> list[date]:
        """Return the seven days."""
        return [self.monday + timedelta(days=rank) for rank in range(DAYS)]

    @property
    def month(self) -> date:
        """Return the first day of the month."""
        return month_of(self.monday)

    @property
    def before(self) -> str:
        """Return how an address names the week before."""
        return iso(self.monday - timedelta(days=DAYS))

    @property
    def after(self) -> str:
        """Return how an address names the week after."""
        return iso(self.monday + timedelta(days=DAYS))

    @property
    def asked(self) -> list[Row]:
        """Return the embauches that the week asks for."""
        return [row for row in self.rows if row.is_asked]

    @property
    def of_month(self) -> list[Row]:
        """Return the embauches that have days in the month."""
        return [row for row in self.rows if row.month]

    def silent(self, rows: Sequence[Row]) -> list[Day]:
        """Return the days gone by that may be told as foreseen."""
        held = [day for row in rows for day in row.days]
        return [day for day in held if day.on <= self.today and not day.is_told and day.planned.is_known]

    def day(self, key: str) -> Day | None:
        """Return the day that a page names, None when it is not of this week."""
        return next((day for row in self.rows for day in row.days if day.key == key), None)

    def entries(self, days: Sequence[Day]) -> list[HoursEntry]:
        """Return what was told of some days."""
        return [day.entry for day in days if day.entry is not None]


def week(production: Production, monday: date, today: date, *, season: Any = None) -> Week:
    """Return a week of a production (any day of it) with the whole month around it; one query with the season of another week."""
    monday -= timedelta(days=monday.weekday())
    first = month_of(monday)
    last = monday + timedelta(days=DAYS - 1)
    since, until = min(monday, first), max(last, month_end(first))
    held = between([production.pk], production.organisation_id, since, until, season=season)
    rows = tuple(_row(held, each, monday, first) for each in held.season.engagements_of(production.pk))
    return Week(monday, today, rows, held.season)


def nearest(production: Production, empty: Week) -> tuple[date | None, date | None]:
    """Return the Mondays of the last week of work before a week and of the next one after it, None for none; one query."""
    since, until = empty.today - SEASONS, empty.today + SEASONS
    held = between([production.pk], production.organisation_id, since, until, season=empty.season)
    worked = {day.on for one in held.season.engagements_of(production.pk) for day in held.of(one)}
    mondays = {day - timedelta(days=day.weekday()) for day in worked}
    before, after = (one for one in mondays if one < empty.monday), (one for one in mondays if one > empty.monday)
    return max(before, default=None), min(after, default=None)


def month_of(monday: date) -> date:
    """Return the first day of the month that most of a week belongs to."""
    return (monday + timedelta(days=3)).replace(day=1)


def iso(day: date) -> str:
    """Return how an address names a week: « 2026-W48 »."""
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02}"


def monday_of(text: str, today: date) -> date:
    """Return the Monday of the week that an address names, that of today when it names none."""
    try:
        return date.fromisoformat(text)  # « 2026-W48 » is its Monday
    except ValueError:
        return today - timedelta(days=today.weekday())


def linked(production: Production, rows: Sequence[Row]) -> set[Person]:
    """Return the people whose own link is open; one query."""
    people = {row.engagement.person.pk: row.engagement.person for row in rows if row.engagement.person}
    held = links.held(production.organisation, PURPOSE, people)
    return {people[pk] for pk in people if any(link.target == str(pk) and not link.revoked_at for link in held)}


def _row(held: Hours, engagement: Engagement, monday: date, first: date) -> Row:
    found = {day.on: day for day in held.of(engagement)}
    days = (monday + timedelta(days=rank) for rank in range(DAYS))
    month = (day for on, day in found.items() if first <= on <= month_end(first))
    return Row(engagement, tuple(found.get(on) or Day(engagement, on) for on in days), tuple(month))
