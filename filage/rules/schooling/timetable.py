"""When each candidate is heard: an order that a panel can hold, with preparation, pauses and extra time, and what collides."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import combinations

STEP = 5  # minutes: hours are said to five minutes


class NoTime(ValueError):
    """The days do not hold what is asked; the text says by how much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sat:
    """A trial to hold for everyone who presents its block; `together`: all at once, in one room."""

    block: str
    title: str
    minutes: int
    preparation: int = 0
    together: bool = False


@dataclass(frozen=True, slots=True)
class Comer:
    """A candidate: the blocks that she presents, and her extra time in percent."""

    key: str
    blocks: tuple[str, ...]
    extra: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The days of an exam and their hours; a pause after so many who pass one by one."""

    days: tuple[date, ...]
    opens: time
    closes: time
    lunch: tuple[time, time] | None = None
    pause: int = 0  # minutes
    pause_every: int = 0  # candidates heard between two pauses; 0: none
    panels: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A trial of a candidate: from when she prepares, from when to when it lasts, where, and before whom."""

    key: str
    block: str
    title: str
    starts: datetime
    ends: datetime
    prepares: datetime
    room: str = ""
    panel: str = ""
    name: str = ""  # of the candidate, as a collision says it


@dataclass(frozen=True, slots=True)
class Collision:
    """Two trials that cannot both be held, and over what."""

    first: Meeting
    second: Meeting
    over: str


def longer(minutes: int, extra: int) -> int:
    """Return minutes with extra time, up to the next five."""
    lasted = minutes * (100 + extra)
    return minutes if not extra else -(-lasted // (100 * STEP)) * STEP


def arranged(trials: Sequence[Sat], comers: Sequence[Comer], days: Days) -> list[Meeting]:
    """Return when each is heard: what is held together first, then one by one; NoTime when the days are too short."""
    clock = _Clock(days)
    made: list[Meeting] = []
    for trial in (one for one in trials if one.together):
        sitting = [one for one in comers if trial.block in one.blocks]
        if sitting:
            made += clock.together(trial, sitting)
    alone = [one for one in trials if not one.together]
    for comer in comers:
        made += clock.heard(comer, [one for one in alone if one.block in comer.blocks])
    return sorted(made, key=lambda one: (one.starts, one.panel, one.key))


class _Clock:
    """The hours already taken: of each panel, and of each candidate."""

    def __init__(self, days: Days) -> None:
        self.days = days
        start = datetime.combine(days.days[0], days.opens)
        self.panels = [start] * days.panels
        self.heard_by = [0] * days.panels
        self.free: dict[str, datetime] = {}

    def together(self, trial: Sat, sitting: Sequence[Comer]) -> list[Meeting]:
        """Hold a trial for all at once; who has extra time ends later, and everyone waits for her."""
        longest = max(longer(trial.minutes, one.extra) for one in sitting)
        starts = self._fits(max(self.panels), timedelta(0), timedelta(minutes=longest), trial.title)
        made = []
        for one in sitting:
            ends = starts + timedelta(minutes=longer(trial.minutes, one.extra))
            made.append(
                Meeting(key=one.key, block=trial.block, title=trial.title, starts=starts, ends=ends, prepares=starts, panel="")
            )
            self.free[one.key] = ends
        self.panels = [starts + timedelta(minutes=longest)] * len(self.panels)
        return made

    def heard(self, comer: Comer, trials: Sequence[Sat]) -> Iterator[Meeting]:
        """Hear a candidate, one trial after the other, before the panel that is free first."""
        if not trials:
            return
        rank = min(range(len(self.panels)), key=lambda each: (self.panels[each], each))
        self._rest(rank)
        for trial in trials:
            prepares = timedelta(minutes=longer(trial.preparation, comer.extra))
            lasts = timedelta(minutes=longer(trial.minutes, comer.extra))
            free = self.free.get(comer.key)
            after = max(self.panels[rank], free + prepares if free else self.panels[rank])
            starts = self._fits(after, prepares, lasts, trial.title)
            self.panels[rank] = self.free[comer.key] = starts + lasts
            yield Meeting(
                key=comer.key,
                block=trial.block,
                title=trial.title,
                starts=starts,
                ends=starts + lasts,
                prepares=starts - prepares,
                panel=f"Jury {rank + 1}" if self.days.panels > 1 else "Jury",
            )
        self.heard_by[rank] += 1

    def _rest(self, rank: int) -> None:
        every = self.days.pause_every
        if every and self.heard_by[rank] and self.heard_by[rank] % every == 0:
            self.panels[rank] += timedelta(minutes=self.days.pause)

    def _fits(self, after: datetime, prepares: timedelta, lasts: timedelta, title: str) -> datetime:
        """Return the first moment from `after` at which it holds, preparation included, within the hours of a day."""
        for on in self.days.days:
            for opens, closes in self._halves(on):
                starts = max(after, opens + prepares)
                if starts.date() == on and starts + lasts <= closes:
                    return starts
        held = ", ".join(f"{on:%d/%m/%Y}" for on in self.days.days)
        raise NoTime(
            f"« {title} » ne tient plus : les heures du {held} sont pleines. Ajouter un jour, un jury, ou allonger la journée."
        )

    def _halves(self, on: date) -> Iterator[tuple[datetime, datetime]]:
        opens, closes = datetime.combine(on, self.days.opens), datetime.combine(on, self.days.closes)
        if self.days.lunch is None:
            yield opens, closes
            return
        noon, back = (datetime.combine(on, at) for at in self.days.lunch)
        yield opens, noon
        yield back, closes


def collisions(held: Sequence[Meeting]) -> list[Collision]:
    """Return the trials that overlap for one candidate, in one room or before one panel, by their hours."""
    found = []
    ordered = sorted(held, key=lambda one: one.prepares)
    for first, second in combinations(ordered, 2):
        over = _over(first, second)
        if over:
            found.append(Collision(first, second, over))
    return found


def moved(meeting: Meeting, extra: int, minutes: int, preparation: int) -> Meeting:
    """Return a trial at the same hour, with the extra time of its candidate: she prepares earlier, and ends later."""
    return replace(
        meeting,
        ends=meeting.starts + timedelta(minutes=longer(minutes, extra)),
        prepares=meeting.starts - timedelta(minutes=longer(preparation, extra)),
    )


def _over(first: Meeting, second: Meeting) -> str:
    if first.key == second.key and first.prepares < second.ends and second.prepares < first.ends:
        return "candidat"
    if not (first.starts < second.ends and second.starts < first.ends):
        return ""
    if first.panel and first.panel == second.panel:
        return "jury"
    shared = first.title == second.title and first.starts == second.starts and not first.panel and not second.panel
    return "salle" if first.room and first.room == second.room and not shared else ""
