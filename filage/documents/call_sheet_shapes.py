"""Says what a tableau de service and a planning individuel are told: hours, services, places and names, and nothing else."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from filage.documents import spoken
from filage.documents.paper_shapes import Head

type Sort = Literal["travail", "public", "route", "nuit", "absence", "repos"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalledLine:
    """One thing of a day: its local hours (« 14:30 », empty is unknown), what, of which work, where, for whom."""

    at: str = ""
    until: str = ""
    what: str
    work: str = ""
    place: str = ""
    who: str = ""
    note: str = ""  # « option », « heure de Londres »
    sort: Sort = "travail"

    @property
    def hours(self) -> str:
        """Return its hours as they are said: « 14 h – 18 h »; nothing while they are unknown."""
        return " – ".join(spoken.hour(at) for at in (self.at, self.until) if at)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalledDay:
    """A day and what it holds, in order; `said` is what the day is (« férié : 11 novembre »); days off in a row are one."""

    on: date
    until: date | None = None  # last of some days that hold nothing
    lines: tuple[CalledLine, ...] = ()
    said: str = ""
    off: str = ""  # who is not called that day


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamRow:
    """Somebody’s week: what each day holds for her, and the hours that makes."""

    name: str
    days: tuple[tuple[CalledLine, ...], ...]
    hours: str = ""
    over: bool = False  # beyond the week that the law allows


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What a period makes of one sort of service: how many, how long, how many without hours."""

    label: str
    count: int
    hours: str
    unknown: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSheetData:
    """The tableau de service of a team: one day with its calls, or a week by person."""

    head: Head
    days: tuple[CalledDay, ...]
    team: tuple[TeamRow, ...] = ()
    of: str = ""  # whose: a show, or the whole team
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanningData:
    """The planning of one person over a period: her days, and what they add up to."""

    head: Head
    name: str
    since: date
    until: date
    days: tuple[CalledDay, ...]
    counts: tuple[Counted, ...] = ()
    weeks: tuple[Counted, ...] = ()
    worked: str = ""
    days_worked: int = 0
    days_off: int = 0
    nights: int = 0
    notes: tuple[str, ...] = ()
