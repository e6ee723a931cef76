"""A piste said in one line: « Théâtre du Môle, Lorient, Claire Morvan, 2 dates, 5 000 €, 40 %, B, 2027-2028 »."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from filage.rules import reading
from filage.rules.geography import find
from filage.rules.reading import Unreadable

_APART = re.compile(r"\s*(?:;|\t|,(?!\d))\s*")  # a comma before a figure belongs to an amount
_DATES = re.compile(r"(\d{1,3})\s*(?:dates?|représentations?|concerts?|séances?)", re.IGNORECASE)
_SEASON = re.compile(r"(20\d\d)\s*[-/–]\s*(20\d\d|\d\d)")
_RATE = re.compile(r"[\d\s.,\u00a0\u202f]+%")
_AMOUNT = re.compile(r"[\d\s.,\u00a0\u202f]+(?:€|eur\w*)?(?:\s*ht)?", re.IGNORECASE)
_SEGMENT = re.compile(r"[A-Da-d]")
EXAMPLE = "Écrivez par exemple « Théâtre du Môle, Lorient, 2 dates, 5 000 €, 40 % »."


@dataclass(frozen=True, slots=True)
class Said:
    """What a line says of a piste; what it does not say is empty."""

    place: str
    town: str = ""
    contact: str = ""
    dates: int | None = None
    amount: Decimal | None = None
    probability: Decimal | None = None
    segment: str = ""
    season: str = ""


def read(text: str) -> Said:
    """Read a piste typed in one line, its place first, the rest in any order; Unreadable when a part says nothing known."""
    parts = [part for part in _APART.split(text.strip()) if part]
    if not parts or not re.search(r"[^\W\d]", parts[0]):
        raise Unreadable(f"Dites d’abord le lieu. {EXAMPLE}")
    said = Said(parts[0][:200])
    for part in parts[1:]:
        said = _with(said, part)
    return said


def season_of(text: str) -> tuple[int, int] | None:
    """Return the two years of a season written « 2027-2028 » or « 2027-28 »; None for anything else."""
    found = _SEASON.fullmatch(text.strip())
    if found is None:
        return None
    first, last = int(found[1]), int(found[2]) % 100
    return (first, first + 1) if (first + 1) % 100 == last else None


def _with(said: Said, part: str) -> Said:
    for shape, taken in _SHAPES:
        if found := shape.fullmatch(part):
            return taken(said, found)
    if not said.town and find(part):
        return replace(said, town=part)
    if not said.contact and not re.search(r"\d", part):
        return replace(said, contact=part[:160])
    raise Unreadable(f"« {part} » : ni une ville, ni un nom, ni un montant, ni un nombre de dates. {EXAMPLE}")


def _in_season(said: Said, found: re.Match[str]) -> Said:
    years = season_of(found[0])
    if years is None:
        raise Unreadable(f"« {found[0]} » : une saison va d’une année à la suivante, comme 2027-2028.")
    return replace(said, season=f"{years[0]}-{years[1]}")


_SHAPES: tuple[tuple[re.Pattern[str], Callable[[Said, re.Match[str]], Said]], ...] = (
    (_SEASON, _in_season),
    (_DATES, lambda said, found: replace(said, dates=int(found[1]))),
    (_RATE, lambda said, found: replace(said, probability=reading.rate(found[0]))),
    (_SEGMENT, lambda said, found: replace(said, segment=found[0].upper())),
    (_AMOUNT, lambda said, found: replace(said, amount=reading.amount(found[0]))),
)
