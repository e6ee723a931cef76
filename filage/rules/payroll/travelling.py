"""What being on the road owes: whether a journey is a grand déplacement, and the meals and rooms that its hours give."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from filage.rules.engine import Law

EARLY, NOON, EVENING, NIGHT = time(9), time(13), time(20, 30), time(1)  # of the clock, convention 1285, art. VIII.2.3
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Due:
    """What one day on the road gives: main meals, a room with its breakfast, a breakfast alone; `sure` when the text says it."""

    meals: int = 0
    room: bool = False
    breakfast: bool = False  # alone, on proof
    sure: bool = True


def is_grand(law: Law, on: date, *, km: Decimal | None, transit: timedelta | None) -> bool | None:
    """Tell whether a journey from home to work is presumed a grand déplacement; None while what is known does not settle it.

    Both are needed: far enough, and no public transport that is quick enough.
    """
    far = None if km is None else km >= law.read("allowance.grand_km", on).known()
    slow = None if transit is None else transit / MINUTE >= law.read("allowance.grand_minutes", on).known()
    if far is False or slow is False:
        return False
    return True if far and slow else None


def due(day: date, leaves: datetime | None, returns: datetime | None) -> Due:
    """Return what a day gives to somebody who leaves home at `leaves` and is back at `returns`, by the clock of home.

    `leaves` None: she left before; `returns` None: nobody knows yet when she is back, so not that night.
    """
    left = leaves.time() if leaves is not None and leaves.date() == day else None
    back = returns.time() if returns is not None and returns.date() == day else None
    if left is None and back is not None and back < EARLY:
        return Due()  # home in the small hours or for breakfast: the day before gave the room, or the evening
    room = returns is None or returns > datetime.combine(day + DAY, NIGHT)
    if back is not None and back <= EVENING:
        return Due(sure=False)  # the text says nothing of a return before half past eight
    return Due(2 if left is None or left < NOON else 1, room, breakfast=left is not None and left < EARLY)
