"""Which days are jours fériés in France, with their name."""

from datetime import date, timedelta
from functools import cache

SOURCE = "Code du travail, art. L3133-1"
FIXED = {
    (1, 1): "jour de l’An",
    (5, 1): "1er mai",
    (5, 8): "8 mai",
    (7, 14): "14 juillet",
    (8, 15): "Assomption",
    (11, 1): "Toussaint",
    (11, 11): "11 novembre",
    (12, 25): "Noël",
}
AFTER_EASTER = {1: "lundi de Pâques", 39: "Ascension", 50: "lundi de Pentecôte"}


def bank_holiday(on: date) -> str:
    """Return the name of the holiday of a day, an empty text on any other day; the two of Alsace-Moselle are left out."""
    return FIXED.get((on.month, on.day)) or AFTER_EASTER.get((on - easter(on.year)).days, "")


@cache
def easter(year: int) -> date:
    """Return Easter Sunday of a Gregorian year."""
    century, position = divmod(year, 100)[0], year % 19
    leap, remainder = divmod(century, 4)
    moved = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * position + century - leap - moved + 15) % 30
    quarter, rest = divmod(year % 100, 4)
    offset = (32 + 2 * remainder + 2 * quarter - epact - rest) % 7
    correction = (position + 11 * epact + 22 * offset) // 451
    month, day = divmod(epact + offset - 7 * correction + 114, 31)
    return date(year, month, 1) + timedelta(days=day)
