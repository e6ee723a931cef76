"""What each answer is worth: right, right from an earlier mistake, wrong by how much and why, missing, or to be read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from filage.rules.engine import Explained
from filage.rules.reading import Unreadable
from filage.rules.schooling.exercises.exercise import Exercise, Question

HUNDRED, THOUSAND = Decimal(100), Decimal(1000)


class Verdict(StrEnum):
    """What is said of an answer."""

    RIGHT = "juste"
    FOLLOWS = "reporte"  # right, starting from a wrong answer to an earlier question: counted once
    WRONG = "faux"
    MISSING = "manquant"
    READ = "a_lire"


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A question, what was answered, what was expected, and the first cause of the gap when one is known."""

    question: Question
    verdict: Verdict
    answer: Decimal | None = None
    expected: Explained | None = None
    cause: str = ""
    follows: tuple[Question, ...] = ()
    share: Decimal | None = None  # of the points, when a part of the question is right

    @property
    def gap(self) -> Decimal | None:
        """Return by how much the answer misses."""
        if self.answer is None or self.expected is None or self.expected.value is None:
            return None
        return self.answer - self.expected.value

    @property
    def points(self) -> Decimal | None:
        """Return the points; None while a trainer has not read it."""
        if self.verdict is Verdict.READ:
            return None
        if self.share is not None:
            return self.question.points * self.share
        return self.question.points if self.verdict in (Verdict.RIGHT, Verdict.FOLLOWS) else Decimal(0)


@dataclass(frozen=True, slots=True)
class Marking:
    """The answers of a learner once marked."""

    exercise: Exercise
    marks: tuple[Marked, ...]

    @property
    def points(self) -> Decimal:
        """Return the points of what is computed."""
        return sum((one.points for one in self.marks if one.points is not None), Decimal(0))

    @property
    def out_of(self) -> Decimal:
        """Return what is computed is worth."""
        return sum((one.question.points for one in self.marks if one.verdict is not Verdict.READ), Decimal(0))

    @property
    def left(self) -> Decimal:
        """Return what is left to a trainer to read is worth."""
        return self.exercise.points - self.out_of

    def of(self, code: str) -> Marked:
        """Return what is said of a question."""
        return next(one for one in self.marks if one.question.code == code)


def mark(exercise: Exercise, answers: Mapping[str, Decimal]) -> Marking:
    """Return the marks of the answers, by code of question; one that is not there is missing."""
    right, followed = exercise.expected(), exercise.expected(answers)
    held = tuple(_marked(exercise, one, answers, right, followed) for one in exercise.questions)
    return Marking(exercise, held)


def agrees(question: Question, answer: Decimal, expected: Explained) -> bool:
    """Tell whether an answer is within the tolerance of what is expected."""
    return expected.value is not None and abs(answer - expected.value) <= question.tolerance


def _marked(
    exercise: Exercise,
    question: Question,
    answers: Mapping[str, Decimal],
    right: Mapping[str, Explained],
    followed: Mapping[str, Explained],
) -> Marked:
    if question.is_read:
        return Marked(question=question, verdict=Verdict.READ)
    answer, expected = answers.get(question.code), right.get(question.code)
    if answer is None:
        return Marked(question=question, verdict=Verdict.MISSING, expected=expected)
    if question.floor is not None:
        least = question.floor.value(exercise.given()).named(f"Question {question.number}, au moins", question.unit)
        verdict = Verdict.RIGHT if answer + question.tolerance >= least.known() else Verdict.WRONG
        return Marked(question=question, verdict=verdict, answer=answer, expected=least)
    if expected is None or agrees(question, answer, expected):
        return Marked(question=question, verdict=Verdict.RIGHT, answer=answer, expected=expected)
    if agrees(question, answer, followed[question.code]):
        wrong = {one.code for one in _first_wrong(exercise, question, answers, right, followed)}
        first = tuple(one for one in exercise.questions if one.code in wrong)
        return Marked(question=question, verdict=Verdict.FOLLOWS, answer=answer, expected=expected, follows=first)
    cause = next(_causes(exercise, question, answer, expected), "")
    return Marked(question=question, verdict=Verdict.WRONG, answer=answer, expected=expected, cause=cause)


def _first_wrong(
    exercise: Exercise,
    question: Question,
    answers: Mapping[str, Decimal],
    right: Mapping[str, Explained],
    followed: Mapping[str, Explained],
) -> Iterator[Question]:
    """Yield the earliest questions whose mistakes this one carries on."""
    for one in exercise.needs(question):
        answer = answers.get(one.code)
        if answer is None or agrees(one, answer, right[one.code]):
            continue
        if agrees(one, answer, followed[one.code]):
            yield from _first_wrong(exercise, one, answers, right, followed)
        else:
            yield one


def _causes(exercise: Exercise, question: Question, answer: Decimal, expected: Explained) -> Iterator[str]:
    """Yield what explains a wrong answer: a mistake that many make, a sign, a unit."""
    known = exercise.given() | exercise.expected()
    for slip in question.slips:
        try:
            if agrees(question, answer, slip.formula.value(known)):
                yield slip.cause
        except Unreadable:
            continue
    wanted = expected.known()
    if agrees(question, -answer, expected):
        yield "Le signe est inversé."
    for factor, said in ((HUNDRED, "cent"), (THOUSAND, "mille")):
        if wanted and answer in (wanted * factor, wanted / factor):
            yield f"L’unité n’est pas la bonne : la réponse est {said} fois trop {'grande' if answer > wanted else 'petite'}."
