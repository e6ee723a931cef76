"""Whether a team can be at its next call: great circle × detour, at the pace of a van; an estimate, always « à vérifier »."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from filage.rules.engine import Explained, Law, quantity
from filage.rules.geography import Mode, Town, distance

NEAREST = Decimal(5)  # km: the least that is counted inside one town
SETTLED = timedelta(hours=4)  # from the arrival to a performance, when no earlier call is said
STRUCK = timedelta(hours=2)  # from the end of a performance to the van on the road
WHOLE_DAY = timedelta(hours=24)
QUARTER = 15  # minutes
HARD_SPACE = "\u00a0"
PAUSES = Decimal("1.25")  # what is short of this many times the road is tight


class Feasible(StrEnum):
    """What the clock says of a journey."""

    YES = "tient"
    TIGHT = "serre"
    NO = "ne_tient_pas"
    UNKNOWN = "inconnu"


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """A journey between two dates: kilometres and hours on the road, estimated, and the time that is left for it."""

    km: Explained
    road: timedelta
    left: timedelta | None  # for the road, the night's rest taken out; None: the hours of a date are unknown

    @property
    def feasible(self) -> Feasible:
        """Tell whether the team can be at its next call."""
        if self.left is None:
            return Feasible.UNKNOWN
        if self.road > self.left:
            return Feasible.NO
        return Feasible.TIGHT if self.road * float(PAUSES) > self.left else Feasible.YES


def journey(law: Law, one: Town, other: Town, *, leaves: datetime | None, due: datetime | None, on: date, nights: int) -> Journey:
    """Return the journey of a van: `leaves` when the first date ends, `due` the next call, `nights` between their days."""
    km = distance(law, one, other, Mode.ROAD, on)
    if km.known() < NEAREST:
        km = quantity(NEAREST, f"{one.place}, dans la ville", unit="km")
    pace = law.read("geography.van_pace", on).known()
    left = None
    if leaves is not None and due is not None:
        rest = timedelta(hours=float(law.read("working_time.daily_rest", on).known())) * nights
        left = due - leaves - STRUCK - rest
    elif nights > 1:
        left = WHOLE_DAY * (nights - 1)  # whole days stand between them, whatever their hours
    return Journey(km=km, road=timedelta(hours=float(km.known() / pace)), left=left)


def km_text(value: Decimal) -> str:
    """Return a distance in whole kilometres: « 1 044 km »."""
    whole = f"{value.quantize(Decimal(1), rounding=ROUND_HALF_UP):,}".replace(",", HARD_SPACE)
    return f"{whole}{HARD_SPACE}km"


def road_text(road: timedelta) -> str:
    """Return hours on the road, to the next quarter: « 1 h 15 », « 45 min »."""
    minutes = -(-int(road.total_seconds() // 60) // QUARTER) * QUARTER
    hours, left = divmod(minutes, 60)
    if not hours:
        return f"{left}{HARD_SPACE}min"
    return f"{hours}{HARD_SPACE}h" + (f"{HARD_SPACE}{left:02d}" if left else "")
