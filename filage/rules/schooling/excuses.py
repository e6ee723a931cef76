"""Which absences a paper excuses: between its two days, from the last decision that was taken on it, never over a later word."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from filage.rules.schooling.attendance import Status

ACCEPTED = "accepte"


@dataclass(frozen=True, slots=True)
class Excuse:
    """A paper that was accepted: its days, and the number of the record that says so."""

    first: date
    last: date
    number: int


def standing(decisions: Iterable[tuple[int, Mapping[str, Any]]]) -> list[Excuse]:
    """Return the papers that stand accepted, read from records in their order: (number, what it says).

    The last decision on a paper holds; what cannot be read excuses nothing.
    """
    held: dict[str, Excuse | None] = {}
    for number, said in decisions:
        paper = said.get("justificatif")
        days = _days(said)
        if isinstance(paper, Mapping) and days is not None:
            accepted = said.get("decision") == ACCEPTED
            held[str(paper.get("id"))] = Excuse(*days, number) if accepted else None
    return [one for one in held.values() if one is not None]


def excuses(papers: Sequence[Excuse], on: date, *, status: str, stated: int | None) -> bool:
    """Tell whether an absence of a day is excused; what was said unexcused after the decision stays so."""
    if status not in ("", Status.ABSENT, Status.UNEXCUSED):
        return False
    said_later = stated if status == Status.UNEXCUSED and stated else 0
    return any(one.first <= on <= one.last and one.number > said_later for one in papers)


def _days(said: Mapping[str, Any]) -> tuple[date, date] | None:
    try:
        return date.fromisoformat(str(said.get("du"))), date.fromisoformat(str(said.get("au")))
    except ValueError:
        return None
