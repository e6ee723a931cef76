"""How the calendar of a session is typed or pasted: one period or closure a line, « centre du 01/12/2025 au 27/03/2026 »."""

import re
from collections.abc import Sequence
from itertools import combinations

from filage.rules.reading import Unreadable
from filage.rules.reading.days import day
from filage.rules.reading.folding import folded
from filage.rules.reading.unreadable import shown
from filage.rules.schooling.feasibility import Nature, Period, Stretch

WORDS = {"centre": Nature.CENTRE, "entreprise": Nature.COMPANY, "stage": Nature.COMPANY, "fermeture": None, "ferme": None}
LONGEST, MOST = 3660, 200  # days of a line, lines
EXAMPLE = "écrivez « centre du 01/12/2025 au 27/03/2026 », « entreprise … » ou « fermeture … »"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}")
_LINKS = re.compile(r"\b(en|du|le|au|a)\b|[:,;\s–—→-]+")


def calendar(text: str) -> tuple[list[Period], list[Stretch]]:
    """Return the periods and the closures of a session, in the order of their lines; Unreadable names the line."""
    periods: list[Period] = []
    closures: list[Stretch] = []
    lines = [(rank, line) for rank, line in enumerate(text.splitlines(), 1) if line.strip()]
    if len(lines) > MOST:
        raise Unreadable(f"{MOST} lignes au plus.")
    for rank, line in lines:
        found = _read(line, rank)
        (periods if isinstance(found, Period) else closures).append(found)  # type: ignore[arg-type]
    _apart(periods)
    return periods, closures


def written(periods: Sequence[Period], closures: Sequence[Stretch]) -> str:
    """Return the text that reads as these periods and closures."""
    lines = [(one.first, one.last, one.nature.value) for one in periods]
    lines += [(one.first, one.last, "fermeture") for one in closures]
    return "\n".join(f"{word} du {first:%d/%m/%Y} au {last:%d/%m/%Y}" for first, last, word in sorted(lines))


def _read(line: str, rank: int) -> Period | Stretch:
    days = _DAY.findall(line)
    words = [word for word in _LINKS.sub(" ", folded(_DAY.sub(" ", line))).split() if word]
    if len(words) != 1 or words[0] not in WORDS or not 1 <= len(days) <= 2:
        raise Unreadable(f"Ligne {rank}, {shown(line)} : {EXAMPLE}.")
    first, last = day(days[0]), day(days[-1])
    if first is None or last is None or last < first or (last - first).days >= LONGEST:
        raise Unreadable(f"Ligne {rank} : la fin précède le début, ou vient plus de dix ans après.")
    nature = WORDS[words[0]]
    return Stretch(first, last) if nature is None else Period(first, last, nature)


def _apart(periods: Sequence[Period]) -> None:
    for one, other in combinations(periods, 2):
        if one.first <= other.last and other.first <= one.last:
            raise Unreadable(f"Les périodes du {one.first:%d/%m/%Y} et du {other.first:%d/%m/%Y} se chevauchent.")
