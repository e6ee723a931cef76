"""How a day written in French is read: the day comes before the month, and a month never goes past twelve."""

import re
from datetime import date

from filage.rules.reading.folding import folded
from filage.rules.reading.unreadable import Unreadable, plain, shown

MONTHS = {
    name: rank
    for rank, names in enumerate(
        (
            "janvier janv jan", "fevrier fevr fev", "mars", "avril avr", "mai", "juin", "juillet juil", "aout",
            "septembre sept", "octobre oct", "novembre nov", "decembre dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
TWELVE = 12
CENTURY = 2000
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")
_FRENCH = re.compile(r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{4}|\d{2})(?: 00:00(?::00)?)?")
_SAID = re.compile(r"(?:[a-z]+\.?\s+)?(\d{1,2})(?:er)?\s+([a-z]+)\.?\s+(\d{4})")


def day(text: str) -> date | None:
    """Read a day: « 31/12/2026 », « 31-12-26 », « 2026-12-31 », « 31 décembre 2026 »; None for an empty text."""
    bare = " ".join(plain(text).split())
    if not bare:
        return None
    if found := _ISO.fullmatch(bare):
        return _made(int(found[1]), int(found[2]), int(found[3]), text)
    if found := _FRENCH.fullmatch(bare):
        return _made(_year(found[3]), int(found[2]), int(found[1]), text)
    if (found := _SAID.fullmatch(folded(bare))) and found[2] in MONTHS:
        return _made(int(found[3]), MONTHS[found[2]], int(found[1]), text)
    raise Unreadable(f"{shown(text)} n’est pas une date, comme 31/12/2026.")


def _year(digits: str) -> int:
    return int(digits) if len(digits) > 2 else CENTURY + int(digits)


def _made(year: int, month: int, number: int, given: str) -> date:
    if month > TWELVE >= number:
        right = f"{month:02}/{number:02}/{year}"
        raise Unreadable(f"{shown(given)} : il n’y a pas de mois {month}. Le jour s’écrit avant le mois : {right}.")
    try:
        return date(year, month, number)
    except ValueError:
        raise Unreadable(f"{shown(given)} n’existe pas au calendrier.") from None
