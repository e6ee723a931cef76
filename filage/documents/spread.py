"""Judges how tall the parts of a dossier are, to let short ones share a page and long ones run over several."""

from collections.abc import Iterable
from math import ceil

from filage.documents.shapes import Budget, DossierData, Schedule, Terms

SHARED = 190  # millimetres: a part guessed under this stays whole beside another
_HEADING = 22
_ROW = 7
_LONG_TABLE = 14
_LONG_TEXT = 300


def short_parts(data: DossierData) -> dict[str, bool]:
    """Return, for each part of the dossier, whether it is short enough to share its page."""
    guesses = {
        "intention": sum(_text(paragraph, 78) for paragraph in data.work.intention) + 30,
        "staging": 130 * len(data.work.pictures) + _pairs(_text(note.text, 52) + 14 for note in data.work.staging),
        "team": _pairs(max(_text(member.bio, 34), 44) if _pictured(data) else 9 + _text(member.bio, 54) for member in data.team)
        + _text(data.company.story, 80)
        + 15,
        "schedule": _schedule(data.schedule) if data.schedule else 0,
        "budget": _budget(data.budget) if data.budget else 0,
        "treasury": 70 + _ROW * len(data.treasury.months) if data.treasury else 0,
        "terms": (_terms(data.terms) if data.terms else 0) + 22 * ceil(len(data.contacts) / 2),
    }
    return {part: _HEADING + guess < SHARED for part, guess in guesses.items()}


def is_long(rows: int, texts: Iterable[str]) -> bool:
    """Return whether a table must be allowed to run over the page."""
    return rows > _LONG_TABLE or any(len(text) > _LONG_TEXT for text in texts)


def _text(text: str, width: int) -> float:
    """Return the millimetres of a text set in lines of `width` characters."""
    return sum(max(1, ceil(len(line) / width)) for line in text.split("\n")) * 6.2 if text else 0


def _pairs(heights: Iterable[float]) -> float:
    """Return the height of things set two by two."""
    left = list(heights)
    return sum(max(left[at : at + 2]) + 9 for at in range(0, len(left), 2))


def _pictured(data: DossierData) -> bool:
    return any(member.portrait for member in data.team)


def _schedule(schedule: Schedule) -> float:
    steps = sum(max(_ROW, _text(step.what + step.where, 50)) for step in schedule.steps)
    return (12 + 10 * len(schedule.rows) if schedule.rows else 0) + steps + (30 if schedule.counts else 0)


def _budget(budget: Budget) -> float:
    sides = (sum(9 + 5.5 * len(group.lines) for group in groups) for groups in (budget.charges, budget.income))
    plan = 55 + _ROW * len(budget.plan) if budget.plan else 0
    return max(sides) + 25 + plan + sum(25 + _text(notice.text, 85) for notice in budget.notices)


def _terms(terms: Terms) -> float:
    example = 30 + _ROW * len(terms.example.lines) if terms.example else 0
    prices = 60 + 9 * len(terms.prices) if terms.prices else 0
    notes = sum(_text(note.text, 75) + 4 for note in terms.notes)
    return max(example, prices) + notes + (_text(terms.wanted, 80) + 18 if terms.wanted else 0)
