"""Whether the hours of a period in a company can still be reached, and whether it lasts long enough for the exam."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Where the hours of a period stand: those asked, done, and that may still be done; None is unknown."""

    asked: Decimal
    done: Decimal
    left: Decimal | None

    @property
    def margin(self) -> Decimal | None:
        """Return what may be lost: done and possible, less what is asked."""
        return None if self.left is None else self.done + self.left - self.asked

    @property
    def reached(self) -> bool:
        """Tell whether the hours asked are done."""
        return self.done >= self.asked

    @property
    def out_of_reach(self) -> bool:
        """Tell whether the hours asked cannot be reached any more on working days."""
        return self.margin is not None and self.margin < 0


def monday_of(on: date) -> date:
    """Return the Monday of a day."""
    return on - timedelta(days=on.weekday())


def progress(
    *,
    asked: Decimal,
    working: Sequence[date],
    hours_a_day: Decimal | None,
    weeks: Mapping[date, Decimal],
    off: Collection[date] = (),
    ended_on: date | None = None,
) -> Progress:
    """Return where a period stands: `working` are its working days, `weeks` the hours said of a week, by its Monday.

    The days of a week that was said count for what was said and no more; every other one may still be worked, unless nobody
    works on it (`off`), or the period was broken before.
    """
    done = sum(weeks.values(), Decimal(0))
    open_days = [on for on in working if monday_of(on) not in weeks and on not in off and (ended_on is None or on <= ended_on)]
    return Progress(asked=asked, done=done, left=None if hours_a_day is None else len(open_days) * hours_a_day)


def months_later(on: date, months: int) -> date:
    """Return the day that comes so many months later, the last of the month when it has no such day."""
    index = on.year * 12 + on.month - 1 + months
    year, month = divmod(index, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(on.day, last))


def lasts(periods: Sequence[tuple[date, date]], months: tuple[int, int]) -> str:
    """Return what is wrong with how long periods last together, first and last days included; empty when nothing is."""
    if not periods:
        return f"Aucune période en entreprise : l’examen demande {months[0]} à {months[1]} mois."
    first = min(one[0] for one in periods)
    days = sum((last - start).days + 1 for start, last in periods)
    after = first + timedelta(days=days)  # the day after, as if they followed one another
    if after < months_later(first, months[0]):
        return f"{days} jours en entreprise : moins de {months[0]} mois, l’examen demande {months[0]} à {months[1]} mois."
    if after > months_later(first, months[1]):
        return f"{days} jours en entreprise : plus de {months[1]} mois, l’examen demande {months[0]} à {months[1]} mois."
    return ""
