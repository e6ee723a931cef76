"""Which days and hours a série takes: « 21 dates à 14 h, relâche le lundi » becomes 21 moments, none of them on a Monday."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from filage.rules.reading import Unreadable
from filage.rules.reading import day as read_day
from filage.rules.reading.days import MONTHS
from filage.rules.reading.folding import folded

LONGEST = 400  # performances: more than a year of daily playing is a typing mistake
DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_WHAT = (
    "dates?|representations?|concerts?|seances?|services?|repetitions?|ateliers?|jours?|fois|scolaires?|generales?|tout[- ]public"
)
_LASTS = re.compile(rf"\b({_WHAT}) de (\d{{1,2}}) ?h(?: ?(\d{{2}}))?\b")  # « 10 services de 3 h »: a length, not an hour
_COUNT = re.compile(rf"\b(\d{{1,4}}|une?)\s*(?:{_WHAT})\b")
_SEVERAL = re.compile(r"\b(?:dates|representations|concerts|seances|scolaires|generales)\b")
_HOUR = re.compile(r"\b(\d{1,2})\s*(?:h|:)\s*(\d{2})?(?!\d)")
_OFF = re.compile(
    r"\b(?:relache|sauf|repos|pas)\b(.*?)(?:$|;|\ba partir\b|\bdes\b|\bdu\b|\bjusqu|\bau\b|\ba \d|\ble (?:\w+ )?\d)"
)
_NAMED = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY = (
    rf"(?:(?:{'|'.join(DAYS)}) )?"
    rf"(\d{{1,2}}(?:er)? (?:{_NAMED})\b\.?(?: \d{{4}}\b)?|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?"
    r"|\d{4}-\d\d-\d\d|\d{1,2}(?:er)?(?= au\b))"
)
_SINCE = re.compile(rf"\b(?:du|des le|des|a partir du|depuis le|le) {_DAY}")
_UNTIL = re.compile(rf"\b(?:au|jusqu'au|jusqu au) {_DAY}")
_TYPES = {"scolaire": "scolaires?", "generale": "generales?", "tout_public": "tout[- ]public"}
EXAMPLE = "Écrivez par exemple « 21 dates à 14 h, relâche le lundi, à partir du 3 mars 2027 »."


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
    type: str = ""  # scolaire, generale, tout_public, when it is said
    minutes: int | None = None  # how long each lasts, when it is said


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


def read(text: str, *, today: date | None = None) -> Run:
    """Read a série in one sentence; a day without its year is the next one from `today`.

    Unreadable when it says no number, no day and no hour, or a day whose year cannot be told.
    """
    said, minutes = _lasting(folded(text))
    count, off = _COUNT.search(said), _OFF.search(said)
    first, last = _bounds(said, today)
    found = Run(
        first=first,
        count=(1 if count[1].startswith("un") else int(count[1])) if count else None,
        last=last,
        hours=_hours(said),
        off=frozenset(rank for rank, name in enumerate(DAYS) if off and re.search(rf"\b{name}s?\b", off[1])),
        minutes=minutes,
    )
    if found == Run():
        raise Unreadable(EXAMPLE)
    if _SEVERAL.search(said) and not (count or last):
        raise Unreadable("Combien de dates ? « 21 dates », ou le dernier jour : « jusqu’au 30 mars 2027 ».")
    if off and not found.off:
        raise Unreadable("Quel jour est relâche ? « relâche le lundi », « relâche les lundis et mardis ».")
    return replace(found, type=next((code for code, words in _TYPES.items() if re.search(rf"\b{words}\b", said)), ""))


def _lasting(said: str) -> tuple[str, int | None]:
    """Return a sentence without how long each service lasts, and that length in minutes."""
    found = _LASTS.search(said)
    if found is None:
        return said, None
    return _LASTS.sub(r"\1", said), int(found[2]) * 60 + int(found[3] or 0)


def _hours(said: str) -> tuple[time, ...]:
    hours = set()
    for hour, minutes in _HOUR.findall(said):
        if int(hour) > 23 or int(minutes or 0) > 59:
            raise Unreadable(f"« {hour} h {minutes} » n’est pas une heure.")
        hours.add(time(int(hour), int(minutes or 0)))
    return tuple(sorted(hours))


def _bounds(said: str, today: date | None) -> tuple[date | None, date | None]:
    """Return the first and the last day said; « du 3 au 12 mars » takes from the last what the first leaves out."""
    since, until = _SINCE.search(said), _UNTIL.search(said)
    began = since[1] if since else ""
    if re.fullmatch(r"\d{1,2}(?:er)?", began):
        month = re.sub(r"^\d{1,2}(?:er)?", "", until[1]) if until else ""
        began = f"{began}{month}"
    if since and until and _has_year(until[1]) and not _has_year(began):
        last = _day_of(until[1], today)
        first = _dated(began, last.year)
        return (first if first <= last else _dated(began, last.year - 1)), last
    first_day = _day_of(began, today) if began else None
    return first_day, _day_of(until[1], first_day or today) if until else None


def _has_year(said: str) -> bool:
    return bool(re.search(r"\d{4}|/\d{1,2}/\d{2}$", said))


def _day_of(said: str, today: date | None) -> date:
    """Return a day as written, or the next such day from `today` when its year is not said."""
    if _has_year(said):
        return _read(said)
    if today is None:
        raise Unreadable(f"« {said} » : dites aussi l’année.")
    this_year = _dated(said, today.year)
    return this_year if this_year >= today else _dated(said, today.year + 1)


def _dated(said: str, year: int) -> date:
    return _read(f"{said}/{year}" if "/" in said else f"{said} {year}")


def _read(said: str) -> date:
    found = read_day(said)
    if found is None:
        raise Unreadable(EXAMPLE)
    return found
