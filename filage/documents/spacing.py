"""Puts the spaces of French that hold into the texts of a sheet, and says which letters its template must raise or keep whole."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

NB = "\u00a0"  # a word space that holds: before « : », after « n° », between a number and its unit
THIN = "\u202f"  # a thin space that holds: before « ; ! ? »
UNITS = r"€|%|(?:h|min|km|m|A|W)\b|kW|kg|mm\b|cm\b|m²|dB"
SMALL = "a-zß-öø-ÿœ"
LARGE = "A-ZÀ-ÖØ-ÞŒ"
_SPACES = (
    (re.compile(" (?=[;!?])"), THIN),
    (re.compile("(?<=«) | (?=[:»])"), NB),
    (re.compile(r"(?<=n°) |(?<=nᵒ) |(?<=art\.) |(?<=p\.) |(?<=M\.) |(?<=Mme) |(?<=\bÀ) "), NB),
    (re.compile(rf"(?<=\d) (?=(?:{UNITS}|[{SMALL}]))"), NB),  # 7 chambres, 14 janvier, 20 h
    (re.compile(r"(?<=\d h) (?=\d\d)|(?<=\d\u00a0h) (?=\d\d)"), NB),
    (re.compile(rf"(?<=\d{{5}}) (?=[{LARGE}])"), NB),  # 00470 Bourg-Estran
)
_MARKS = {  # what only a template can draw, by the name that it knows
    "first": re.compile(r"\b1(?:er|re)\b|^\d{4}-\d\d-01$"),
    "ordinal": re.compile(r"\b\d{1,2}e\b"),
    "verb": re.compile(r"[^\W\d_]{1,20}-(?:t-)?(?:on|il|elle|ils|elles|je|tu|nous|vous|ce|là)\b"),
    "receipt": re.compile(r"PLATESV-[DR]-\d{4}-\d{6}"),
}


def spaced(shown: Any) -> Any:
    """Return plain data with the spaces of French in each of its texts."""
    if isinstance(shown, str):
        return text(shown)
    if isinstance(shown, Mapping):
        return {name: spaced(value) for name, value in shown.items()}
    if isinstance(shown, Sequence):
        return [spaced(value) for value in shown]
    return shown


@lru_cache(maxsize=4096)
def text(said: str) -> str:
    """Return a text with the spaces that hold where French wants them."""
    for pattern, space in _SPACES:
        said = pattern.sub(space, said)
    return said


def marks(shown: Any) -> list[str]:
    """Return the names of the marks that the texts of a sheet need from their template."""
    found = {name for each in _texts(shown) for name in _marked(each)}
    return sorted(found)


@lru_cache(maxsize=4096)
def _marked(said: str) -> tuple[str, ...]:
    return tuple(name for name, pattern in _MARKS.items() if pattern.search(said))


def _texts(shown: Any) -> Iterator[str]:
    if isinstance(shown, str):
        yield shown
    elif isinstance(shown, Mapping):
        for value in shown.values():
            yield from _texts(value)
    elif isinstance(shown, Sequence):
        for value in shown:
            yield from _texts(value)
