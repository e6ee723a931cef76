"""How a run of half-days is said in one line, « chaque matin du lundi au vendredi jusqu’à 21 h », and where it falls."""

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from filage.rules.reading import Unreadable
from filage.rules.reading.days import day
from filage.rules.reading.folding import folded
from filage.rules.reading.unreadable import shown
from filage.rules.schooling.feasibility import Nature, Plan
from filage.rules.schooling.halves import Half, WeekHalf

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
EXAMPLE = "écrivez « chaque matin du lundi au vendredi jusqu’à 21 h » ou « 6 après-midi, mardi et jeudi, dès le 05/01/2026 »"
MOST = 400  # half-days of a run
_DATE = r"(\d{4}-\d{2}-\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})"
_LAST = re.compile(rf"(?:jusqu ?au|\bau) (?:{'|'.join(WEEKDAYS)})? ?{_DATE}")
_FIRST = re.compile(rf"(?:des le|a partir du|depuis le|du|le|des) (?:{'|'.join(WEEKDAYS)})? ?{_DATE}")
_HOURS = re.compile(r"(\d+(?:[.,]\d+)?) ?h(?:eures?)?\b")
_COUNT = re.compile(r"\b(\d+)(?= (?:matin|apres|demi|fois))")
_RANGE = re.compile(rf"\bdu ({'|'.join(WEEKDAYS)}) au ({'|'.join(WEEKDAYS)})\b")
_NAME = re.compile(rf"\b({'|'.join(WEEKDAYS)})s?\b")
_FILLING = re.compile(
    r"\b(chaque|tous|toutes|les?|la|jusqu|a|au|du|et|de|des|en|demi|journees?|jours?|fois|matins?|apres|midis?)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run of half-days as it was said; None where nothing was."""

    halves: frozenset[Half]
    weekdays: frozenset[int]
    hours: Decimal | None = None
    count: int | None = None
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Laid:
    """Where a run falls, how many hours each takes, and how many hours found no place."""

    places: tuple[tuple[date, Half, Decimal | None], ...]  # None: the hours of the half-day
    lacking: Decimal


def run(text: str) -> Run:
    """Return the run that a line says; Unreadable shows how to write one."""
    left = re.sub(r"[’']", " ", folded(text))
    first = last = hours = count = None
    if found := _LAST.search(left):
        last, left = _day(found[1]), _without(left, found)
    if found := _FIRST.search(left):
        first, left = _day(found[1]), _without(left, found)
        last = first if found[0].startswith("le ") and last is None else last
    if found := _HOURS.search(left):
        hours, left = Decimal(found[1].replace(",", ".")), _without(left, found)
    if found := _COUNT.search(left):
        count, left = int(found[1]), _without(left, found)
    weekdays, left = _weekdays(left)
    halves, left = _halves(left)
    rest = re.sub(r"[\s,;.:-]+", " ", _FILLING.sub(" ", left)).strip()
    if rest:
        raise Unreadable(f"{shown(rest)} ne se lit pas : {EXAMPLE}.")
    if hours is None and count is None and last is None:
        raise Unreadable(f"Jusqu’où ? {EXAMPLE[:1].upper()}{EXAMPLE[1:]}.")
    if first and last and last < first:
        raise Unreadable("La fin précède le début.")
    return Run(halves=halves, weekdays=weekdays, hours=hours, count=count, first=first, last=last)


def lay(
    said: Run,
    plan: Plan,
    lasting: Mapping[Half, Decimal],
    *,
    start: date,
    taken: Set[tuple[date, Half]],
    usual: Set[WeekHalf] = frozenset(),
) -> Laid:
    """Return where a run falls in the open days of the centre, from `start` unless it says its own; what is taken is left alone.

    So is what is outside the usual week of who teaches, where she said one. The last half-day is shortened when fewer hours are
    left than it lasts.
    """
    places: list[tuple[date, Half, Decimal | None]] = []
    left = said.hours
    for on, half in _open(said, plan, start):
        if (left is not None and left <= 0) or (said.count is not None and len(places) >= said.count) or len(places) >= MOST:
            break
        if (on, half) in taken or (usual and (on.weekday(), half) not in usual):
            continue
        lasts = lasting[half]
        short = left if left is not None and left < lasts else None
        places.append((on, half, short))
        left = None if left is None else left - lasts
    return Laid(tuple(places), max(left or Decimal(0), Decimal(0)))


def _open(said: Run, plan: Plan, start: date) -> Iterator[tuple[date, Half]]:
    first = said.first or start
    for period in plan.of(Nature.CENTRE):
        for on in plan.days_of(period):
            if on >= first and (said.last is None or on <= said.last) and on.weekday() in said.weekdays:
                yield from ((on, half) for half in Half if half in said.halves)


def _weekdays(text: str) -> tuple[frozenset[int], str]:
    if found := _RANGE.search(text):
        one, other = WEEKDAYS.index(found[1]), WEEKDAYS.index(found[2])
        return frozenset(range(one, other + 1) if one <= other else (*range(one, 7), *range(other + 1))), _without(text, found)
    named = frozenset(WEEKDAYS.index(name) for name in _NAME.findall(text))
    return named or frozenset(range(5)), _NAME.sub(" ", text)


def _halves(text: str) -> tuple[frozenset[Half], str]:
    morning, afternoon = bool(re.search(r"\bmatin", text)), bool(re.search(r"\bapres[ -]?midi", text))
    both = morning == afternoon
    kept = [half for half, said in ((Half.MORNING, morning), (Half.AFTERNOON, afternoon)) if said or both]
    return frozenset(kept), text.replace("apres-midi", " ")


def _day(text: str) -> date:
    found = day(text)
    if found is None:
        raise Unreadable(f"{shown(text)} n’est pas un jour du calendrier.")
    return found


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"
