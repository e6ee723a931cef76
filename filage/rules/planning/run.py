"""Which days and hours a série takes: « 21 dates à 14 h, relâche le lundi » becomes 21 moments, none of them on a Monday."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from filage.rules.reading import Unreadable
from filage.rules.reading import day as read_day

LONGEST = 400  # performances: more than a year of daily playing is a typing mistake
DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_COUNT = re.compile(r"\b(\d{1,4})\s*(?:dates?|representations?|concerts?|seances?|services?|jours?|fois)\b")
_HOUR = re.compile(r"\b(\d{1,2})\s*(?:h|:)\s*(\d{2})?(?!\d)")
_OFF = re.compile(r"\b(?:relache|sauf|repos|pas)\b(.*?)(?:$|;|\ba partir\b|\bdu \d|\ba \d)")
_DAY = r"(?:(?:" + "|".join(DAYS) + r") )?(\d{1,2}(?:er)? [a-z]+ \d{4}|\d{1,2}/\d{1,2}/\d{2,4}|\d{4}-\d\d-\d\d)"
_SINCE = re.compile(rf"\b(?:du|des le|a partir du|le) {_DAY}")
_UNTIL = re.compile(rf"\b(?:au|jusqu.au) {_DAY}")


@dataclass(frozen=True, slots=True)
class Moment:
    """One performance of a série; `at` is empty when the hour is not known yet."""

    on: date
    at: time | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """What is known of a série: its first day, how many performances or its last day, its hours, its days of relâche."""

    first: date | None = None
    count: int | None = None
    last: date | None = None
    hours: tuple[time, ...] = ()
    off: frozenset[int] = frozenset()  # weekdays without performance, Monday is 0


def moments(run: Run) -> list[Moment]:
    """Return the performances in order, several a day when there are several hours; Unreadable when there is no such série."""
    if run.first is None:
        raise Unreadable("Dites le premier jour de la série.")
    if run.last is not None and run.last < run.first:
        raise Unreadable("Le dernier jour précède le premier.")
    if len(run.off) == len(DAYS):
        raise Unreadable("Il reste au moins un jour par semaine où l’on joue.")
    count = run.count if run.count is not None else (LONGEST + 1 if run.last else 1)
    found: list[Moment] = []
    for moment in _all(run):
        if len(found) == count:
            return found
        if len(found) == LONGEST:
            raise Unreadable(f"Une série compte {LONGEST} représentations au plus.")
        found.append(moment)
    if run.count is not None and len(found) < run.count:
        raise Unreadable(f"Il n’y a que {len(found)} représentations jusqu’au dernier jour, pas {run.count}.")
    if not found:
        raise Unreadable("Aucun jour ne convient : tout tombe sur un jour de relâche.")
    return found


def _all(run: Run) -> Iterator[Moment]:
    assert run.first is not None
    day = run.first
    while run.last is None or day <= run.last:
        if day.weekday() not in run.off:
            for hour in run.hours or (None,):
                yield Moment(day, hour)
        day += timedelta(days=1)


def read(text: str) -> Run:
    """Read a série in one sentence; Unreadable when it says no number, no day and no hour."""
    said = _folded(text)
    count = _COUNT.search(said)
    off = _OFF.search(said)
    found = Run(
        first=_found_day(_SINCE, said),
        count=int(count[1]) if count else None,
        last=_found_day(_UNTIL, said),
        hours=_hours(said),
        off=frozenset(rank for rank, name in enumerate(DAYS) if off and re.search(rf"\b{name}s?\b", off[1])),
    )
    if found == Run():
        raise Unreadable("Écrivez par exemple « 21 dates à 14 h, relâche le lundi, à partir du 3 mars 2027 ».")
    if off and not found.off:
        raise Unreadable("Quel jour est relâche ? « relâche le lundi », « relâche les lundis et mardis ».")
    return found


def _hours(said: str) -> tuple[time, ...]:
    hours = set()
    for hour, minutes in _HOUR.findall(said):
        if int(hour) > 23 or int(minutes or 0) > 59:
            raise Unreadable(f"« {hour} h {minutes} » n’est pas une heure.")
        hours.add(time(int(hour), int(minutes or 0)))
    return tuple(sorted(hours))


def _found_day(pattern: re.Pattern[str], said: str) -> date | None:
    found = pattern.search(said)
    return read_day(found[1]) if found else None


def _folded(text: str) -> str:
    bare = unicodedata.normalize("NFD", text.lower().replace("’", "'"))
    return " ".join("".join(sign for sign in bare if not unicodedata.combining(sign)).split())
