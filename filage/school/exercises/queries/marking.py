"""What a hand-in is worth: each answer, and the first lines that make it wrong, told once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from filage.rules.engine import given
from filage.rules.schooling.exercises.exercise import Exercise, Question
from filage.rules.schooling.exercises.marking import Marked, Marking, Verdict, mark
from filage.school.exercises.queries.readings import Difference, Raised, Reading

MISSED = (Verdict.WRONG, Verdict.FOLLOWS)


@dataclass(frozen=True, slots=True)
class Corrected:
    """A marking, and what was read in the production when there was one."""

    marking: Marking
    reading: Reading | None = None

    def differences(self, question: Question) -> list[Difference]:
        """Return the lines that make an answer wrong, the heaviest first."""
        return self.reading.of(question.code, question.tolerance) if self.reading else []

    @property
    def others(self) -> list[Raised]:
        """Return what the checks that no question asks for still say."""
        asked = {code for one in self.marking.exercise.questions for code in one.findings}
        return [one for one in self.reading.findings if one.code not in asked] if self.reading else []

    def raised(self, question: Question) -> list[Raised]:
        """Return what the checks that a question asks for still say of the production."""
        return [one for one in self.reading.findings if one.code in question.findings] if self.reading else []


def corrected(exercise: Exercise, typed: Mapping[str, Decimal], reading: Reading | None = None) -> Corrected:
    """Return the marks of what was handed in: an answer that was typed counts before the one read in the production."""
    if reading is None:
        return Corrected(mark(exercise, typed))
    found = Corrected(mark(exercise, {**reading.answers, **typed}), reading)
    marks = tuple(_mended(found, one) for one in _told_once(found, typed))
    return replace(found, marking=Marking(exercise, marks))


def _mended(found: Corrected, one: Marked) -> Marked:
    """Return the mark of a question about contradictions: its points by the part of them that is mended."""
    asked, reading = one.question.findings, found.reading
    if not asked or reading is None:
        return one
    left = {each.code for each in found.raised(one.question)}
    mended = Decimal(0 if reading.lost else len(asked) - len(left))
    expected = given(len(asked), "Contradictions à lever", unit="")
    verdict = Verdict.RIGHT if mended == len(asked) else Verdict.WRONG
    cause = f"{reading.lost} : retirer n’est pas corriger." if reading.lost else ""
    share = mended / len(asked)
    return replace(one, verdict=verdict, answer=mended, expected=expected, cause=cause, share=share)


def _told_once(found: Corrected, typed: Mapping[str, Decimal]) -> list[Marked]:
    """Return the marks, an answer that is wrong for lines that were already counted being right but for them."""
    first: dict[str, Question] = {}  # difference -> the question where it was counted
    marks = []
    for one in found.marking.marks:
        read = one.verdict in MISSED and one.question.code not in typed and one.question.floor is None
        held = found.differences(one.question) if read else []
        keys = [each.said for each in held]
        if held and all(key in first for key in keys):
            counted = {first[key].code for key in keys}
            before = tuple(each for each in found.marking.exercise.questions if each.code in counted)
            one = replace(one, verdict=Verdict.FOLLOWS, follows=before, cause="")
        elif held:
            one = replace(one, verdict=Verdict.WRONG, follows=())
            first |= {key: one.question for key in keys if key not in first}
        marks.append(one)
    return marks
