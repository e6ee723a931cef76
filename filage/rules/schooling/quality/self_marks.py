"""What a learner says of herself on a competence, and how that moved."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

LEVELS = {0: "pas encore abordée", 1: "avec de l’aide", 2: "en autonomie", 3: "je saurais l’apprendre à d’autres"}


@dataclass(frozen=True, slots=True)
class Said:
    """The marks of one day, by competence."""

    on: date
    marks: Mapping[str, int]


def days(rows: Iterable[tuple[date, str, int]]) -> list[Said]:
    """Return, day by day, what a learner thought of herself; a competence not said again keeps its former mark."""
    found: list[Said] = []
    for on, code, mark in sorted(rows):
        if found and found[-1].on == on:
            found[-1] = Said(on, {**found[-1].marks, code: mark})
        else:
            found.append(Said(on, {**(found[-1].marks if found else {}), code: mark}))
    return found
