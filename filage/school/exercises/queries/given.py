"""What was given to a session and what came back: each hand-in with its exercise, its time, its marks."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from statistics import mean
from typing import Any
from uuid import UUID

from django.utils import timezone

from filage.rules.reading import Unreadable, amount
from filage.rules.reading.folding import folded
from filage.rules.schooling.exercises import record
from filage.rules.schooling.exercises.drawing import drawn, seed_of
from filage.rules.schooling.exercises.exercise import Exercise, Question
from filage.rules.schooling.exercises.marking import Verdict
from filage.school.exercises.models import Assignment, ExerciseRecord, HandIn
from filage.school.exercises.queries.marking import Corrected, corrected
from filage.school.exercises.queries.readings import from_json
from filage.school.programmes.models import SchoolSession

TWENTY, HIGHEST = Decimal(20), 3  # what a mark is out of, and a criterion
FREQUENT = 3  # wrong values that the statistics of a question show


@dataclass(frozen=True, slots=True)
class Result:
    """What a learner got in an exercise, once the marks are out: `mark` out of twenty, None while something is to be read."""

    exercise: str
    title: str
    competences: tuple[str, ...]
    handed_in_at: datetime | None
    mark: Decimal | None
    criteria: Mapping[str, Decimal]  # competence -> mean of its criteria, 0 to 3


@dataclass(frozen=True, slots=True)
class Held:
    """A hand-in with the exercise of its learner (her own figures when they vary), and its marks."""

    row: HandIn
    exercise: Exercise
    corrected: Corrected
    grid: Mapping[str, tuple[Decimal | None, str]]  # criterion or question -> points, remark

    @property
    def late(self) -> bool:
        """Tell whether it came after the day and hour it was due."""
        due = self.row.assignment.due_at
        return bool(due and self.row.handed_in_at and self.row.handed_in_at > due)

    @property
    def overdue(self) -> bool:
        """Tell whether it did not come and was due."""
        due = self.row.assignment.due_at
        return bool(due and self.row.handed_in_at is None and due < timezone.now())

    @property
    def points(self) -> Decimal:
        """Return its points: what is computed, and what a trainer gave by reading."""
        read = sum((self.grid[one.code][0] or Decimal(0) for one in self.read if one.code in self.grid), Decimal(0))
        return self.corrected.marking.points + read

    @property
    def waiting(self) -> list[Question]:
        """Return the questions that a trainer has still to read."""
        return [one for one in self.read if self.grid.get(one.code, (None, ""))[0] is None]

    @property
    def mark(self) -> Decimal | None:
        """Return the mark out of twenty; None while something is to be read."""
        if self.exercise.by_grid:
            return self._grid_mark
        total = self.exercise.points
        return None if self.waiting or not total else self.points * TWENTY / total

    @property
    def _grid_mark(self) -> Decimal | None:
        """Return the mark of the grid: points by weight, out of twenty."""
        given = [(one.weight, self.grid.get(one.code, (None, ""))[0]) for one in self.exercise.criteria]
        if not given or any(points is None for _, points in given):
            return None
        weights = sum(weight for weight, _ in given)
        return sum((weight * (points or 0) for weight, points in given), Decimal(0)) * TWENTY / (HIGHEST * weights)

    @property
    def lacks(self) -> list[str]:
        """Return the criteria without which the whole is not held, once they are read."""
        marks = {one: self.grid.get(one.code, (None, ""))[0] for one in self.exercise.criteria if one.needed}
        return [one.text for one, points in marks.items() if points is not None and points < one.needed]

    @property
    def read(self) -> list[Question]:
        """Return the questions that a trainer reads."""
        return [one.question for one in self.corrected.marking.marks if one.verdict is Verdict.READ]


def exercises(organisation: Any) -> dict[str, Exercise]:
    """Return the exercises of a house by code: those that it imported, in their last version, and those that Filage ships."""
    rows = ExerciseRecord.objects.within(organisation).order_by("rank", "id")
    return {**record.exercises(), **{one.code: record.read(one.text) for one in rows}}


def text_of(organisation: Any, code: str) -> str | None:
    """Return the YAML of an exercise: the last that the house imported, else the one that Filage ships."""
    row = ExerciseRecord.objects.within(organisation).filter(code=code).order_by("rank", "id").last()
    if row is not None:
        return str(row.text)
    return (record.FOLDER / f"{code}.yaml").read_text(encoding="utf-8") if code in record.exercises() else None


def exercise_of(assignment: Assignment) -> Exercise | None:
    """Return the exercise that was given; None when its text is gone."""
    rows = ExerciseRecord.objects.within(assignment.organisation_id).filter(code=assignment.exercise)
    if assignment.version:
        rows = rows.filter(version=assignment.version)
    held = rows.order_by("rank", "id").last()
    return record.read(held.text) if held else record.exercises().get(assignment.exercise)


def exercise_for(hand_in: HandIn, exercise: Exercise) -> Exercise:
    """Return the exercise as a learner has it: with figures of her own when they vary."""
    if exercise.is_drawn:
        return exercise
    return drawn(exercise, seed_of(hand_in.assignment_id, hand_in.learner_id)) if hand_in.assignment.varied else exercise


def assignments(session: SchoolSession) -> list[tuple[Assignment, Exercise | None, int]]:
    """Return what was given to a session: each with its exercise and how many handed it in."""
    rows = (
        Assignment.objects.within(session.organisation_id)
        .filter(session=session)
        .prefetch_related("hand_ins")
        .order_by("rank", "id")
    )
    return [(one, exercise_of(one), sum(each.handed_in_at is not None for each in one.hand_ins.all())) for one in rows]


def hand_ins(assignment: Assignment) -> list[HandIn]:
    """Return the hand-ins of an exercise given, in the order of names."""
    rows = assignment.hand_ins.select_related("learner__person", "assignment").prefetch_related("answers", "grid_marks")
    return sorted(rows, key=lambda one: folded(one.learner.person.name))


def hand_in(organisation: Any, pk: UUID) -> HandIn | None:
    """Return a hand-in of a house, None when it has no such one."""
    rows = HandIn.objects.within(organisation).select_related("learner__person", "assignment__session", "organisation")
    found: HandIn | None = rows.prefetch_related("answers", "grid_marks").filter(pk=pk).first()
    return found


def held(row: HandIn, exercise: Exercise) -> Held:
    """Return a hand-in with its marks."""
    mine = exercise_for(row, exercise)
    grid = {one.criterion: (one.points, one.remark) for one in row.grid_marks.all()}
    return Held(row, mine, corrected(mine, typed(row), from_json(row.reading)), grid)


def typed(row: HandIn) -> dict[str, Decimal]:
    """Return the numbers that a learner typed; what is no number is no answer."""
    found = {one.question: number(one.text) for one in row.answers.all()}
    return {code: value for code, value in found.items() if value is not None}


def unread(row: HandIn, exercise: Exercise) -> list[tuple[Question, str]]:
    """Return the questions that ask for a number and were answered by something else, with what was written."""
    said = {one.question: one.text for one in row.answers.all()}
    asked = [(one, said.get(one.code, "")) for one in exercise.questions if not one.is_read]
    return [(one, text) for one, text in asked if text.strip() and number(text) is None]


def number(text: str) -> Decimal | None:
    """Return the number that somebody wrote: « 1 234,56 € », « 1,234.56 », « 62,1 % »; None for anything else."""
    try:
        return amount(text.strip().removesuffix("%"))
    except Unreadable:
        return None


def ends_at(row: HandIn) -> datetime | None:
    """Return when the time of a mock exam is over for a learner; None when nothing counts it."""
    minutes = row.assignment.minutes
    return row.opened_at + timedelta(minutes=minutes + row.more_minutes) if minutes and row.opened_at else None


def is_over(row: HandIn, at: datetime | None = None) -> bool:
    """Tell whether nothing more can be written in a hand-in."""
    end = ends_at(row)
    return row.handed_in_at is not None or (end is not None and (at or timezone.now()) >= end)


@dataclass(frozen=True, slots=True)
class Told:
    """What a question says of those who answered it: how many are right, by how much they miss, what they often write."""

    question: Question
    answered: int
    right: int
    gap: Decimal | None  # mean distance of the wrong answers
    frequent: Sequence[tuple[Decimal, int]]  # wrong values that several wrote


def statistics(found: Iterable[Held], exercise: Exercise) -> list[Told]:
    """Return what each computed question says of the hand-ins; figures that vary have no frequent value."""
    every = list(found)
    told = []
    for question in exercise.questions:
        every_mark = [one.corrected.marking.of(question.code) for one in every]
        marks = [one for one in every_mark if one.verdict is not Verdict.READ]
        if not marks:
            continue
        wrong = [one for one in marks if one.verdict is Verdict.WRONG and one.answer is not None]
        counts = Counter(one.answer for one in wrong if one.answer is not None).most_common(FREQUENT)
        gaps = [abs(one.gap) for one in wrong if one.gap is not None]
        told.append(
            Told(
                question,
                answered=sum(one.verdict is not Verdict.MISSING for one in marks),
                right=sum(one.verdict in (Verdict.RIGHT, Verdict.FOLLOWS) for one in marks),
                gap=mean(gaps) if gaps else None,
                frequent=[(value, count) for value, count in counts if count > 1],
            )
        )
    return told


def marks_of(learner: Any) -> list[Result]:
    """Return what a learner got, exercise by exercise, of those whose marks are out; the competences are those it proves."""
    rows = HandIn.objects.within(learner.organisation_id).filter(learner=learner, handed_in_at__isnull=False)
    rows = rows.filter(assignment__released_at__isnull=False).select_related("assignment", "learner__person")
    found = []
    for row in rows.prefetch_related("answers", "grid_marks").order_by("handed_in_at"):
        exercise = exercise_of(row.assignment)
        if exercise is not None:
            one = held(row, exercise)
            found.append(
                Result(exercise.code, exercise.title, exercise.competences, row.handed_in_at, one.mark, _by_competence(one))
            )
    return found


def _by_competence(one: Held) -> dict[str, Decimal]:
    given: dict[str, list[Decimal]] = {}
    for criterion in one.exercise.criteria:
        points = one.grid.get(criterion.code, (None, ""))[0]
        if criterion.competence and points is not None:
            given.setdefault(criterion.competence, []).append(points)
    return {code: mean(held) for code, held in given.items()}
