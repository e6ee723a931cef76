"""How a running order is drawn: a row a stage, the hours across, each set and its changeover to scale."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from filage.desks.booking.enums import SlotPosition
from filage.desks.booking.models import Slot
from filage.desks.booking.queries.running import Evening, ends_at
from filage.web import format as french

ROW, TOP, LEFT, RIGHT = 58, 30, 118, 14
WIDE, BROADEST, NARROW_HOUR = 1180, 150, 84  # pixels of the hours together, of one hour at most, at least
LETTER = 7  # a wide letter, in pixels
NARROWEST = 26
TONES = {SlotPosition.TETE: "head", SlotPosition.PREMIERE_PARTIE: "first", SlotPosition.DECOUVERTE: "first"}


@dataclass(frozen=True, slots=True)
class Bar:
    """A set, a soundcheck or a changeover, in pixels; `text` is cut to what it can hold."""

    x: int
    y: int
    width: int
    height: int
    tone: str
    text: str = ""
    hours: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """The chart of an evening, and the same in words."""

    width: int
    height: int
    hours: tuple[tuple[int, str], ...]
    stages: tuple[tuple[int, str], ...]
    bars: tuple[Bar, ...]
    curfew: int | None
    described: str


def drawing(evening: Evening) -> Drawing | None:
    """Return the chart of an evening; None when no passage has an hour."""
    zone = ZoneInfo(evening.activity.zone)
    timed = [slot for slot in evening.slots if slot.starts_at]
    if not timed:
        return None
    curfew = evening.terms.curfew_at if evening.terms else None
    starts = [moment for slot in timed for moment in (slot.starts_at, slot.soundcheck_at) if moment]
    ends = [ends_at(slot) for slot in timed] + ([curfew] if curfew else [])
    first = _floor(min(starts).astimezone(zone))
    last = _floor(max(ends).astimezone(zone) + timedelta(minutes=59))
    whole = int((last - first).total_seconds() // 3600)
    hour_width = max(NARROW_HOUR, min(BROADEST, WIDE // max(whole, 1)))
    wrong = {clash.passage for clash in evening.clashes}

    def x(moment: datetime) -> int:
        return LEFT + round((moment - first).total_seconds() / 3600 * hour_width)

    bars: list[Bar] = []
    for rank, (_, slots) in enumerate(evening.stages):
        y = TOP + rank * ROW
        for slot in slots:
            if slot.starts_at:
                bars += _bars(slot, x, y, slot.pk in wrong, zone)
    return Drawing(
        width=LEFT + whole * hour_width + RIGHT,
        height=TOP + len(evening.stages) * ROW + 8,
        hours=tuple((LEFT + each * hour_width, f"{(first + timedelta(hours=each)).hour} h") for each in range(whole + 1)),
        stages=tuple((TOP + rank * ROW + 30, _cut(name, LEFT - 8)) for rank, (name, _) in enumerate(evening.stages)),
        bars=tuple(bars),
        curfew=x(curfew) if curfew else None,
        described=_described(evening, zone),
    )


def _bars(slot: Slot, x: Callable[[datetime], int], y: int, wrong: bool, zone: ZoneInfo) -> list[Bar]:
    found = []
    start = slot.starts_at
    if start is None:
        return []
    if slot.soundcheck_at:
        end = slot.soundcheck_at + timedelta(minutes=slot.soundcheck_minutes or 30)
        left, right = x(slot.soundcheck_at), x(end)
        found.append(Bar(left, y + 12, right - left, ROW - 24, "check", _cut("balance", right - left)))
    if slot.changeover_minutes:
        left, right = x(start - timedelta(minutes=slot.changeover_minutes)), x(start)
        found.append(Bar(left, y + 16, right - left, ROW - 32, "change"))
    left, right = x(start), x(ends_at(slot))
    width = max(right - left, NARROWEST)
    tone = "wrong" if wrong else TONES.get(SlotPosition(slot.position), "plain")
    hours = french.hour(start.astimezone(zone))
    found.append(Bar(left, y + 4, width, ROW - 8, tone, _cut(slot.title, width - 10), _cut(hours, width - 10)))
    return found


def _cut(text: str, width: int) -> str:
    most = max(width // LETTER, 0)
    return text if len(text) <= most else f"{text[: most - 1]}…" if most > 2 else ""


def _floor(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)


def _described(evening: Evening, zone: ZoneInfo) -> str:
    said = []
    for name, slots in evening.stages:
        shows = [f"{slot.title} à {french.hour(slot.starts_at.astimezone(zone))}" for slot in slots if slot.starts_at]
        said.append(f"{name} : {', '.join(shows)}")
    return "Ordre de passage. " + ". ".join(said) + "."
