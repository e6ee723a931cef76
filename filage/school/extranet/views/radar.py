"""How the self-assessments of a learner are drawn: a radar of the first and the last day, and the same as a table."""

from collections.abc import Sequence
from typing import Any

from filage.rules.schooling.certification import Certification
from filage.rules.schooling.quality.radar import branch, outline
from filage.rules.schooling.quality.self_marks import LEVELS, Said
from filage.web import format as french
from filage.web.tables import Column, Group, Row, Table

SIZE, RADIUS, LABEL = 420, 150, 178  # of the drawing; of the rim; where labels stand
MOST = max(LEVELS)


def radar(certification: Certification, said: Sequence[Said]) -> dict[str, Any] | None:
    """Return the drawing and the table of what a learner thinks of herself; None before she said anything."""
    if not said:
        return None
    codes = [one.code for one in certification.competences]
    first, last = said[0], said[-1]
    shape = {"radius": RADIUS, "centre": SIZE / 2}
    branches = [
        {"code": code, "end": branch(rank, len(codes), 1, **shape), "at": branch(rank, len(codes), LABEL / RADIUS, **shape)}
        for rank, code in enumerate(codes)
    ]
    marks = lambda day: [day.marks.get(code) for code in codes]  # noqa: E731
    return {
        "size": SIZE,
        "centre": SIZE / 2,
        "rings": [outline([level] * len(codes), MOST, **shape) for level in range(1, MOST + 1)],
        "branches": branches,
        "first": outline(marks(first), MOST, **shape) if len(said) > 1 else "",
        "last": outline(marks(last), MOST, **shape),
        "days": (first.on, last.on),
        "table": table(certification, said),
        "levels": LEVELS.items(),
        "said": f"Auto-évaluation du {french.day_long(last.on, weekday=False)} sur {len(last.marks)} compétences.",
    }


def table(certification: Certification, said: Sequence[Said]) -> Table:
    """Return the same as a table: a row a competence, a column for each of the last days."""
    days = said[-4:]
    groups = [
        Group(
            [
                Row(one.title, [_mark(day, one.code) for day in days], code=one.code.removeprefix(f"{block.code}-"))
                for one in certification.of_block(block.code)
            ],
            title=block.title,
            code=block.code,
        )
        for block in certification.blocks
    ]
    columns = [Column(french.day(day.on), "number") for day in days]
    return Table("Auto-évaluations", columns, groups, header="Compétence", codes=True)


def _mark(day: Said, code: str) -> Any:
    mark = day.marks.get(code)
    return "" if mark is None else mark
