"""How a day of work is typed: « 8 h 30 », « 7,5 », « 1 c », « 2 cachets 3 h », « 0 » for a day not worked."""

import re
from decimal import Decimal

from filage.rules.reading.folding import folded
from filage.rules.reading.unreadable import Unreadable, shown

EXPECTED = "un jour de travail : écrivez 7 h 30, 1 cachet, ou 0"
MINUTES = 60
_CACHETS = re.compile(r"(\d*)\s*c(?:achets?)?\b\.?")
_MEALS = re.compile(r"\b(\d)[ \u00a0\u202f]*r(?:epas)?\b\.?", re.IGNORECASE)
_NIGHTS = re.compile(r"\b(\d)[ \u00a0\u202f]*n(?:uits?)?\b\.?", re.IGNORECASE)
_HOURS = re.compile(r"(\d{1,2})\s*(?:h|:)\s*(\d{2})?|(\d{1,2}(?:[.,]\d{1,2})?)\s*(?:h(?:eures?)?)?")


def away(text: str) -> tuple[str, int | None, int | None]:
    """Return what is left of a text once its meals and its nights are read (« 8 h 2 r 1 n »); None for what it does not say."""
    said, found = text, []
    for pattern in (_MEALS, _NIGHTS):
        read = pattern.search(said)
        found.append(int(read[1]) if read else None)
        said = f"{said[: read.start()]} {said[read.end() :]}".strip(" +,;") if read else said
    return said, found[0], found[1]


def worked(text: str) -> tuple[Decimal | None, int | None]:
    """Return the hours and the cachets that a text says, None for what it does not say; Unreadable when it says neither.

    A minus sign or a dash alone is a day not worked, like zero.
    """
    said = folded(text.replace("\u00a0", " ").replace("\u202f", " "))
    if said in ("-", "–", "—", "−", "non", "0"):
        return Decimal(0), 0
    cachets = None
    found = _CACHETS.search(said)
    if found:
        cachets = int(found[1] or 1)
        said = f"{said[: found.start()]} {said[found.end() :]}".strip(" +,;et")
    if not said:
        if cachets is None:
            raise Unreadable(f"{shown(text)} n’est pas {EXPECTED}.")
        return None, cachets
    return _hours(said, text), cachets


def _hours(said: str, text: str) -> Decimal:
    found = _HOURS.fullmatch(said)
    if found is None or int(found[2] or 0) >= MINUTES:
        raise Unreadable(f"{shown(text)} n’est pas {EXPECTED}.")
    if found[3]:
        return Decimal(found[3].replace(",", "."))
    return Decimal(found[1]) + (Decimal(int(found[2] or 0)) / MINUTES).quantize(Decimal("0.0001"))
