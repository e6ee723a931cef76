"""When a half-day may be signed, and what a signature may be."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from zoneinfo import ZoneInfo

from filage.rules.reading.folding import folded

PARIS = ZoneInfo("Europe/Paris")
NOON, MIDNIGHT = time(12), time(0)
CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
WIDTH, HEIGHT, LONGEST, FEWEST = 600, 200, 8_000, 4  # of a drawn signature: its box, its text, its points
DRAWN = re.compile(r"(M\d{1,3} \d{1,3}(L\d{1,3} \d{1,3})*)+")
POINT = re.compile(r"[ML](\d{1,3}) (\d{1,3})")


class Verdict(StrEnum):
    """Whether a signature comes in time."""

    EARLY = "trop tôt"
    ON_TIME = "à temps"
    LATE = "tardive"


@dataclass(frozen=True, slots=True)
class Window:
    """When a half-day begins, ends, and until when it is signed without a reason; instants with their zone."""

    opens: datetime
    ends: datetime
    closes: datetime

    def verdict(self, at: datetime) -> Verdict:
        """Say whether an instant is too early, in time or late; both bounds are in time."""
        if at < self.opens:
            return Verdict.EARLY
        return Verdict.ON_TIME if at <= self.closes else Verdict.LATE


@dataclass(frozen=True, slots=True)
class Clock:
    """The hours of a centre: when each half-day begins, and the minutes left to sign once it is over; None is not set."""

    morning: time | None = None
    afternoon: time | None = None
    delay: int | None = None


def clock_time(text: str) -> time | None:
    """Return a time written HH:MM, None when it is none."""
    found = CLOCK.fullmatch(text)
    return time(int(found[1]), int(found[2])) if found else None


def window(on: date, moment: str, hours: Decimal | None, clock: Clock, zone: ZoneInfo = PARIS) -> Window:
    """Return when a half-day is signed; without hours or delay, noon and midnight are its bounds."""
    morning = moment == "matin"
    begins = clock.morning if morning else clock.afternoon
    opens = datetime.combine(on, begins or (MIDNIGHT if morning else NOON), zone)
    midnight = datetime.combine(on + timedelta(days=1), MIDNIGHT, zone)
    ends = datetime.combine(on, NOON, zone) if morning else midnight
    if begins is not None and hours is not None:
        ends = opens + timedelta(minutes=int(hours * 60))
    closes = midnight if clock.delay is None else ends + timedelta(minutes=clock.delay)
    return Window(opens, ends, closes)


def drawn(path: str) -> bool:
    """Tell whether a text is the path of a signature drawn in its box, and not a dot."""
    if len(path) > LONGEST or not DRAWN.fullmatch(path):
        return False
    points = [(int(x), int(y)) for x, y in POINT.findall(path)]
    return len(set(points)) >= FEWEST and all(x <= WIDTH and y <= HEIGHT for x, y in points)


def typed(text: str, name: str) -> bool:
    """Tell whether somebody wrote her own name, accents and capitals aside."""
    return bool(name) and sorted(folded(text).split()) == sorted(folded(name).split())
