"""What a production is worth for an exercise: each answer, and the first lines that make it wrong, told once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from filage.documents.shapes import WorkbookData
from filage.rules.schooling.exercises.exercise import Exercise, Question
from filage.rules.schooling.exercises.marking import Marked, Marking, Verdict, mark
from filage.school.exercises.queries.differences import Cause, causes
from filage.school.exercises.queries.measures import answers

MISSED = (Verdict.WRONG, Verdict.FOLLOWS)


@dataclass(frozen=True, slots=True)
class Corrected:
    """A marking, and the differences found in the production that was handed in, the heaviest first."""

    marking: Marking
    causes: Sequence[Cause] = ()

    def causes_of(self, question: Question) -> list[Cause]:
        """Return the differences that make an answer wrong."""
        return [one for one in self.causes if abs(one.effects.get(question.code, Decimal(0))) > question.tolerance]


def corrected(
    exercise: Exercise, typed: Mapping[str, Decimal], mine: WorkbookData | None = None, solved: WorkbookData | None = None
) -> Corrected:
    """Return the marks of what was handed in: an answer that was typed counts before the one read in the production."""
    if mine is None or solved is None:
        return Corrected(mark(exercise, typed))
    found = Corrected(mark(exercise, answers(exercise, mine) | dict(typed)), causes(exercise, mine, solved))
    return replace(found, marking=Marking(exercise, tuple(_told_once(found, typed))))


def _told_once(found: Corrected, typed: Mapping[str, Decimal]) -> list[Marked]:
    """Return the marks, an answer that is wrong for lines that were already counted being right but for them."""
    first: dict[str, Question] = {}  # difference -> the question where it was counted
    marks = []
    for one in found.marking.marks:
        held = found.causes_of(one.question) if one.verdict in MISSED and one.question.code not in typed else []
        keys = [f"{each.label}/{each.cell}/{each.kind}" for each in held]
        if held and all(key in first for key in keys):
            counted = {first[key].code for key in keys}
            before = tuple(each for each in found.marking.exercise.questions if each.code in counted)
            one = replace(one, verdict=Verdict.FOLLOWS, follows=before, cause="")
        elif held:
            one = replace(one, verdict=Verdict.WRONG, follows=())
            first |= {key: one.question for key in keys if key not in first}
        marks.append(one)
    return marks
