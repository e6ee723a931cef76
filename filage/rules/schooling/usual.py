"""The half-days of a week when somebody usually teaches: short codes, « lu-m,ma-a », and how they are said."""

from collections.abc import Iterable, Sequence
from itertools import product

from filage.rules.reading import Unreadable
from filage.rules.reading.unreadable import shown
from filage.rules.schooling.halves import SPOKEN, WEEKDAYS, Half, WeekHalf

RUN = 3  # days in a row that are said « du lundi au mercredi »
WEEK: dict[str, WeekHalf] = {
    f"{WEEKDAYS[day][:2]}-{half.value[0]}": (day, half) for day, half in product(range(len(WEEKDAYS)), Half)
}  # by code, in order


def labels() -> list[tuple[str, str]]:
    """Return each code with the half-day that it says, in the order of the week."""
    return [(code, f"{WEEKDAYS[day]} {SPOKEN[half]}") for code, (day, half) in WEEK.items()]


def read(text: str) -> frozenset[WeekHalf]:
    """Return the half-days of a text of codes; none when nobody said them; Unreadable names the code that is not one."""
    found = [code.strip() for code in text.split(",") if code.strip()]
    for code in found:
        if code not in WEEK:
            raise Unreadable(f"{shown(code)} n’est pas une demi-journée : écrivez {', '.join(WEEK)}.")
    return frozenset(WEEK[code] for code in found)


def written(codes: Iterable[str]) -> str:
    """Return the text that keeps codes, in the order of the week, each once."""
    kept = set(codes)
    return ",".join(code for code in WEEK if code in kept)


def said(free: frozenset[WeekHalf]) -> str:
    """Return half-days as one says them, whole days together, in the order of the week: « lundi et mardi, jeudi matin »."""
    parts = []
    for halves, word in ((set(Half), ""), *(({half}, SPOKEN[half]) for half in Half)):
        days = [day for day in range(len(WEEKDAYS)) if {half for half in Half if (day, half) in free} == halves]
        if days:
            parts.append((days[0], _days(days, word)))
    return ", ".join(text for _, text in sorted(parts))


def _days(days: Sequence[int], word: str) -> str:
    if len(days) >= RUN and days[-1] - days[0] == len(days) - 1:
        run = f"du {WEEKDAYS[days[0]]} au {WEEKDAYS[days[-1]]}"
        return f"chaque {word} {run}" if word else run
    *firsts, last = [f"{WEEKDAYS[day]} {word}".strip() for day in days]
    return f"{', '.join(firsts)} et {last}" if firsts else last
