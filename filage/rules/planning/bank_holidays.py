"""Which days are jours fériés in France, with their name: those of the whole country, and those of one part of it."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

SOURCE = "Code du travail, art. L3133-1"
LOCAL = Path(__file__).parent / "local_holidays.yaml"
MAY_DAY = (5, 1)  # the only one that nobody may be made to work on, but where work cannot stop
OWN_CODE = ("986", "987", "988")  # Wallis-et-Futuna, Polynésie, Nouvelle-Calédonie: the code du travail is not theirs
FIXED = {
    (1, 1): "jour de l’An",
    MAY_DAY: "1er mai",
    (5, 8): "8 mai",
    (7, 14): "14 juillet",
    (8, 15): "Assomption",
    (11, 1): "Toussaint",
    (11, 11): "11 novembre",
    (12, 25): "Noël",
}
AFTER_EASTER = {1: "lundi de Pâques", 39: "Ascension", 50: "lundi de Pentecôte"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Territory:
    """A part of the country with jours fériés of its own: by day of the year, and by days after Easter."""

    code: str
    label: str
    departments: tuple[str, ...]
    fixed: dict[tuple[int, int], str]
    after_easter: dict[int, str]
    source: str
    url: str
    confidence: str


def bank_holiday(on: date, territory: Territory | None = None) -> str:
    """Return the name of the holiday of a day, an empty text on any other; without a territory, those of the whole country."""
    found = FIXED.get((on.month, on.day)) or AFTER_EASTER.get((on - easter(on.year)).days, "")
    if found or territory is None:
        return found
    return territory.fixed.get((on.month, on.day)) or territory.after_easter.get((on - easter(on.year)).days, "")


def bank_holiday_at(on: date, postal_code: str, country: str = "FR") -> str:
    """Return the name of the holiday of a day at a place; none is known abroad, nor where the code du travail does not apply."""
    code = postal_code.replace(" ", "")
    if country not in ("", "FR") or code.startswith(OWN_CODE):
        return ""
    return bank_holiday(on, territory_of(code))


def territory_of(postal_code: str) -> Territory | None:
    """Return the part of the country of a postal code that has holidays of its own, « 67000 » gives Alsace-Moselle; else None."""
    code = postal_code.replace(" ", "")
    if len(code) != 5 or not code.isascii() or not code.isdigit():
        return None
    known = _by_department()
    return known.get(code) or known.get(code[:3]) or known.get(code[:2])


@cache
def territories() -> tuple[Territory, ...]:
    """Return the parts of the country that have jours fériés of their own."""
    import yaml  # YAML costs 0.1 s: only whoever asks for a place pays it

    said: dict[str, Any] = yaml.load(LOCAL.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return tuple(_territory(code, row) for code, row in said.items() if code != "checked_on")


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


@cache
def _by_department() -> dict[str, Territory]:
    return {department: one for one in territories() for department in one.departments}


def _territory(code: str, row: dict[str, Any]) -> Territory:
    fixed = {(int(day["day"][:2]), int(day["day"][3:])): day["name"] for day in row["days"] if "day" in day}
    return Territory(
        code=code,
        departments=tuple(row["departments"].split()),
        fixed=fixed,
        after_easter={day["easter"]: day["name"] for day in row["days"] if "easter" in day},
        **{name: row[name] for name in ("label", "source", "url", "confidence")},
    )
