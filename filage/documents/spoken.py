"""How a French contract says a day, a period, an hour, a number and a numéro de sécurité sociale."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

from filage.documents.text import MONTHS


def day(on: date | None) -> str:
    """Return « 1er mars 2027 », nothing when the day is unknown."""
    return "" if on is None else f"{'1er' if on.day == 1 else on.day} {MONTHS['fr'][on.month - 1]} {on.year}"


def span(start: date | None, end: date | None) -> str:
    """Return « du 12 au 16 mars 2027 », one day alone, nothing when the first day is unknown."""
    if start is None or end is None or start == end:
        return day(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"du {'1er' if start.day == 1 else start.day} au {day(end)}"
    since = day(start) if start.year != end.year else day(start).removesuffix(f" {start.year}")
    return f"du {since} au {day(end)}"


def hour(clock: str) -> str:
    """Return « 20 h 30 » for 20:30; what is not an hour stays as it is."""
    hours, colon, minutes = clock.partition(":")
    if not colon or not hours.isdigit():
        return clock
    return f"{int(hours)}\u00a0h" + ("" if minutes == "00" else f"\u00a0{minutes}")


WEEK = ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim.")


def short_day(on: date) -> str:
    """Return « ven. 12 mars 2027 »."""
    return f"{WEEK[on.weekday()]} {day(on)}"


def number(value: Decimal) -> str:
    """Return « 5 », « 2,5 »."""
    return f"{value.normalize():f}".replace(".", ",")


def nir(value: str) -> str:
    """Return a numéro de sécurité sociale with its usual spaces."""
    digits = "".join(value.split())
    if len(digits) not in (13, 15):
        return value.strip()
    cuts = (0, 1, 3, 5, 7, 10, 13, 15)
    return "\u00a0".join(digits[at:to] for at, to in pairwise(cuts) if digits[at:to])
