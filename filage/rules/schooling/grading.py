"""What the grids of a jury propose for a competence: each juror's own verdict by the rule of the session, then the majority."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from math import ceil

LOWEST, ACQUIRED, HIGHEST = 0, 2, 3  # absent, insuffisant, acquis, maîtrisé
BLANK = "-"  # a criterion that nobody graded yet
BELOW = tuple(tuple(str(mark) for mark in range(LOWEST, least)) for least in range(HIGHEST + 2))  # marks, by what they miss
WORDS = ("absent", "insuffisant", "acquis", "maîtrisé")


class Method(StrEnum):
    """How the criteria of a competence make a verdict; one competence never makes up for another."""

    EACH = "chaque"  # each mandatory criterion reaches the threshold
    MEAN = "moyenne"  # their mean does, and so does each mandatory criterion


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """The rule of a session; without a mandatory criterion named, all of them are when each must reach the threshold."""

    method: Method = Method.EACH
    threshold: Decimal = Decimal(ACQUIRED)
    mandatory: Mapping[str, frozenset[int]] | None = None  # competence -> ranks of its criteria

    @property
    def insufficient(self) -> tuple[str, ...]:
        """Return the marks below the threshold."""
        return BELOW[min(ceil(self.threshold), HIGHEST + 1)]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the grids propose for a competence; `acquired` is None while they cannot say."""

    acquired: bool | None
    votes_for: int
    votes_against: int
    unsaid: int  # grids that do not say yet
    cast: bool  # a tie that the president settled
    spread: int  # widest gap between two jurors on one criterion


def verdict(marks: str, rule: Rule, competence: str, exempt: frozenset[int] = frozenset()) -> bool | None:
    """Return what one grid says of a competence: a mark a criterion, « - » where it is blank; None while it cannot say.

    A criterion set aside for this candidate does not count; a grid whose every criterion is set aside says acquired.
    """
    counted = "".join(mark for rank, mark in enumerate(marks) if rank not in exempt) if exempt else marks
    named = (rule.mandatory or {}).get(competence)
    asked = counted
    if named or rule.method is Method.MEAN:
        asked = "".join(marks[rank] for rank in named or () if rank < len(marks) and rank not in exempt)
    if any(mark in asked for mark in rule.insufficient):
        return False
    if BLANK in counted:
        return None
    if not counted or rule.method is Method.EACH:
        return True
    return Decimal(sum(map(int, counted))) >= rule.threshold * len(counted)


def proposed(grids: Sequence[tuple[str, bool]], rule: Rule, competence: str, exempt: frozenset[int] = frozenset()) -> Proposal:
    """Return what some grids propose, each with whether it is the president's: the majority, a tie being hers to settle."""
    said = [(verdict(marks, rule, competence, exempt), presides) for marks, presides in grids]
    pro, con = sum(one is True for one, _ in said), sum(one is False for one, _ in said)
    unsaid = len(said) - pro - con
    casting = next((one for one, presides in said if presides), None)
    cast = not unsaid and pro == con > 0 and casting is not None
    acquired = casting if cast else _majority(pro, con, unsaid)
    return Proposal(acquired, pro, con, unsaid, cast, _spread([marks for marks, _ in grids]))


def _majority(pro: int, con: int, unsaid: int) -> bool | None:
    """Return what most say, None while who has not said could still change it."""
    if pro > con + unsaid:
        return True
    return False if con > pro + unsaid else None


def _spread(grids: Sequence[str]) -> int:
    widest = 0
    for column in set(zip(*grids, strict=False)):
        given = [mark for mark in column if mark != BLANK]
        if given:
            widest = max(widest, ord(max(given)) - ord(min(given)))
    return widest
